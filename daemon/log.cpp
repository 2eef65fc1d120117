#include "daemon/log.hpp"

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

}  // namespace vesper::log
