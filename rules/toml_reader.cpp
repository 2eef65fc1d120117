#include "rules/toml_reader.hpp"

#include "rules/key_words.hpp"
#include "rules/spelling.hpp"
#include "rules/toml_slips.hpp"

#include <algorithm>

namespace vesper {

const TomlEntry* TomlValue::find(std::string_view key) const {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const TomlEntry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

std::size_t Report::errors() const {
    return static_cast<std::size_t>(
        std::count_if(diagnostics_.begin(), diagnostics_.end(),
                      [](const Diagnostic& one) { return one.severity == Severity::error; }));
}

void Report::error(Position at, Words message, Words hint) const {
    add(Severity::error, at, std::move(message), std::move(hint));
}

void Report::warning(Position at, Words message, Words hint) const {
    add(Severity::warning, at, std::move(message), std::move(hint));
}

void Report::note(Position at, Words message, Words hint) const {
    diagnostics_.push_back(
        {Severity::note, source_.name, {at.line, 0}, std::move(message), std::move(hint), {}});
}

void Report::add(Severity severity, Position at, Words message, Words hint) const {
    const auto told =
        std::count_if(diagnostics_.begin(), diagnostics_.end(),
                      [&](const Diagnostic& one) { return one.severity == severity; });
    const auto most = static_cast<std::ptrdiff_t>(problems_max);
    if (told > most) return;
    if (told == most) {  // who mends so many sees the others then
        diagnostics_.push_back({severity,
                                source_.name,
                                {},
                                severity == Severity::error
                                    ? say("more than {} errors; the others are not shown", most)
                                    : say("more than {} warnings; the others are not shown", most),
                                {},
                                {}});
        return;
    }
    std::string line = line_of(source_.text, at.line);
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (at.line == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
    diagnostics_.push_back(
        {severity, source_.name, at, std::move(message), std::move(hint), std::move(line)});
}

std::string place_name(const Source& source, Position at) {
    return source.name + ':' + std::to_string(at.line);
}

TomlSection::TomlSection(const TomlValue& table, std::string title, const Report& report)
    : TomlSection{table, as_written(std::move(title)), report} {}

TomlSection::TomlSection(const TomlValue& table, Words title, const Report& report)
    : table_{table}, title_{std::move(title)}, report_{report} {}

bool TomlSection::only(const std::vector<std::string_view>& known,
                       const std::vector<std::string_view>& later, const Hint& knows_better) const {
    const auto among = [](const std::vector<std::string_view>& words, std::string_view key) {
        return std::find(words.begin(), words.end(), key) != words.end();
    };
    bool all_built = true;
    for (const TomlEntry& entry : table_.entries) {
        if (among(known, entry.key)) continue;
        if (among(later, entry.key)) {
            all_built = false;
            report_.error(entry.key_at, say("{} is not built yet", quoted(entry.key)));
            continue;
        }
        Words hint = knows_better ? knows_better(entry) : Words{};
        // [review-request] alone, by somebody who writes a first rule.
        const bool rule_alone = title_.empty() && among(known, "rule") &&
                                entry.value.kind == TomlValue::Kind::table &&
                                !nearest(entry.key, known);
        if (rule_alone) hint = say("a rule is written [rule.{}]", entry.key);
        if (hint.empty()) {
            const auto meant = key_meant(entry.key, known);
            hint = meant ? did_you_mean(*meant) : suggestion(entry.key, known);
        }
        report_.error(entry.key_at,
                      title_.empty() ? say("unknown word {}", quoted(entry.key))
                                     : say("unknown word {} in {}", quoted(entry.key), title_),
                      hint);
    }
    return all_built;
}

Position TomlSection::at(std::string_view key) const {
    const TomlEntry* entry = table_.find(key);
    return entry ? entry->value.at : Position{};
}

bool TomlSection::has_misspelt(std::string_view key,
                               const std::vector<std::string_view>& known) const {
    return std::any_of(entries().begin(), entries().end(), [&](const TomlEntry& entry) {
        if (std::find(known.begin(), known.end(), entry.key) != known.end()) return false;
        return key_or_slip_of(entry.key, known) == key;
    });
}

const TomlValue* TomlSection::of_kind(std::string_view key, TomlValue::Kind kind,
                                      const Example& example) const {
    const TomlEntry* entry = table_.find(key);
    if (!entry) return nullptr;
    if (entry->value.kind == kind) return &entry->value;
    report_.error(entry->value.at,
                  say("{} is {}, not {}", quoted(key), in_words(kind), in_words(entry->value.kind)),
                  example ? example(entry->value) : Words{});
    return nullptr;
}

std::optional<std::string> TomlSection::text(std::string_view key, const Example& example) const {
    const TomlValue* value = of_kind(key, TomlValue::Kind::text, example);
    if (!value) return std::nullopt;
    return value->text;
}

std::optional<bool> TomlSection::flag(std::string_view key) const {
    const TomlValue* value = of_kind(key, TomlValue::Kind::boolean);
    if (!value) return std::nullopt;
    return value->boolean;
}

std::optional<std::int64_t> TomlSection::integer(std::string_view key, std::int64_t least,
                                                 std::int64_t most) const {
    const TomlValue* value = of_kind(key, TomlValue::Kind::integer);
    if (!value) return std::nullopt;
    if (value->integer < least || value->integer > most) {
        report_.error(value->at, say("{} lies between {} and {}", quoted(key), least, most));
        return std::nullopt;
    }
    return value->integer;
}

std::optional<std::vector<TomlSection::Placed>> TomlSection::texts(std::string_view key) const {
    const TomlEntry* entry = table_.find(key);
    if (!entry) return std::nullopt;
    const TomlValue& value = entry->value;
    if (value.kind == TomlValue::Kind::text) return std::vector<Placed>{{value.text, value.at}};
    if (value.kind != TomlValue::Kind::list) {
        report_.error(value.at, say("{} is a list of texts like [\"a\", \"b\"], not {}",
                                    quoted(key), in_words(value.kind)));
        return std::nullopt;
    }
    if (value.items.size() > list_items_max) {
        report_.error(value.at, say("{} has more than {} entries", quoted(key), list_items_max));
        return std::nullopt;
    }
    std::vector<Placed> texts;
    for (const TomlValue& item : value.items) {
        if (item.kind == TomlValue::Kind::text)
            texts.push_back({item.text, item.at});
        else
            report_.error(item.at, say("an entry of {} is text in quotes, not {}", quoted(key),
                                       in_words(item.kind)));
    }
    return texts;
}

const TomlValue* TomlSection::table(std::string_view key, const Example& example) const {
    return of_kind(key, TomlValue::Kind::table, example);
}

std::vector<const TomlValue*> TomlSection::tables(std::string_view key) const {
    const TomlEntry* entry = table_.find(key);
    if (!entry) return {};
    const TomlValue& value = entry->value;
    if (value.kind == TomlValue::Kind::table) return {&value};
    std::vector<const TomlValue*> tables;
    if (value.kind != TomlValue::Kind::list || value.items.size() > list_items_max) {
        report_.error(value.at,
                      say("{} is a list of at most {} tables", quoted(key), list_items_max));
        return tables;
    }
    for (const TomlValue& item : value.items) {
        if (item.kind == TomlValue::Kind::table)
            tables.push_back(&item);
        else
            report_.error(item.at, say("an entry of {} is a table, not {}", quoted(key),
                                       in_words(item.kind)));
    }
    return tables;
}

std::optional<std::size_t> TomlSection::word(std::string_view key,
                                             const std::vector<std::string_view>& words,
                                             Meant meant) const {
    const TomlValue* value = of_kind(key, TomlValue::Kind::text);
    if (!value) return std::nullopt;
    const auto found = std::find(words.begin(), words.end(), value->text);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    report_.error(value->at, say("unknown {} {}", key, quoted(value->text)),
                  meant ? meant(value->text) : suggestion(value->text, words));
    return std::nullopt;
}

Words in_words(TomlValue::Kind kind) {
    switch (kind) {
        case TomlValue::Kind::text:
            return say("text in quotes");
        case TomlValue::Kind::integer:
            return say("a whole number");
        case TomlValue::Kind::number:
            return say("a number");
        case TomlValue::Kind::boolean:
            return say("true or false");
        case TomlValue::Kind::time:
            return say("a date or time");
        case TomlValue::Kind::list:
            return say("a list");
        case TomlValue::Kind::table:
            break;
    }
    return say("a table");
}

}  // namespace vesper
