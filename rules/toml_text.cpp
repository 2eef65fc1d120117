// From TOML text to the tree: the one place that knows toml++.
#include "rules/ascii.hpp"
#include "rules/encoding.hpp"
#include "rules/sign_slip.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_depth.hpp"
#include "rules/toml_reader.hpp"
#include "rules/toml_slips.hpp"
#include "rules/toml_words.hpp"
#include "rules/utf8.hpp"

#include <algorithm>
#include <tuple>

#include <toml++/toml.h>

namespace vesper {

namespace {

Position place(const toml::source_position& at) {
    return {static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)};
}

/// The lines of a text, from 1, each found at once.
class Lines {
public:
    explicit Lines(std::string_view text) : text_{text} {
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos;)
            begins_.push_back(++at);
    }
    std::string_view operator[](std::size_t line) const {
        if (line == 0 || line > begins_.size()) return {};
        return text_.substr(begins_[line - 1],
                            text_.find('\n', begins_[line - 1]) - begins_[line - 1]);
    }

private:
    std::string_view text_;
    std::vector<std::size_t> begins_{0};
};

/// What stands in the source between two places of one line; numbers are plain ASCII, so columns
/// are bytes up to the first letter beyond it, which no number has before it on its line but
/// inside a key in quotes. Hence the cut is made in code points.
std::string written(const Lines& lines, const toml::source_region& region) {
    const std::string_view line = lines[region.begin.line];
    std::string out;
    std::uint32_t column = 0;
    for (const char c : line) {
        if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++column;
        const bool inside = column >= region.begin.column &&
                            (region.end.line != region.begin.line || column < region.end.column);
        if (inside && c != '_') out += c;
    }
    return out;
}

TomlValue tree_of(const toml::node& node, const Lines& lines) {
    TomlValue value;
    value.at = place(node.source().begin);
    if (const auto* string = node.as_string()) {
        value.kind = TomlValue::Kind::text;
        value.text = string->get();
    } else if (const auto* integer = node.as_integer()) {
        value.kind = TomlValue::Kind::integer;
        value.integer = integer->get();
        value.text = std::to_string(integer->get());
    } else if (node.is_floating_point()) {
        value.kind = TomlValue::Kind::number;
        value.text = written(lines, node.source());
    } else if (const auto* boolean = node.as_boolean()) {
        value.kind = TomlValue::Kind::boolean;
        value.boolean = boolean->get();
    } else if (const auto* array = node.as_array()) {
        value.kind = TomlValue::Kind::list;
        for (const toml::node& item : *array) value.items.push_back(tree_of(item, lines));
    } else if (const auto* table = node.as_table()) {
        for (auto&& [key, child] : *table) {
            TomlEntry entry{std::string{key.str()}, place(key.source().begin),
                            tree_of(child, lines)};
            // toml++ says of a table where its header begins; people look for the name.
            if (entry.value.kind == TomlValue::Kind::table) entry.value.at = entry.key_at;
            value.entries.push_back(std::move(entry));
        }
        std::sort(value.entries.begin(), value.entries.end(),
                  [](const TomlEntry& a, const TomlEntry& b) {
                      return std::tie(a.key_at.line, a.key_at.column) <
                             std::tie(b.key_at.line, b.key_at.column);
                  });
    } else {
        value.kind = TomlValue::Kind::time;
    }
    return value;
}

std::uint32_t first_column(const std::string& line) {
    const std::size_t begin = line.find_first_not_of(" \t");
    return begin == std::string::npos ? 1 : static_cast<std::uint32_t>(begin + 1);
}

/// A word between single quotes in a description of toml++.
std::string named_in(std::string_view description) {
    const std::size_t begin = description.find('\'');
    if (begin == std::string_view::npos) return {};
    const std::size_t end = description.find('\'', begin + 1);
    return std::string{description.substr(begin + 1, end - begin - 1)};
}

/// The line on which the table `name` was opened before `line`, 0 if it cannot be told.
std::uint32_t first_header(const std::string& text, const std::string& name, std::uint32_t line) {
    const Lines lines{text};
    const std::string header = '[' + name + ']';
    for (std::uint32_t at = 1; at < line; ++at)
        if (trimmed(lines[at]).starts_with(header)) return at;
    return 0;
}

/// `after = 5d`: a value that is neither number nor quoted, which TOML cannot read. Answers the
/// bare value and its column; nothing if the line is of another form.
struct Bare {
    std::string value;
    std::uint32_t column;
};
std::optional<Bare> bare_value(const std::string& line) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) return std::nullopt;
    const std::size_t begin = line.find_first_not_of(" \t", equals + 1);
    if (begin == std::string::npos) return std::nullopt;
    const std::string_view value =
        trimmed(std::string_view{line}.substr(begin, line.find('#', begin) - begin));
    if (value.empty() || value.find_first_of("\"'[]{},=") != std::string_view::npos)
        return std::nullopt;
    const auto column =
        static_cast<std::uint32_t>(code_points(std::string_view{line}.substr(0, begin)) + 1);
    return Bare{std::string{value}, column};
}

/// What toml++ says of a syntax error, in the words of somebody who edits rules.
void report_syntax(const Report& report, const std::string& text, const toml::parse_error& error) {
    const std::string_view description = error.description();
    const auto says = [&](std::string_view part) {
        return description.find(part) != std::string_view::npos;
    };
    Position at = place(error.source().begin);
    const std::string line = line_of(text, at.line);
    if (says("cannot redefine existing")) {
        const std::string name = named_in(description);
        const std::uint32_t first = first_header(text, name, at.line);
        at.column = first_column(line);
        report.error(at, say("{} is written twice", quoted(name)),
                     first == 0 ? Words{} : say("first in line {}", first));
    } else if (const auto slip = toml_slip(line, at.column, description)) {
        report.error({at.line, slip->column}, slip->message, slip->hint);
    } else if (says("parsing string") &&
               (says("end-of-file") ||
                (says("unescaped control characters") && at.column > code_points(line)))) {
        report.error(at, say("the text has no end"), say("a closing \" is missing"));
    } else if (says("saw comma") || says("dangling comma")) {
        report.error(at, say("there is a comma too many"));
    } else if (says("expected value, saw") ||
               (says("end-of-file") && trimmed(line).ends_with('='))) {
        report.error(at, say("a value is missing behind the ="));
    } else if (const auto bare = bare_value(line);
               bare && (says("value") || says("integer") || says("time") || says("date") ||
                        says("float") || says("boolean"))) {
        report.error(
            {at.line, bare->column}, say("text is written in quotes"),
            value_hint(trimmed(std::string_view{line}.substr(0, line.find('='))), bare->value));
    } else {
        report.error(at, syntax_words(description));
    }
}

/// From 1.
std::optional<std::uint32_t> first_long_line(std::string_view text) {
    std::uint32_t line = 1;
    for (std::size_t begin = 0; begin < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end - begin > line_bytes_max) return line;
        begin = end + 1;
    }
    return std::nullopt;
}

/// Where byte `offset` of the text stands.
Position place_of(const std::string& text, std::size_t offset) {
    const std::string before = text.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 == 0
    return {static_cast<std::uint32_t>(line),
            static_cast<std::uint32_t>(code_points(before.substr(line_begin)) + 1)};
}

}  // namespace

bool is_readable(const Source& source, Diagnostics& diagnostics) {
    const Report report{source, diagnostics};
    if (!source.problem.empty()) {
        report.error({}, source.problem, source.mend);
        return false;
    }
    if (source.text.size() > file_bytes_max) {
        report.error({}, say("longer than {} KiB", file_bytes_max / 1024));
        return false;
    }
    const std::size_t zero = source.text.find('\0');
    const auto bad = first_invalid_utf8(source.text);
    if (bad || zero != std::string::npos) {
        const std::string_view encoding = likely_encoding(source.text);
        if (encoding.empty() && zero != std::string::npos && zero <= bad.value_or(zero)) {
            report.error(place_of(source.text, zero),
                         say("a byte of the value zero: this is no text"),
                         say("was the power cut while it was saved? save it again"));
            return false;
        }
        report.error(place_of(source.text, bad.value_or(zero)),
                     encoding.empty() ? say("this file is not UTF-8")
                                      : say("this file is not UTF-8; it looks like {}", encoding),
                     say("save it as UTF-8; in Notepad: Save as, Encoding"));
        return false;
    }
    if (const auto at = first_long_line(source.text)) {
        report.error({*at, 0}, say("this line is longer than {} KiB", line_bytes_max / 1024),
                     say("is it the right file?"));
        return false;
    }
    const std::size_t carriage = source.text.find('\r');
    if (carriage != std::string::npos && source.text.find('\n') == std::string::npos &&
        carriage + 1 < source.text.size()) {
        report.error({}, say("the lines end in CR alone"),
                     say("save the file with line ends LF or CRLF"));
        return false;
    }
    return true;
}

bool is_toml(std::string_view text) {
    if (too_deep(text)) return false;
    try {
        return !toml::parse(text).empty();
    } catch (const toml::parse_error&) {
        return false;
    }
}

std::optional<TomlValue> read_toml(const Source& source, Diagnostics& diagnostics) {
    if (!is_readable(source, diagnostics)) return std::nullopt;
    const Report report{source, diagnostics};
    if (const auto at = too_deep(source.text)) {
        report.error(place_of(source.text, *at), say("nested more than {} deep", toml_depth_max),
                     say("no rule needs that"));
        return std::nullopt;
    }
    try {
        const toml::table table = toml::parse(std::string_view{source.text});
        return tree_of(table, Lines{source.text});
    } catch (const toml::parse_error& error) {
        report_syntax(report, source.text, error);
        return std::nullopt;
    }
}

}  // namespace vesper
