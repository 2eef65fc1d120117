#include "rules/toml_line.hpp"

#include "rules/ascii.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_reader.hpp"
#include "rules/utf8.hpp"

#include <algorithm>

namespace vesper {

std::uint32_t column_of(std::string_view line, std::size_t byte) {
    return static_cast<std::uint32_t>(code_points(line.substr(0, byte)) + 1);
}

std::size_t byte_at(std::string_view line, std::uint32_t column) {
    std::uint32_t seen = 0;
    for (std::size_t at = 0; at < line.size(); ++at)
        if ((static_cast<unsigned char>(line[at]) & 0xc0) != 0x80 && ++seen == column) return at;
    return line.size();
}

bool is_bare(char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '_';
}

bool is_key(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_bare(c) || c == '.'; });
}

std::string value_for(std::string_view written) {
    std::string_view value = trimmed(written);
    while (!value.empty() && (value.back() == ',' || value.back() == ';'))
        value = trimmed(value.substr(0, value.size() - 1));
    if (value.empty() || std::string_view{"\"'[{"}.find(value.front()) != std::string_view::npos ||
        value == "true" || value == "false")
        return std::string{value};
    const bool number =
        value.find_first_not_of("0123456789.+-_") == std::string_view::npos && value.size() < 19;
    return number ? std::string{value} : quoted(value);
}

Words write_line(const std::string& line) {
    return is_toml(line) ? say("write {}", line) : Words{};
}

Words write_value(const std::string& value) {
    return is_toml("x = " + value) ? say("write {}", value) : Words{};
}

std::optional<TomlSlip> comment_slip(const std::string& line, std::size_t at) {
    for (const std::string_view sign : {"//", "/*", "--", ";", "%", "<!--", "REM "}) {
        const std::string_view rest = std::string_view{line}.substr(std::min(at, line.size()));
        if (!rest.starts_with(sign)) continue;
        std::string_view words = trimmed(rest.substr(sign.size()));
        for (const std::string_view end : {"*/", "-->"})
            if (words.ends_with(end)) words = trimmed(words.substr(0, words.size() - end.size()));
        return TomlSlip{column_of(line, at), say("a comment begins with #, not {}", trimmed(sign)),
                        say("write {}", "# " + std::string{words})};
    }
    return std::nullopt;
}

}  // namespace vesper
