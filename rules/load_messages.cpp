// From files of texts to the messages of a set, partials put in.
#include "rules/language.hpp"
#include "rules/load.hpp"
#include "rules/message_text.hpp"
#include "rules/spelling.hpp"

#include <algorithm>
#include <map>

namespace vesper {

namespace {

constexpr std::size_t partial_bytes_max = 4u << 10;  // a signature, not a letter
constexpr std::size_t partials_per_message_max = 20;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

struct Partial {
    std::string text;
    std::string file;
};
/// By name, then by language.
using Partials = std::map<std::string, std::map<std::string, Partial>, std::less<>>;

void load_partial(const Source& source, const TextName& name, Diagnostics& diagnostics,
                  Partials& partials) {
    const Report report{source, diagnostics};
    // One with errors counts as present: they are said here, and the set is refused anyway.
    const auto [known, is_new] = partials[name.name].try_emplace(name.language);
    auto& [text, file] = known->second;
    if (!is_new)
        report.error({},
                     say("partial {} is already written in {}", quoted(name.name), name.language),
                     say("first in {}", file));
    file = source.name;
    check_name(source.name, name, report);
    if (!is_readable(source, diagnostics)) return;
    const std::size_t begin = source.text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    std::string body = body_from(source.text, begin);
    if (body.starts_with("+++"))
        report.error({1, 1}, say("a partial has no head"), say("it begins with its text"));
    else
        check_body(body, {name.language, false}, {1, 1}, report);
    if (body.size() > partial_bytes_max)
        report.error({}, say("a partial has at most {} KiB", partial_bytes_max / 1024));
    else
        text = std::move(body);
}

/// de-CH -> de -> nothing: a letter speaks one language from its first to its last line.
const std::string* text_of(const std::map<std::string, Partial>& texts, std::string_view language) {
    for (; !language.empty(); language = wider_language(language))
        for (const auto& [written, partial] : texts)
            if (same_language_tag(written, language)) return &partial.text;
    return nullptr;
}

/// A tag alone on its line gives way to the partial's lines; inside a line to its words.
void put_in(std::string_view text, std::size_t begin, std::size_t end, const std::string& partial,
            std::string& out, std::size_t& from) {
    const std::size_t line_begin = text.substr(0, begin).rfind('\n') + 1;  // npos + 1 == 0
    const std::size_t line_end = std::min(text.find('\n', end), text.size());
    const auto blank = [](std::string_view part) {
        return part.find_first_not_of(" \t") == std::string_view::npos;
    };
    const bool alone = blank(text.substr(line_begin, begin - line_begin)) &&
                       blank(text.substr(end, line_end - end)) && line_begin >= from;
    out += text.substr(from, (alone ? line_begin : begin) - from);
    out += std::string_view{partial}.substr(0, partial.find_last_not_of("\n") + 1);
    if (alone) out += '\n';
    from = alone ? std::min(line_end + 1, text.size()) : end;
}

class Texts {
public:
    explicit Texts(Diagnostics& diagnostics) : diagnostics_{diagnostics} {}

    MessageSet load(const std::vector<Source>& sources) {
        std::vector<const Source*> messages;
        for (const Source& source : sources) {
            const auto name = text_name(source.name);
            if (name && name->is_partial)
                load_partial(source, *name, diagnostics_, partials_);
            else
                messages.push_back(&source);
        }
        for (const Source* source : messages) load_one(*source);
        return std::move(set_);
    }

private:
    void load_one(const Source& source) {
        Message message = load_message(source, diagnostics_);
        if (message.name.empty()) return;
        const Report report{source, diagnostics_};
        for (const std::string& other : set_.languages(message.name)) {
            if (!same_language_tag(other, message.language)) continue;
            const std::string& first = set_.find(message.name, other, {})->file;
            if (other == message.language)
                report.error(
                    {}, say("message {} is already written in {}", quoted(message.name), other),
                    say("first in {}", first));
            else
                report.error({}, say("the language of this file has a second one"),
                             say("{} is the same language", first));
        }
        expand(source, message, report);
        set_.put(std::move(message));
    }

    void expand(const Source& source, Message& message, const Report& report) const {
        std::string out;
        std::size_t from = 0;
        std::size_t count = 0;
        for (const MustachePart& part : scan_mustache(message.body, {{}, true}).parts) {
            if (part.kind != MustachePart::Kind::partial) continue;
            const Position at = in_file(source, message, part.offset);
            if (++count > partials_per_message_max)
                return report.error(
                    at, say("more than {} partials in one message", partials_per_message_max));
            if (const std::string* text = find(part.text, message.language, at, report))
                put_in(message.body, part.offset, part.offset + part.size, *text, out, from);
        }
        if (count > 0) message.body = out + message.body.substr(from);
    }

    const std::string* find(const std::string& name, const std::string& language, Position at,
                            const Report& report) const {
        const std::string file = "messages/partials/" + name + '/' + language + ".md";
        const auto texts = partials_.find(name);
        if (texts == partials_.end()) {
            std::vector<std::string_view> names;
            for (const auto& [known, unused] : partials_) names.push_back(known);
            const auto near = nearest(name, names);
            report.error(at, say("unknown partial {}", quoted(name)),
                         near ? did_you_mean(*near) : say("missing: {}", file));
            return nullptr;
        }
        const std::string* text = text_of(texts->second, language);
        if (!text)
            report.error(at, say("partial {} has no text in {}", quoted(name), language),
                         say("missing: {}", file));
        return text;
    }

    /// The body is the end of the file, line for line.
    static Position in_file(const Source& source, const Message& message, std::size_t offset) {
        const auto lines = [](std::string_view text) {
            return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n'));
        };
        const std::uint32_t last_is_open = source.text.ends_with('\n') ? 0 : 1;
        const std::uint32_t head = lines(source.text) + last_is_open - lines(message.body);
        return place_in(message.body, offset, {head + 1, 1});
    }

    Diagnostics& diagnostics_;
    Partials partials_;
    MessageSet set_;
};

}  // namespace

MessageSet load_messages(const std::vector<Source>& sources, Diagnostics& diagnostics) {
    if (sources.size() > messages_max) {
        diagnostics.push_back(
            {Severity::error, "messages", {}, say("more than {} texts", messages_max), {}, {}});
        return {};
    }
    return Texts{diagnostics}.load(sources);
}

bool names_field(const Message& message, std::string_view field) {
    for (const std::string* text : {&message.subject, &message.body})
        for (const MustachePart& part : scan_mustache(*text, {{}, true}).parts)
            if (part.kind != MustachePart::Kind::text && part.text == field) return true;
    return false;
}

}  // namespace vesper
