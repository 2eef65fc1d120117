#include "rules/diagnostic.hpp"

#include "rules/utf8.hpp"

#include <algorithm>
#include <tuple>

namespace vesper {

namespace {

constexpr std::string_view indent = "   ";

/// Blanks as wide as what stands before `column` in `line`: a Chinese character takes two. A tab
/// stays a tab, so that the caret lands where the terminal puts the character.
std::string padding(std::string_view line, std::uint32_t column) {
    std::string blanks;
    std::uint32_t before = 1;
    for (std::size_t at = 0; at < line.size() && before < column; ++before) {
        std::size_t end = at + 1;
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) ++end;
        if (line[at] == '\t')
            blanks += '\t';
        else
            blanks.append(terminal_columns(line.substr(at, end - at)), ' ');
        at = end;
    }
    if (before < column) blanks.append(column - before, ' ');
    return blanks;
}

constexpr std::uint32_t columns_shown = 120;  // of a long line, around its caret

/// Where code point `column`, from 1, begins.
std::size_t byte_of(std::string_view line, std::uint32_t column) {
    std::uint32_t seen = 0;
    for (std::size_t at = 0; at < line.size(); ++at)
        if ((static_cast<unsigned char>(line[at]) & 0xc0) != 0x80 && ++seen == column) return at;
    return line.size();
}

/// A line that fits a screen, and the caret's column in it.
struct Shown {
    std::string line;
    std::uint32_t column;
};
Shown around(const std::string& line, std::uint32_t column) {
    if (code_points(line) <= columns_shown) return {line, column};
    constexpr std::string_view more = "...";
    const std::uint32_t first = column > columns_shown / 2 ? column - columns_shown / 2 + 1 : 1;
    const std::size_t begin = byte_of(line, first);
    const std::size_t end = byte_of(line, first + columns_shown);
    Shown shown{line.substr(begin, end - begin), column - first + 1};
    if (end < line.size()) shown.line += more;
    if (first > 1) {
        shown.line.insert(0, more);
        shown.column += static_cast<std::uint32_t>(more.size());
    }
    return shown;
}

Words framed(Severity severity, const Words& sentence) {
    switch (severity) {
        case Severity::error:
            return say("error: {}", sentence);
        case Severity::warning:
            return say("warning: {}", sentence);
        case Severity::note:
            break;
    }
    return say("note: {}", sentence);
}

}  // namespace

std::string_view name(Severity severity) {
    switch (severity) {
        case Severity::error:
            return "error";
        case Severity::warning:
            return "warning";
        case Severity::note:
            break;
    }
    return "note";
}

bool has_errors(const Diagnostics& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& one) { return one.severity == Severity::error; });
}

Diagnostics in_order(Diagnostics diagnostics) {
    std::stable_sort(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                         return std::tie(a.file, a.at.line, a.at.column) <
                                std::tie(b.file, b.at.line, b.at.column);
                     });
    return diagnostics;
}

std::string format(const Diagnostic& diagnostic, const Translation& translation) {
    std::string out = printable(diagnostic.file);
    const bool placed = diagnostic.at.line != 0;
    if (placed) {
        out += ':' + std::to_string(diagnostic.at.line);
        if (diagnostic.at.column != 0) out += ':' + std::to_string(diagnostic.at.column);
    }
    const bool shows_line = placed && diagnostic.at.column != 0;
    const Words& message = diagnostic.message;
    const Words& hint = diagnostic.hint;
    const Words all = shows_line || hint.empty() ? message : say("{}; {}", message, hint);
    out += ": " + printable(translated(framed(diagnostic.severity, all), translation));
    if (!shows_line) return out + '\n';
    const Shown shown = around(printable(diagnostic.source_line), diagnostic.at.column);
    out += '\n';
    out += indent;
    out += shown.line + '\n';
    out += indent;
    out += padding(shown.line, shown.column) + '^';
    if (!hint.empty()) out += ' ' + printable(translated(hint, translation));
    return out + '\n';
}

std::string format(const Diagnostics& diagnostics, const Translation& translation) {
    std::string out;
    for (const Diagnostic& one : in_order(diagnostics)) out += format(one, translation);
    return out;
}

std::string line_of(const std::string& text, std::uint32_t line) {
    if (line == 0) return {};
    std::size_t begin = 0;
    for (std::uint32_t skipped = 1; skipped < line; ++skipped) {
        begin = text.find('\n', begin);
        if (begin == std::string::npos) return {};
        ++begin;
    }
    std::string out = text.substr(begin, text.find('\n', begin) - begin);
    if (!out.empty() && out.back() == '\r') out.pop_back();
    return out;
}

}  // namespace vesper
