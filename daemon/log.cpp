#include "daemon/log.hpp"

#include "rules/ascii.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/sinks/systemd_sink.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace vesper::log {

namespace {

constexpr std::size_t value_bytes_max = 200;

/// systemd names the socket it tied stderr to (systemd.exec(5), JOURNAL_STREAM): a shell under a
/// service inherits the variable while its stderr may be a terminal, so the numbers are compared.
bool stderr_is_the_journal() {
    const char* stream = std::getenv("JOURNAL_STREAM");
    struct stat status {};
    if (stream == nullptr || fstat(2, &status) != 0) return false;
    return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino) == stream;
}

bool is_plain(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return byte > 0x20 && byte != '"' && byte != '\\' && byte != '=' && byte != 0x7f;
}

/// The longest prefix of at most `bytes_max` bytes that does not end inside a UTF-8 sequence.
std::string_view cut(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end);
}

/// The bytes of the code that a relay's answer opens with, with its enhanced code (RFC 5321 4.2,
/// RFC 2034 4), and something behind it; 0 where `text` is none.
std::size_t reply_code(std::string_view text) {
    const auto begins_code = [](char c) { return c == '2' || c == '4' || c == '5'; };
    if (text.size() < 5 || !begins_code(text[0]) || !is_digit(text[1]) || !is_digit(text[2]) ||
        (text[3] != ' ' && text[3] != '-'))
        return 0;
    const std::string_view next = text.substr(4, text.find(' ', 4) - 4);
    const bool enhanced =
        next.size() >= 5 && next[0] == text[0] && next[1] == '.' &&
        std::all_of(next.begin(), next.end(), [](char c) { return c == '.' || is_digit(c); });
    return enhanced ? 4 + next.size() : 3;
}

}  // namespace

void start(std::string_view level) {
    std::shared_ptr<spdlog::logger> logger;
    if (stderr_is_the_journal()) {
        logger = std::make_shared<spdlog::logger>(
            "vesperd", std::make_shared<spdlog::sinks::systemd_sink_mt>("vesperd"));
        logger->set_pattern("%v");
    } else {
        logger = std::make_shared<spdlog::logger>(
            "vesperd", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        logger->set_pattern("%Y-%m-%dT%H:%M:%SZ %l %v", spdlog::pattern_time_type::utc);
    }
    logger->set_level(spdlog::level::from_str(level == "warning" ? "warn" : std::string{level}));
    logger->flush_on(spdlog::level::trace);  // a line not written is a line lost at a crash
    spdlog::set_default_logger(std::move(logger));
}

void debug(const std::string& line) {
    spdlog::default_logger_raw()->log(spdlog::level::debug, line);
}
void info(const std::string& line) {
    spdlog::default_logger_raw()->log(spdlog::level::info, line);
}
void warning(const std::string& line) {
    spdlog::default_logger_raw()->log(spdlog::level::warn, line);
}
void error(const std::string& line) {
    spdlog::default_logger_raw()->log(spdlog::level::err, line);
}

std::string value(std::string_view text) {
    static constexpr std::array<char, 17> digits{"0123456789abcdef"};
    const std::string_view kept = cut(text, value_bytes_max);
    const bool quote = kept.empty() || !std::all_of(kept.begin(), kept.end(), is_plain);
    std::string written;
    written.reserve(kept.size() + 8);
    if (quote) written += '"';
    for (const char character : kept) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte == '"' || byte == '\\') {
            written += {'\\', character};
        } else if (byte < 0x20 || byte == 0x7f) {
            written += {'\\', 'x', digits[byte >> 4U], digits[byte & 0xfU]};
        } else {
            written += character;
        }
    }
    if (kept.size() < text.size()) written += "...";
    if (quote) written += '"';
    return written;
}

std::string without_place(const std::string& words) {
    std::size_t end = words.size();
    for (const std::string_view from :
         {"; zone ", "clock is not certain: ", "clock is not known: "})
        end = std::min(end, words.find(from));
    return words.substr(0, end);
}

std::string in_own_words(const std::string& words) {
    // A relay's answer begins with its code, behind our words or alone; a webhook's, and what a
    // person wrote, stand behind words of ours.
    std::size_t from = 0;
    while (true) {
        if (const std::size_t code = reply_code(std::string_view{words}.substr(from)); code != 0)
            return words.substr(0, from + code) + " ...";
        const std::size_t colon = words.find(": ", from);
        if (colon == std::string::npos) return words;
        const std::string_view before = std::string_view{words}.substr(0, colon);
        const bool webhook = colon >= 8 && before.substr(colon - 8).starts_with("HTTP ");
        if (webhook || before.ends_with("by hand") || before.ends_with("address is suppressed"))
            return words.substr(0, colon) + " ...";
        from = colon + 2;
    }
}

}  // namespace vesper::log
