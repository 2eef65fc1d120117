#include "rules/message.hpp"

#include "rules/language.hpp"
#include "rules/letter_form.hpp"
#include "rules/message_text.hpp"
#include "rules/plain_name.hpp"
#include "rules/toml_reader.hpp"
#include "rules/utf8.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::string_view fence = "+++";

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
        report.error({1, 1}, say("the head is missing"), say("the first line is +++"));
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
    report.error({1, 1}, say("the head has no end"), say("a line with +++ alone closes it"));
    return std::nullopt;
}

void read_subject(const TomlValue& head, const Report& report, Message& message) {
    const TomlSection section{head, say("the head"), report};
    section.only({"subject"});
    if (!section.has("subject")) {
        report.error({1, 1}, say("the head lacks \"subject\""),
                     say("write subject = \"...\" below"));
        return;
    }
    const auto subject = section.text("subject");
    if (!subject) return;
    message.subject = *subject;
    const Position at = section.at("subject");
    const Position inside{at.line, at.column + 1};  // behind the opening quote
    std::size_t words = 0;
    for (const MustachePart& part : scan_mustache(*subject).parts)
        if (part.kind == MustachePart::Kind::text) words += code_points(part.text);
    for (const FormProblem& problem : subject_problems(*subject, words))
        report.error(problem.offset == 0 ? at : place_in(*subject, problem.offset, inside),
                     problem.message, problem.hint);
    check_template(message.subject, {message.language}, inside, report);
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

Position place_in(std::string_view text, std::size_t offset, Position start) {
    const std::string_view before = text.substr(0, offset);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    Position at = start;
    at.line += static_cast<std::uint32_t>(lines);
    if (lines > 0) at.column = 1;
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 == 0
    at.column += static_cast<std::uint32_t>(code_points(before.substr(line_begin)));
    return at;
}

void check_template(std::string_view text, const MustachePlace& place, Position start,
                    const Report& report) {
    for (const MustacheProblem& problem : scan_mustache(text, place).problems)
        report.error(place_in(text, problem.offset, start), problem.message, problem.hint);
    for (const FormProblem& doubt : doubtful_parts(text))
        report.warning(place_in(text, doubt.offset, start), doubt.message, doubt.hint);
}

std::optional<TextName> text_name(const std::string& path) {
    constexpr std::string_view suffix = ".md";
    constexpr std::string_view partials = "partials";
    const std::size_t slash = path.rfind('/');
    if (!path.ends_with(suffix) || slash == std::string::npos || slash == 0) return std::nullopt;
    const auto folder_before = [&](std::size_t end) {
        const std::size_t before = end == 0 ? std::string::npos : path.rfind('/', end - 1);
        const std::size_t begin = before == std::string::npos ? 0 : before + 1;
        return std::string_view{path}.substr(begin, end - begin);
    };
    TextName name;
    name.name = folder_before(slash);
    name.language = path.substr(slash + 1, path.size() - slash - 1 - suffix.size());
    const std::size_t rest = slash - name.name.size();
    name.is_partial = rest > 0 && folder_before(rest - 1) == partials;
    if (!is_plain_name(name.name) || name.name == partials || !is_language_tag(name.language))
        return std::nullopt;
    return name;
}

std::string body_from(const std::string& text, std::size_t at) {
    std::string body;
    while (at < text.size()) body += std::string{next_line(text, at)} + '\n';
    return body;
}

void check_body(const std::string& body, const MustachePlace& place, Position start,
                const Report& report) {
    if (body.find_first_not_of(" \t\n") == std::string::npos)
        report.error(start, say("the text is empty"));
    for (const FormProblem& problem : body_problems(body))
        report.error(place_in(body, problem.offset, start), problem.message, problem.hint);
    check_template(body, place, start, report);
}

void check_name(const std::string& path, const std::optional<TextName>& name,
                const Report& report) {
    const std::size_t begin = path.rfind('/') + 1;  // npos + 1 == 0
    const std::string language = path.substr(begin, path.rfind('.') - begin);
    const auto slip = language_slip(language);
    if (slip && (name || !slip->hint.empty()))
        report.error({}, slip->message, slip->hint);
    else if (!name)
        report.error({}, say("a message's file is named NAME/LANG.md, as in review-request/de.md"));
}

Message load_message(const Source& source, Diagnostics& diagnostics) {
    const Report report{source, diagnostics};
    Message message;
    message.file = source.name;
    auto name = text_name(source.name);
    if (name && name->is_partial) name.reset();
    if (name) {
        message.name = name->name;
        message.language = name->language;
    }
    if (source.problem.empty()) check_name(source.name, name, report);
    if (!is_readable(source, diagnostics) || !name) return message;
    const auto parts = split(source, report);
    if (!parts) return message;
    const auto head = read_toml({source.name, parts->head}, diagnostics);
    if (!head) return message;
    read_subject(*head, report, message);

    message.body = body_from(source.text, parts->body_begin);
    // Of a file that ends with its head the last line is shown.
    const std::uint32_t line = parts->body_line - (message.body.empty() ? 1 : 0);
    check_body(message.body, {message.language, true}, {line, 1}, report);
    return message;
}

}  // namespace vesper
