#include "rules/message.hpp"

#include "rules/language.hpp"
#include "rules/mustache.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_reader.hpp"
#include "rules/utf8.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::string_view fence = "+++";
constexpr std::size_t subject_bytes_max = 300;  // far beyond what a mail program shows

/// "messages/review-request/pt-BR.md" -> {"review-request", "pt-BR"}; nothing for another form.
struct Named {
    std::string name;
    std::string language;
};
std::optional<Named> named(const std::string& path) {
    constexpr std::string_view suffix = ".md";
    const std::size_t slash = path.rfind('/');
    if (!path.ends_with(suffix) || slash == std::string::npos || slash == 0) return std::nullopt;
    const std::size_t before = path.rfind('/', slash - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    return Named{path.substr(begin, slash - begin),
                 path.substr(slash + 1, path.size() - slash - 1 - suffix.size())};
}

/// The next line of `text` from `at` on, without its end; `at` moves behind it.
std::string_view next_line(std::string_view text, std::size_t& at) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

bool is_fence(std::string_view line) {
    return line.substr(0, line.find_last_not_of(" \t") + 1) == fence;
}

/// Where head and body lie in a source.
struct Split {
    std::string head;  // an empty line in place of the first fence: places stay true
    std::size_t body_begin = 0;
    std::uint32_t body_line = 1;
};
std::optional<Split> split(const Source& source, const Report& report) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    const std::string_view text = source.text;
    std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    if (!is_fence(next_line(text, at))) {
        report.error({1, 1}, "the head is missing", "the first line is +++");
        return std::nullopt;
    }
    Split out;
    std::uint32_t line = 1;
    const std::size_t head_begin = at;
    while (at < text.size()) {
        const std::size_t line_begin = at;
        ++line;
        if (!is_fence(next_line(text, at))) continue;
        out.head = '\n' + std::string{text.substr(head_begin, line_begin - head_begin)};
        out.body_begin = at;
        out.body_line = line + 1;
        return out;
    }
    report.error({1, 1}, "the head has no end", "a line with +++ alone closes it");
    return std::nullopt;
}

/// Reports what is wrong with a template whose first byte stands at `start`.
void check_template(const std::string& text, Position start, const Report& report) {
    for (const MustacheProblem& problem : scan_mustache(text).problems) {
        const std::string before = text.substr(0, problem.offset);
        const auto lines = std::count(before.begin(), before.end(), '\n');
        const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 == 0
        Position at = start;
        at.line += static_cast<std::uint32_t>(lines);
        if (lines > 0) at.column = 1;
        at.column += static_cast<std::uint32_t>(code_points(before.substr(line_begin)));
        report.error(at, problem.message, problem.hint);
    }
}

void read_subject(const TomlValue& head, const Report& report, Message& message) {
    const TomlSection section{head, "the head", report};
    section.only({"subject"});
    if (!section.has("subject")) {
        report.error({1, 1}, "the head lacks \"subject\"", "write subject = \"...\" below");
        return;
    }
    const auto subject = section.text("subject");
    if (!subject) return;
    message.subject = *subject;
    Position at = section.at("subject");
    if (subject->find_first_not_of(" \t") == std::string::npos)
        report.error(at, "the subject is empty");
    if (subject->find_first_of("\r\n") != std::string::npos)
        report.error(at, "the subject has more than one line");
    if (subject->size() > subject_bytes_max)
        report.error(at,
                     "the subject is longer than " + std::to_string(subject_bytes_max) + " bytes");
    ++at.column;  // behind the opening quote
    check_template(message.subject, at, report);
}

}  // namespace

void MessageSet::put(Message message) {
    auto& languages = by_name_[message.name];
    std::string language = message.language;
    languages.insert_or_assign(std::move(language), std::move(message));
}

bool MessageSet::contains(std::string_view name) const {
    return by_name_.find(name) != by_name_.end();
}

const Message* MessageSet::find(std::string_view name, std::string_view locale,
                                const std::vector<std::string>& fallbacks) const {
    const auto texts = by_name_.find(name);
    if (texts == by_name_.end()) return nullptr;
    const auto widening = [&](std::string_view tag) -> const Message* {
        for (; !tag.empty(); tag = wider_language(tag))
            for (const auto& [language, message] : texts->second)
                if (same_language_tag(language, tag)) return &message;
        return nullptr;
    };
    if (const Message* found = widening(locale)) return found;
    for (const std::string& fallback : fallbacks)
        if (const Message* found = widening(fallback)) return found;
    return nullptr;
}

std::vector<std::string> MessageSet::names() const {
    std::vector<std::string> names;
    for (const auto& [name, texts] : by_name_) names.push_back(name);
    return names;
}

std::vector<std::string> MessageSet::languages(std::string_view name) const {
    std::vector<std::string> languages;
    const auto texts = by_name_.find(name);
    if (texts == by_name_.end()) return languages;
    for (const auto& [language, message] : texts->second) languages.push_back(language);
    return languages;
}

const std::vector<std::string_view>& message_fields() {
    static const std::vector<std::string_view> fields{"order.number",
                                                      "order.id",
                                                      "order.total",
                                                      "order.placed_on",
                                                      "order.url",
                                                      "order.items",
                                                      "item.title",
                                                      "item.quantity",
                                                      "item.sku",
                                                      "buyer.name",
                                                      "buyer.given_name",
                                                      "shipment.carrier",
                                                      "shipment.tracking_number",
                                                      "shipment.url",
                                                      "shipment.eta",
                                                      "shop.name",
                                                      "shop.reply_to",
                                                      "ship_to.city",
                                                      "ship_to.country"};
    return fields;
}

Message load_message(const Source& source, Diagnostics& diagnostics) {
    const Report report{source, diagnostics};
    Message message;
    message.file = source.name;
    if (const auto name = named(source.name);
        name && is_plain_name(name->name) && is_language_tag(name->language)) {
        message.name = name->name;
        message.language = name->language;
    } else {
        report.error({}, "a message's file is named NAME/LANG.md, as in review-request/de.md");
    }
    if (!is_readable(source, diagnostics)) return message;
    const auto parts = split(source, report);
    if (!parts) return message;
    const auto head = read_toml({source.name, parts->head}, diagnostics);
    if (!head) return message;
    read_subject(*head, report, message);

    for (std::size_t at = parts->body_begin; at < source.text.size();)
        message.body += std::string{next_line(source.text, at)} + '\n';
    if (message.body.find_first_not_of(" \t\n") == std::string::npos)
        report.error({parts->body_line, 1}, "the text is empty");
    check_template(message.body, {parts->body_line, 1}, report);
    return message;
}

}  // namespace vesper
