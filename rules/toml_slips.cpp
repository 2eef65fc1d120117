#include "rules/toml_slips.hpp"

#include "rules/ascii.hpp"
#include "rules/full_width.hpp"
#include "rules/key_words.hpp"
#include "rules/meant.hpp"
#include "rules/plain_name.hpp"
#include "rules/spelling.hpp"
#include "rules/utf8.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace vesper {

namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr std::size_t mended_bytes_max = 160;  // a longer line is not shown again

bool is_bare(char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '_';
}

bool is_key(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_bare(c) || c == '.'; });
}

std::uint32_t column_of(std::string_view line, std::size_t byte) {
    return static_cast<std::uint32_t>(code_points(line.substr(0, byte)) + 1);
}

std::size_t byte_at(std::string_view line, std::uint32_t column) {
    std::uint32_t seen = 0;
    for (std::size_t at = 0; at < line.size(); ++at)
        if ((static_cast<unsigned char>(line[at]) & 0xc0) != 0x80 && ++seen == column) return at;
    return line.size();
}

/// The value as TOML reads it: 5d -> "5d". What is a number, a list or a table stays.
std::string value_for(std::string_view written) {
    std::string_view value = trimmed(written);
    while (!value.empty() && (value.back() == ',' || value.back() == ';'))
        value = trimmed(value.substr(0, value.size() - 1));
    if (value.empty() || std::string_view{"\"'[{"}.find(value.front()) != none || value == "true" ||
        value == "false")
        return std::string{value};
    const bool number = value.find_first_not_of("0123456789.+-_") == none && value.size() < 19;
    return number ? std::string{value} : quoted(value);
}

/// A line with an English keyboard's signs in the place of the full-width ones; texts in quotes
/// and comments as they are.
class Mended {
public:
    /// `closing`: a curved quote ends a text that a straight one began.
    Mended(std::string_view line, bool closing) : line_{line}, closing_{closing} {
        std::size_t at = 0;
        while (at < line.size() && !at_comment_) at += in_text_ ? text_char(at) : char_outside(at);
    }

    std::size_t slips() const { return slips_; }
    std::size_t first() const { return first_; }
    char meant() const { return meant_; }
    bool ends_in_text() const { return in_text_; }
    bool is_before_value() const { return equals_ == none || last_outside_ <= equals_; }
    std::string key() const { return out_.substr(0, out_.find('=')); }
    std::string value() const {
        const std::size_t equals = equals_ == none ? none : out_.find('=');
        return equals == none ? std::string{}
                              : value_for(std::string_view{out_}.substr(equals + 1));
    }
    /// Whether the value needs more than its signs replaced.
    bool has_other_value() const {
        const std::size_t equals = equals_ == none ? none : out_.find('=');
        return equals != none && value() != trimmed(std::string_view{out_}.substr(equals + 1));
    }
    std::string line() const {
        if (equals_ == none) return std::string{trimmed(out_)};
        return std::string{trimmed(key())} + " = " + value();
    }
    bool key_is_changed() const { return first_ <= equals_; }

private:
    void slip(std::size_t at, char meant) {
        if (slips_++ == 0) {
            first_ = at;
            meant_ = meant;
        }
        last_outside_ = at;
    }

    std::size_t text_char(std::size_t at) {
        const auto wide = full_width_at(line_, at);
        const bool curved = wide && wide->meant == '"' && (curved_ || closing_);
        if (curved) slip(at, '"');
        if (curved || line_[at] == quote_) {
            in_text_ = false;
            out_ += quote_;
            return curved ? wide->size : 1;
        }
        const std::size_t size =
            line_[at] == '\\' && quote_ == '"' && at + 1 < line_.size() ? 2 : 1;
        out_ += line_.substr(at, size);
        return size;
    }

    std::size_t char_outside(std::size_t at) {
        const auto wide = full_width_at(line_, at);
        char c = wide ? wide->meant : line_[at];
        if (wide && c == ':' && (equals_ == none || out_.find('{') != none)) {
            c = '=';
            if (!out_.empty() && out_.back() != ' ') out_ += ' ';
        }
        if (wide) slip(at, c);
        if (c == '#') {
            at_comment_ = true;
            out_ += wide ? "#" + std::string{line_.substr(at + wide->size)} : std::string{};
            return 1;
        }
        if (c == '=' && equals_ == none) equals_ = at;
        if (c == '"' || c == '\'') {
            in_text_ = true;
            curved_ = wide.has_value();
            quote_ = c;
        }
        out_ += c;
        return wide ? wide->size : 1;
    }

    std::string_view line_;
    bool closing_;
    std::string out_;
    std::size_t slips_ = 0;
    std::size_t first_ = none;
    std::size_t last_outside_ = 0;
    std::size_t equals_ = none;  // in line_
    char meant_ = 0;
    char quote_ = 0;
    bool in_text_ = false;
    bool curved_ = false;
    bool at_comment_ = false;
};

std::optional<TomlSlip> full_width_slip(const std::string& line, bool in_text) {
    Mended mended{line, false};
    if (in_text && !mended.ends_in_text()) return std::nullopt;  // a text of several lines
    if (mended.ends_in_text()) mended = Mended{line, true};
    if (mended.slips() == 0 || mended.ends_in_text()) return std::nullopt;
    const char meant = mended.meant();
    const std::size_t size = full_width_at(line, mended.first())->size;
    const std::string written = line.substr(mended.first(), size);
    const bool alone = mended.slips() == 1 && meant != ' ' && meant != '"' &&
                       (meant == '#' || !mended.has_other_value());
    const std::string all = mended.key_is_changed() ? mended.line() : mended.value();
    const bool short_enough = !all.empty() && all.size() <= mended_bytes_max;
    return TomlSlip{
        column_of(line, mended.first()),
        meant == ' '   ? say("this is a full-width blank")
        : meant == '"' ? say("text is written in straight quotes")
                       : say("this is the full-width {}", written),
        alone || !short_enough ? say("write {}", std::string(1, meant)) : say("write {}", all)};
}

std::optional<TomlSlip> foreign_comment(const std::string& line, std::size_t at) {
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

/// A line that begins with [: a bracket too few or too many, or a name that is none.
std::optional<TomlSlip> header_slip(const std::string& line, std::uint32_t column, bool behind) {
    const std::size_t stopped = byte_at(line, column);
    if (behind && !line.substr(stopped).starts_with(']')) {
        if (auto comment = foreign_comment(line, stopped)) return comment;
        return TomlSlip{column, say("a table's head stands alone on its line"), {}};
    }
    const std::string_view all = trimmed(std::string_view{line}.substr(0, line.find('#')));
    const std::size_t opened = all.find_first_not_of('[');
    const auto closed = static_cast<std::size_t>(std::count(all.begin(), all.end(), ']'));
    if (opened == none || opened > 2) return std::nullopt;
    const std::size_t end = all.find_last_not_of("])}>:,; ");
    const std::string_view inside = all.substr(opened, end == none ? 0 : end + 1 - opened);
    std::string good;
    bool plain = true;
    bool known = true;
    std::string first_bad;
    const std::vector<std::string> parts = parts_of(inside);
    for (const std::string& part : parts) {
        const std::string_view name = trimmed(part);
        const bool is_plain = !name.empty() && std::all_of(name.begin(), name.end(), is_bare);
        const std::string meant = is_plain ? std::string{name} : plain_name_for(name);
        if (!is_plain && first_bad.empty()) first_bad = name.substr(0, name.find(' '));
        plain = plain && is_plain;
        known = known && !meant.empty();
        good += (good.empty() ? "" : ".") + meant;
    }
    const std::string open(opened, '[');
    const std::string close(opened, ']');
    const std::string table = parts.front().empty() ? "rule" : parts.front();
    const std::string example = table + '.' + std::string{name_like(table)};
    const Words hint =
        known ? say("write {}", open + good + close) : say("like {}", open + example + close);
    if (closed < opened && plain) return TomlSlip{column, say("a {} is missing", "]"), hint};
    if (closed > opened && plain) return TomlSlip{column, say("there is a {} too many", "]"), hint};
    if (plain && inside.find(good) == none) return TomlSlip{column, say("a dot is missing"), hint};
    if (plain) return std::nullopt;
    const std::size_t at = first_bad.empty() ? none : line.find(first_bad);
    return TomlSlip{at == none ? column : column_of(line, at),
                    inside.find_first_not_of(". ") == none ? say("a name is missing")
                                                           : name_form(trimmed(parts.front())),
                    hint};
}

/// `when.quantity >= 10`, `when.country != "DE"`, `on: "x"`: what stands there with = alone.
std::string with_equals(std::string_view key, std::string_view sign, std::string_view rest) {
    const std::string value = value_for(rest);
    const std::string all_of_it{key};
    constexpr std::string_view when = "when.";
    if ((sign == "!=" || sign == "<>") && key.starts_with(when))
        return "when.not." + all_of_it.substr(when.size()) + " = " + value;
    if (sign.front() == '<' || sign.front() == '>') {
        const bool money = key.ends_with("total") || key.ends_with("spent");
        if (money && !amounts_meant(rest).empty())
            return all_of_it + (sign.front() == '>' ? ".from = " : ".below = ") +
                   amounts_meant(rest);
        const std::string range = range_meant(std::string{sign} + std::string{rest});
        if (!range.empty()) return all_of_it + " = " + range;
    }
    return all_of_it + " = " + value;
}

/// Behind a word stands something else than =.
std::optional<TomlSlip> sign_slip(const std::string& line, std::size_t at) {
    const std::string_view all = line;
    constexpr std::string_view signs = "=:!<>~";
    std::size_t begin = std::min(at, all.size());
    while (begin > 0 && signs.find(all[begin - 1]) != none) --begin;
    const std::string_view key = trimmed(all.substr(0, begin));
    std::size_t end = begin;
    while (end < all.size() && signs.find(all[end]) != none) ++end;
    const std::string_view sign = all.substr(begin, end - begin);
    const std::string_view rest = trimmed(all.substr(end, all.find(" #", end) - end));
    if (sign == "=") return std::nullopt;
    if (!is_key(key)) {  // in a table of one line
        const std::string_view here = all.substr(std::min(at, all.size()));
        if (here.empty() || signs.find(here.front()) == none) return std::nullopt;
        return TomlSlip{column_of(line, at),
                        say("a word is followed by =, not {}", here.substr(0, 1)),
                        say("write {}", "=")};
    }
    if (!sign.empty())
        return TomlSlip{
            column_of(line, begin), say("a word is followed by =, not {}", sign),
            rest.empty() ? say("write {}", "=") : say("write {}", with_equals(key, sign, rest))};
    if (rest.empty())
        return TomlSlip{
            column_of(line, at), say("= and a value are missing behind {}", quoted(key)), {}};
    const std::size_t equals = rest.find('=');
    if (equals != none && is_key(trimmed(rest.substr(0, equals)))) {
        const std::string_view second = trimmed(rest.substr(0, equals));
        return TomlSlip{
            column_of(line, at),
            say("a blank stands in {}", quoted(std::string{key} + ' ' + std::string{second})),
            say("parts of a word are joined by a dot: {}",
                std::string{key} + '.' + std::string{second})};
    }
    return TomlSlip{column_of(line, at), say("= is missing behind {}", quoted(key)),
                    say("write {}", with_equals(key, "=", rest))};
}

/// Behind a value stands something.
std::optional<TomlSlip> behind_value(const std::string& line, std::size_t at,
                                     std::uint32_t column) {
    const std::string_view rest = trimmed(std::string_view{line}.substr(std::min(at, line.size())));
    if (rest.empty()) return std::nullopt;
    if (rest.front() == ',') return TomlSlip{column, say("there is a comma too many"), {}};
    if (rest == ";") return TomlSlip{column, say("there is a {} too many", ";"), {}};
    if (auto comment = foreign_comment(line, at)) return comment;
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
    const std::string list = list_meant(std::string{inside} + ',');
    if (list.empty()) return std::nullopt;
    return TomlSlip{column, say("text is written in quotes"), say("write {}", list)};
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
        if (auto comment = foreign_comment(line, begin)) return comment;
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
