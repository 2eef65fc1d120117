#include "rules/letter_form.hpp"

#include "rules/ascii.hpp"
#include "rules/spelling.hpp"

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
