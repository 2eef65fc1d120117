#include "rules/letter_form.hpp"

#include "rules/ascii.hpp"
#include "rules/field.hpp"
#include "rules/spelling.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// The tag that begins with the `<` at `at`, "<br>" or "</td>"; empty for a link in angle brackets
/// and for a sign that is smaller than something.
std::string_view html_tag(std::string_view text, std::size_t at) {
    const std::size_t name = at + (text.substr(at).starts_with("</") ? 2 : 1);
    if (name >= text.size() || !is_letter(text[name])) return {};
    const std::size_t end = text.find_first_of("<>\n", name);
    if (end == std::string_view::npos || text[end] != '>') return {};
    const std::string_view tag = text.substr(at, end + 1 - at);
    const bool link = tag.find(':') != std::string_view::npos && tag.find('=') > tag.find(':');
    const bool address = tag.find('@') != std::string_view::npos && tag.find('=') > tag.size();
    return link || address ? std::string_view{} : tag;
}

Words instead_of(std::string_view tag) {
    if (tag.starts_with("<b>") || tag.starts_with("<strong")) return say("bold is written **so**");
    if (tag.starts_with("<i>") || tag.starts_with("<em")) return say("emphasis is written *so*");
    if (tag.starts_with("<a ")) return say("a link is written [words]({{order.url}})");
    if (tag.starts_with("<br")) return say("two blanks at the end of a line break it");
    if (tag.starts_with("<p")) return say("an empty line begins a paragraph");
    return say("letters are written in Markdown");
}

/// Calls `look(line, offset)` for each line.
template <class Look>
void for_each_line(std::string_view text, Look look) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        look(text.substr(at, end - at), at);
        at = end + 1;
    }
}

/// "|---|:--:|", which stands between a table's head and its rows.
bool is_table_rule(std::string_view line) {
    return line.find('|') != std::string_view::npos && line.find("--") != std::string_view::npos &&
           line.find_first_not_of("|-: \t") == std::string_view::npos;
}

/// The field in the single braces that open at `at`, "buyer.name" of "{buyer.name}"; empty: none.
std::string_view field_in_braces(std::string_view text, std::size_t at) {
    const bool doubled = (at > 0 && text[at - 1] == '{') || text.substr(at).starts_with("{{");
    const std::size_t end = text.find_first_of("{}\n", at + 1);
    if (doubled || end == std::string_view::npos || text[end] != '}') return {};
    if (text.substr(end).starts_with("}}")) return {};
    const std::string_view inside = trimmed(text.substr(at + 1, end - at - 1));
    const std::string_view name = trimmed(inside.substr(0, inside.find('|')));
    return field_named(name) ? name : std::string_view{};
}

/// "# Words": up to six signs and a blank.
bool is_heading(std::string_view line) {
    const std::string_view rest = trimmed(line);
    const std::size_t signs = std::min(rest.find_first_not_of('#'), rest.size());
    return signs >= 1 && signs <= 6 && signs < rest.size() && rest[signs] == ' ';
}

/// "*so*", "**so**" or "_so_": a mark that hugs the words behind it, and another behind them.
bool has_emphasis(std::string_view line) {
    for (const char mark : {'*', '_'}) {
        for (std::size_t at = line.find(mark); at != std::string_view::npos;
             at = line.find(mark, at + 1)) {
            const char before = at > 0 ? line[at - 1] : ' ';
            if (before == '\\') continue;
            const bool inside_word = before != ' ' && before != mark;
            const std::size_t words = line.find_first_not_of(mark, at);
            if (words == std::string_view::npos || line[words] == ' ') continue;
            if (mark == '_' && inside_word) continue;  // a name_like_this
            const std::size_t end = line.find(mark, words);
            if (end != std::string_view::npos && line[end - 1] != ' ') return true;
        }
    }
    return false;
}

}  // namespace

std::vector<FormProblem> subject_problems(std::string_view subject, std::size_t words) {
    std::vector<FormProblem> found;
    if (subject.find_first_not_of(" \t") == std::string_view::npos)
        found.push_back({0, say("the subject is empty"), {}});
    if (subject.find_first_of("\r\n") != std::string_view::npos)
        found.push_back({0, say("the subject has more than one line"), {}});
    if (subject.size() > subject_bytes_max)
        found.push_back({0, say("the subject is longer than {} bytes", subject_bytes_max), {}});
    else if (words > subject_words_max)
        found.push_back(
            {0,
             say("the subject has more than {} characters besides its fields", subject_words_max),
             say("mail programs show some 60")});
    for (const std::string_view mark : {"**", "](", "`"}) {
        const std::size_t at = subject.find(mark);
        if (at == std::string_view::npos) continue;
        found.push_back({at, say("{} would be shown as it is", quoted(mark)),
                         say("a subject is plain text, without Markdown")});
    }
    return found;
}

std::vector<FormProblem> doubtful_parts(std::string_view text) {
    std::vector<FormProblem> found;
    std::string_view before;
    for_each_line(text, [&](std::string_view line, std::size_t at) {
        if (is_table_rule(line) && before.find('|') != std::string_view::npos)
            found.push_back({at, say("a table would be shown as it is typed, bars and all"),
                             say("letters have lists, a line each: - item")});
        before = line;
    });
    for (std::size_t at = text.find('{'); at != std::string_view::npos;
         at = text.find('{', at + 1)) {
        const std::string_view field = field_in_braces(text, at);
        if (!field.empty())
            found.push_back({at,
                             say("{} would be sent as it is typed", '{' + std::string{field} + '}'),
                             say("a field is written {}", "{{" + std::string{field} + "}}")});
    }
    return found;
}

Markup markup_in(std::string_view words) {
    Markup markup;
    for_each_line(words, [&](std::string_view line, std::size_t) {
        markup.heading = markup.heading || is_heading(line);
        markup.emphasis = markup.emphasis || has_emphasis(line);
        markup.link = markup.link || line.find("](") != std::string_view::npos;
    });
    return markup;
}

std::vector<FormProblem> body_problems(std::string_view body) {
    std::vector<FormProblem> found;
    if (body.size() > letter_bytes_max)
        found.push_back({0, say("the text is longer than {} KiB", letter_bytes_max / 1024),
                         say("mail programs cut long letters short")});
    const std::size_t image = body.find("![");
    if (image != std::string_view::npos)
        found.push_back(
            {image, say("letters carry no images"), say("mail programs do not load them")});
    for (std::size_t at = body.find('<'); at != std::string_view::npos;
         at = body.find('<', at + 1)) {
        const std::string_view tag = html_tag(body, at);
        if (tag.empty()) continue;
        found.push_back({at, say("{} would be shown as it is", quoted(tag)), instead_of(tag)});
        break;  // who writes HTML writes more of it: one is enough to say so
    }
    return found;
}

}  // namespace vesper
