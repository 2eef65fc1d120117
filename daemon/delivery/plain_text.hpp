// Markdown as plain text: what a mail program shows that shows no HTML.
#pragma once

#include "rules/result.hpp"

#include <string>

namespace vesper {

/// How letters read Markdown, in both parts: CommonMark without raw HTML, without code by
/// indentation, and with bare web addresses as links (md4c's flags).
extern const unsigned markdown_dialect;

/// Paragraphs keep the line breaks of the manager who wrote them; a link is `text <address>`, a
/// list `- item` or `1. item`, a quotation `> `. Lines end in \n, the text in one. Error: the text
/// has an image, which letters do not carry: mail programs fetch images from afar.
Result<std::string> plain_text(const std::string& markdown);

}  // namespace vesper
