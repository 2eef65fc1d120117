#include "rules/toml_slips.hpp"

#include "rules/ascii.hpp"
#include "rules/full_width_slip.hpp"
#include "rules/header_slip.hpp"
#include "rules/key_words.hpp"
#include "rules/meant.hpp"
#include "rules/sign_slip.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_line.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::size_t none = std::string_view::npos;

/// Behind a value stands something.
std::optional<TomlSlip> behind_value(const std::string& line, std::size_t at,
                                     std::uint32_t column) {
    const std::string_view rest = trimmed(std::string_view{line}.substr(std::min(at, line.size())));
    if (rest.empty()) return std::nullopt;
    if (rest.front() == ',') return TomlSlip{column, say("there is a comma too many"), {}};
    if (rest == ";") return TomlSlip{column, say("there is a {} too many", ";"), {}};
    if (auto comment = comment_slip(line, at)) return comment;
    const std::size_t equals = rest.find('=');
    if (equals != none && is_key(trimmed(rest.substr(0, equals))))
        return TomlSlip{column, say("each word stands on a line of its own"), {}};
    return std::nullopt;
}

std::optional<TomlSlip> list_slip(const std::string& line, std::size_t at, std::uint32_t column,
                                  bool ended) {
    const std::string_view rest = std::string_view{line}.substr(std::min(at, line.size()));
    const std::size_t equals = rest.find('=');
    const bool next_word = equals != none && is_key(trimmed(rest.substr(0, equals)));
    if (ended || next_word || rest.starts_with('['))
        return TomlSlip{column, say("a {} is missing", "]"), say("it ends the list above")};
    if (rest.starts_with('"') || rest.starts_with('\''))
        return TomlSlip{column, say("a comma is missing"), {}};
    return std::nullopt;
}

/// `when.country = [DE, FR]`
std::optional<TomlSlip> bare_list(const std::string& line, std::uint32_t column) {
    const std::size_t open = line.find("= [");
    const std::size_t close = line.find(']');
    if (open == none || close == none || line.find_first_of("\"'", open) != none)
        return std::nullopt;
    const std::string_view inside = std::string_view{line}.substr(open + 3, close - open - 3);
    if (inside.find_first_of("[{=") != none) return std::nullopt;
    const std::string list = list_meant(std::string{inside} + ',');
    if (list.empty()) return std::nullopt;
    return TomlSlip{column, say("text is written in quotes"), write_value(list)};
}

}  // namespace

std::optional<TomlSlip> toml_slip(const std::string& line, std::uint32_t column,
                                  std::string_view description) {
    const auto says = [&](std::string_view part) { return description.find(part) != none; };
    const std::size_t at = byte_at(line, column);
    const std::size_t begin = line.find_first_not_of(" \t");
    if (auto slip = full_width_slip(line, says("string:"))) return slip;
    if (says("string:") || begin == none) return std::nullopt;
    const bool behind = says("expected a comment or whitespace");
    if (line[begin] == '[' && !says("parsing array") && !says("parsing value"))
        return header_slip(line, column, behind);
    if (!behind)
        if (auto comment = comment_slip(line, begin)) return comment;
    if (says("expected '='") ||
        (says("parsing key-value pair: encountered end-of-file") && line.find('=') == none))
        return sign_slip(line, at);
    if (behind) return behind_value(line, at, column);
    if (says("parsing array")) return list_slip(line, at, column, says("end-of-file"));
    if (says("could not determine value type")) {
        if (at < line.size() && std::string_view{"=><"}.find(line[at]) != none)
            return sign_slip(line, at);
        return bare_list(line, column);
    }
    const std::size_t equals = line.find('=');
    if (says("parsing root table") && equals != none) {
        const std::string_view key = trimmed(std::string_view{line}.substr(0, equals));
        const std::string_view meant = key_meant(key);
        return TomlSlip{column, say("unknown word {}", quoted(key)),
                        meant.empty() ? say("words are written in English, like {}", "on, after")
                                      : did_you_mean(meant)};
    }
    return std::nullopt;
}

}  // namespace vesper
