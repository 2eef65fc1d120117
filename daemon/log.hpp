// One line per thing that happened, key=value, `job=` and `order=` first. Personal data never lands
// here: orders are named by key, people not at all.
#pragma once

#include <string>
#include <string_view>

namespace vesper::log {

/// Level: trace, debug, info, warning, error. To journald when started by systemd, else to stderr.
void start(std::string_view level);
void debug(const std::string& line);
void info(const std::string& line);
void warning(const std::string& line);
void error(const std::string& line);
/// A value for a log line: quoted if it has blanks, control characters escaped, cut at 200 bytes.
std::string value(std::string_view text);
/// A plan's words without how the buyer's clock was found: town and postal code are the buyer's.
std::string without_place(const std::string& words);
/// Without what a relay, a webhook or a person said, who may name anybody; a reply's codes stay.
std::string in_own_words(const std::string& words);

}  // namespace vesper::log
