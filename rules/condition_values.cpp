#include "rules/condition_values.hpp"

#include "rules/country.hpp"
#include "rules/currency.hpp"
#include "rules/known_names.hpp"
#include "rules/language.hpp"
#include "rules/meant.hpp"
#include "rules/plain_name.hpp"
#include "rules/spelling.hpp"
#include "rules/subdivision_code.hpp"
#include "rules/toml_slips.hpp"
#include "rules/vocabulary.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// `{ USD = 20, EUR = "19.90" }`
Amounts read_amounts(const TomlSection& section, std::string_view key) {
    Amounts amounts;
    const TomlValue* table = section.table(
        key, [&](const TomlValue& value) { return edge_hint(key == "from", value.text); });
    if (!table) return amounts;
    const Report& report = section.report();
    if (table->entries.empty())
        report.error(table->at, say("{} names no currency, so nothing matches", quoted(key)));
    for (const TomlEntry& entry : table->entries) {
        if (!is_currency(entry.key)) {
            report.error(entry.key_at, say("unknown currency {}", quoted(entry.key)),
                         currency_hint(entry.key));
            continue;
        }
        const bool is_amount = entry.value.kind == TomlValue::Kind::integer ||
                               entry.value.kind == TomlValue::Kind::number ||
                               entry.value.kind == TomlValue::Kind::text;
        if (!is_amount) {
            report.error(entry.value.at,
                         say("an amount is a number, not {}", in_words(entry.value.kind)));
            continue;
        }
        const auto amount = parse_decimal(entry.value.text);
        if (!amount)
            report.error(entry.value.at, amount.error().words);
        else if (amount->ten_thousandths < 0)
            report.error(entry.value.at, say("an order's total is never negative"));
        else
            amounts[entry.key] = *amount;
    }
    return amounts;
}

/// `total = { USD = 20, EUR = 18 }`, which lacks its from; "" where not all of it are amounts.
Words without_from_hint(std::string_view key, const TomlValue& table) {
    std::string amounts;
    for (const TomlEntry& entry : table.entries) {
        const std::string amount = amounts_meant(entry.value.text + ' ' + entry.key);
        if (amount.empty()) return {};
        const std::string one = amount.substr(2, amount.size() - 4);  // without its braces
        amounts += (amounts.empty() ? "" : ", ") + one;
    }
    return say("write {}", std::string{key} + ".from = { " + amounts + " }");
}

Words platform_hint(const std::string& text) {
    if (const std::string meant = platform_meant(text); !meant.empty()) return did_you_mean(meant);
    return list_hint(text, name_hint(text, "\"{}\""), [](std::string_view one) {
        const std::string meant = platform_meant(one);
        return meant.empty() ? plain_name_for(one) : meant;
    });
}

/// Of several countries the codes; of one that has a comma in its name ("Korea, Republic of") its
/// own.
Words countries_hint(const std::string& text) {
    if (!country_named(text).empty()) return country_hint(text);
    return list_hint(text, country_hint(text), [](std::string_view one) {
        return std::string{is_country_code(one) ? one : country_named(one)};
    });
}

/// "Portuguese (Brazil)" and "Chinese, Simplified" are one, "de, fr" two.
Words languages_hint(const std::string& text, const Words& hint) {
    if (!hint.empty()) return hint;
    return list_hint(text, hint, [](std::string_view one) {
        return language_slip(one) ? std::string{} : std::string{one};
    });
}

}  // namespace

std::vector<std::string> read_list(const TomlSection& when, std::string_view key,
                                   const TextCheck& check) {
    const auto texts = when.texts(key);
    if (!texts) return {};
    if (texts->empty())
        when.report().error(when.at(key), say("{} names nothing, so nothing matches", quoted(key)));
    std::vector<std::string> good;
    for (const auto& [text, at] : *texts) {
        if (!check(text, at)) continue;
        if (std::find(good.begin(), good.end(), text) != good.end())
            when.report().error(at, say("{} is written twice", quoted(text)));
        else
            good.push_back(text);
    }
    return good;
}

bool check_country(const std::string& text, Position at, const Report& report) {
    if (is_country_code(text)) return true;
    report.error(at, say("unknown country {}", quoted(text)), countries_hint(text));
    return false;
}

bool check_subdivision(const std::string& text, Position at, const Report& report) {
    if (is_subdivision_code(text)) return true;
    report.error(at, say("{} is not a subdivision like \"US-CA\" or \"BR-SP\"", quoted(text)),
                 list_hint(text, subdivision_hint(text)));
    return false;
}

bool check_platform(const std::string& text, Position at, const Report& report) {
    if (!is_plain_name(text)) {
        report.error(at, say("a platform's name is small letters, digits and hyphens"),
                     platform_hint(text));
        return false;
    }
    const auto& known = known_platforms();
    if (std::find(known.begin(), known.end(), text) != known.end()) return true;
    const auto near = nearest(text, known);
    if (!near) return true;
    report.error(at, say("unknown platform {}", quoted(text)), did_you_mean(*near));
    return false;
}

bool check_language(const std::string& text, Position at, const Report& report) {
    const auto slip = language_slip(text);
    if (slip) report.error(at, slip->message, languages_hint(text, slip->hint));
    return !slip;
}

std::vector<std::string> read_words(const TomlSection& section, std::string_view key,
                                    const std::vector<std::string_view>& words) {
    return read_list(section, key, [&](const std::string& text, Position at) {
        if (std::find(words.begin(), words.end(), text) != words.end()) return true;
        section.report().error(at, say("unknown {} {}", key, quoted(text)),
                               suggestion(text, words));
        return false;
    });
}

std::vector<std::string> read_open(const TomlSection& section, std::string_view key) {
    return read_list(section, key, [&](const std::string& text, Position at) {
        if (!text.empty()) return true;
        section.report().error(at, say("an entry of {} is empty", quoted(key)));
        return false;
    });
}

void read_money(const TomlSection& outer, std::string_view key, Amounts& from, Amounts& below) {
    const TomlValue* table =
        outer.table(key, [&](const TomlValue& value) { return money_hint(key, value.text); });
    if (!table) return;
    const TomlSection section{*table, say("{} of {}", key, outer.title()), outer.report()};
    section.only(keys_of("money"), {},
                 [&](const TomlEntry&) { return without_from_hint(key, *table); });
    from = read_amounts(section, "from");
    below = read_amounts(section, "below");
    if (from.empty() || below.empty()) return;
    const bool some_fit = std::any_of(from.begin(), from.end(), [&](const auto& least) {
        const auto limit = below.find(least.first);
        return limit != below.end() && least.second < limit->second;
    });
    if (!some_fit)
        outer.report().error(table->at,
                             say("no amount is both \"from\" and \"below\", so nothing matches"));
}

Between read_between(const TomlSection& outer, std::string_view key, Range range) {
    Between between;
    if (!outer.has(key)) return between;
    const TomlEntry* entry = nullptr;
    for (const TomlEntry& one : outer.entries())
        if (one.key == key) entry = &one;
    if (entry->value.kind == TomlValue::Kind::integer) {
        between.from = outer.integer(key, range.least, range.most);
        return between;
    }
    if (entry->value.kind != TomlValue::Kind::table) {
        const std::string meant = range_meant(entry->value.text, range);
        const std::string_view example =
            range.most < 50 ? "{ below = 3 }" : "{ from = 10, below = 50 }";
        const std::string start = std::string{key} + " = ";
        outer.report().error(entry->value.at,
                             say("{} is a whole number or from and below, not {}", quoted(key),
                                 in_words(entry->value.kind)),
                             meant.empty() ? say("like {}", start + std::string{example})
                                           : say("write {}", start + meant));
        return between;
    }
    const TomlValue* table = outer.table(key);
    const TomlSection section{*table, say("{} of {}", key, outer.title()), outer.report()};
    section.only(keys_of("bounds"));
    if (section.has("from")) between.from = section.integer("from", range.least, range.most);
    if (section.has("below"))
        between.below = section.integer("below", range.least + 1, range.most + 1);
    if (table->entries.empty())
        outer.report().error(table->at, say("{} asks for nothing", quoted(key)),
                             say("write from = 3, or below = 10, or both"));
    if (between.from && between.below && *between.from >= *between.below)
        outer.report().error(table->at,
                             say("no number is both \"from\" and \"below\", so nothing matches"));
    return between;
}

}  // namespace vesper
