#include "rules/header_slip.hpp"

#include "rules/ascii.hpp"
#include "rules/plain_name.hpp"
#include "rules/toml_line.hpp"
#include "rules/vocabulary.hpp"

#include <algorithm>
#include <vector>

namespace vesper {

namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr std::size_t name_part = 1;  // of [table.NAME]

/// `[rule.thank you]` in its parts, without quotes.
std::vector<std::string> parts_of(std::string_view inside) {
    std::vector<std::string> parts{""};
    char quote = 0;
    for (const char c : inside) {
        if (quote == 0 && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = 0;
        else if (quote == 0 && c == '.')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    // [rule thanks]
    for (const std::string_view table : {"rule ", "window ", "defaults ", "calendar ", "platform "})
        if (parts.front().starts_with(table)) {
            const std::string name{trimmed(std::string_view{parts.front()}.substr(table.size()))};
            parts.front() = trimmed(table);
            parts.insert(parts.begin() + 1, name);
        }
    return parts;
}

Words name_form(std::string_view table) {
    if (table == "rule") return say("a rule's name is small letters, digits and hyphens");
    if (table == "window") return say("a window's name is small letters, digits and hyphens");
    return say("a name is small letters, digits and hyphens");
}

/// What of a table's kind stands in it as often as one likes: [[rule.NAME.step]].
std::string_view repeated_in(std::string_view table) {
    return table == "rule" ? "step" : table == "platform" ? "limit" : "";
}

bool is_among_keys(std::string_view table, std::string_view key) {
    const auto& keys = keys_of(table);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// A head as it is read.
struct Head {
    std::vector<std::string> parts;
    std::string first_bad{};  // what of a part is none
    std::size_t bad_at = 0;   // which part that is
    bool plain = true;
    bool mendable = true;  // what else a part says than a name is not guessed
    std::string good{};    // the parts as they are meant

    explicit Head(std::string_view inside) : parts{parts_of(inside)} {
        for (std::size_t at = 0; at < parts.size(); ++at) {
            const std::string_view name = parts[at] = std::string{trimmed(parts[at])};
            const bool is_plain = !name.empty() && std::all_of(name.begin(), name.end(), is_bare);
            const std::string meant = is_plain ? std::string{name} : plain_name_for(name);
            if (!is_plain && plain) {
                first_bad = name.substr(0, name.find(' '));
                bad_at = at;
            }
            plain = plain && is_plain;
            mendable = mendable && (is_plain || (at == name_part && !meant.empty()));
            good += (good.empty() ? "" : ".") + meant;
        }
        if (table() == "rule" && parts.size() > 2 && !is_among_keys("rule", parts[2]))
            mendable = false;
    }

    const std::string& table() const { return parts.front(); }
    /// How many open and close it; as `written` where both forms are good, or nobody knows.
    std::size_t brackets(std::size_t written) const {
        const std::string& last = parts.back();
        const bool either = last == "all" || last == "any" || last == "not";
        if (!mendable || either || !is_among_keys("file", table())) return written;
        return parts.size() == 3 && last == repeated_in(table()) ? 2 : 1;
    }
};

/// One that can be read, where nobody knows what is meant.
Words example_for(const Head& head, bool repeated) {
    const std::string table = head.table().empty() ? "rule" : head.table();
    if (table == "rule" && repeated) return say("like {}", "[[rule.thank-you.step]]");
    const bool names = table == "rule" || table == "window" || table == "calendar";
    if (!names || head.parts.size() > 2) return {};
    return say("like {}", '[' + table + '.' + std::string{name_like(table)} + ']');
}

}  // namespace

std::optional<TomlSlip> header_slip(const std::string& line, std::uint32_t column, bool behind) {
    const std::size_t stopped = byte_at(line, column);
    if (behind && !line.substr(stopped).starts_with(']')) {
        if (auto comment = comment_slip(line, stopped)) return comment;
        return TomlSlip{column, say("a table's head stands alone on its line"), {}};
    }
    const std::string_view all = trimmed(std::string_view{line}.substr(0, line.find('#')));
    const std::size_t opened = all.find_first_not_of('[');
    const auto closed = static_cast<std::size_t>(std::count(all.begin(), all.end(), ']'));
    if (opened == none || opened > 2) return std::nullopt;
    const std::size_t end = all.find_last_not_of("])}>:,; ");
    const std::string_view inside = all.substr(opened, end == none ? 0 : end + 1 - opened);
    const Head head{inside};
    const std::size_t brackets = head.brackets(opened);
    const Words hint =
        head.mendable
            ? write_line(std::string(brackets, '[') + head.good + std::string(brackets, ']'))
            : example_for(head, opened == 2);
    if (head.plain && closed < brackets) return TomlSlip{column, say("a {} is missing", "]"), hint};
    if (head.plain && opened < brackets) return TomlSlip{column, say("a {} is missing", "["), hint};
    if (head.plain && closed > brackets)
        return TomlSlip{column, say("there is a {} too many", "]"), hint};
    if (head.plain && opened > brackets)
        return TomlSlip{column, say("there is a {} too many", "["), hint};
    if (head.plain && inside.find(head.good) == none)
        return TomlSlip{column, say("a dot is missing"), hint};
    if (head.plain) return std::nullopt;
    const std::size_t at = head.first_bad.empty() ? none : line.find(head.first_bad);
    return TomlSlip{at == none ? column : column_of(line, at),
                    inside.find_first_not_of(". ") == none
                        ? say("a name is missing")
                        : name_form(head.bad_at > name_part ? "" : head.table()),
                    hint};
}

}  // namespace vesper
