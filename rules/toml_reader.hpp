// TOML text as a tree of plain values, each with its place, and a reader that checks the tree key
// by key.
//
// Every file that people edit goes through here, so that a wrong type, a misspelt key or a broken
// line reads the same everywhere. A file yields its first syntax error, or all its other problems
// at once. The tree is in the order of the text. Included by .cpp files only.
#pragma once

#include "rules/diagnostic.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

inline constexpr std::size_t file_bytes_max = 1u << 20;   // of any file that people edit
inline constexpr std::size_t line_bytes_max = 16u << 10;  // of a line of it
inline constexpr std::size_t problems_max = 200;  // errors, and warnings, that are told at one time
inline constexpr std::size_t list_items_max = 300;  // more than there are countries

struct TomlEntry;

struct TomlValue {
    enum class Kind { text, integer, number, boolean, time, list, table };
    Kind kind = Kind::table;
    Position at;       // of the value; a table stands where its key stands
    std::string text;  // of a text its meaning, of a number its digits as written
    std::int64_t integer = 0;
    bool boolean = false;
    std::vector<TomlValue> items;    // of a list
    std::vector<TomlEntry> entries;  // of a table, in the order of the text

    const TomlEntry* find(std::string_view key) const;
};

struct TomlEntry {
    std::string key;
    Position key_at;
    TomlValue value;
};

/// Where problems of one source go.
class Report {
public:
    Report(const Source& source, Diagnostics& diagnostics)
        : source_{source}, diagnostics_{diagnostics} {}
    void error(Position at, Words message, Words hint = {}) const;
    void warning(Position at, Words message, Words hint = {}) const;
    /// In one line: the place by its line's number alone.
    void note(Position at, Words message, Words hint = {}) const;
    /// How many errors have been reported, of this text and of others.
    std::size_t errors() const;
    const Source& source() const { return source_; }
    const std::string& file() const { return source_.name; }

private:
    void add(Severity severity, Position at, Words message, Words hint) const;
    const Source& source_;
    Diagnostics& diagnostics_;
};

/// "10-payment.toml:14", to point at another place from a hint.
std::string place_name(const Source& source, Position at);

/// Whether the text is short enough and UTF-8; a diagnostic says what it is not.
bool is_readable(const Source& source, Diagnostics& diagnostics);

/// The whole text as one table. Nothing if it is not readable or not TOML: then one diagnostic
/// says so. A byte order mark and CRLF line ends are accepted.
std::optional<TomlValue> read_toml(const Source& source, Diagnostics& diagnostics);

/// Whether a text of a line or two is TOML and says something.
bool is_toml(std::string_view text);

/// One table, read key by key. Values of the wrong type are reported and answered as absent.
class TomlSection {
public:
    /// `title` as people see it: "[rule.review-request]", or "" for the top of a file.
    TomlSection(const TomlValue& table, std::string title, const Report& report);
    TomlSection(const TomlValue& table, Words title, const Report& report);

    /// Reports every key that is neither `known` nor, with "is not built yet", `later`. True if
    /// there was none of `later`. `knows_better` may have a hint for a key that belongs elsewhere.
    using Hint = std::function<Words(const TomlEntry&)>;
    bool only(const std::vector<std::string_view>& known,
              const std::vector<std::string_view>& later = {}, const Hint& knows_better = {}) const;

    /// The value's place; of an absent key the nearest thing: {}.
    Position at(std::string_view key) const;
    bool has(std::string_view key) const { return table_.find(key) != nullptr; }
    /// Whether a key that is none of `known` seems to be meant for this one.
    bool has_misspelt(std::string_view key, const std::vector<std::string_view>& known) const;

    /// `example` makes the hint for a value of another kind: of 5 `write after = "5d"`.
    using Example = std::function<Words(const TomlValue&)>;
    std::optional<std::string> text(std::string_view key, const Example& example = {}) const;
    std::optional<bool> flag(std::string_view key) const;
    std::optional<std::int64_t> integer(std::string_view key, std::int64_t least,
                                        std::int64_t most) const;
    /// A list of texts; one text alone counts as a list of one. Each with its place.
    struct Placed {
        std::string text;
        Position at;
    };
    std::optional<std::vector<Placed>> texts(std::string_view key) const;
    const TomlValue* table(std::string_view key, const Example& example = {}) const;
    /// A list of tables, `[[key]]`; one table alone counts as a list of one.
    std::vector<const TomlValue*> tables(std::string_view key) const;

    /// One of a closed vocabulary, as its index. `meant`: what to write for another text, where
    /// more is known than what is near it.
    using Meant = Words (*)(std::string_view text);
    std::optional<std::size_t> word(std::string_view key,
                                    const std::vector<std::string_view>& words,
                                    Meant meant = nullptr) const;

    const Report& report() const { return report_; }
    const Words& title() const { return title_; }
    const std::vector<TomlEntry>& entries() const { return table_.entries; }

private:
    const TomlValue* of_kind(std::string_view key, TomlValue::Kind kind,
                             const Example& example = {}) const;

    const TomlValue& table_;
    Words title_;
    const Report& report_;
};

/// "text in quotes", "a whole number", ...
Words in_words(TomlValue::Kind kind);

}  // namespace vesper
