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
#include <array>
#include <utility>

namespace vesper {

namespace {

/// How an amount is written that stands there alone; `start` is what comes before it.
Words amounts_hint(const std::string& start, const TomlValue& value) {
    const std::string amounts = amounts_meant(value.text);
    return amounts.empty() ? say("like {}", start + "{ USD = 20 }")
                           : say("write {}", start + amounts);
}

/// `{ USD = 20, EUR = "19.90" }`
Amounts read_amounts(const TomlSection& section, std::string_view key) {
    Amounts amounts;
    const TomlValue* table =
        section.table(key, [&](const TomlValue& value) { return amounts_hint("", value); });
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

/// "Amazon", "amazon.de", "亚马逊".
Words platform_hint(const std::string& text) {
    constexpr auto chinese =
        std::to_array<std::pair<std::string_view, std::string_view>>({{"亚马逊", "amazon"},
                                                                      {"速卖通", "aliexpress"},
                                                                      {"全球速卖通", "aliexpress"},
                                                                      {"易贝", "ebay"},
                                                                      {"沃尔玛", "walmart"},
                                                                      {"虾皮", "shopee"},
                                                                      {"来赞达", "lazada"},
                                                                      {"阿里巴巴", "alibaba"},
                                                                      {"阿里国际站", "alibaba"},
                                                                      {"国际站", "alibaba"},
                                                                      {"希音", "shein"},
                                                                      {"美客多", "mercadolibre"},
                                                                      {"乐天", "rakuten"}});
    if (Words list = list_hint(text, {}); !list.empty()) return list;
    for (const auto& [written, name] : chinese)
        if (written == text) return did_you_mean(name);
    const std::string plain = plain_name_for(text);
    const auto& known = known_platforms();
    if (std::find(known.begin(), known.end(), plain) != known.end()) return did_you_mean(plain);
    for (const std::string_view name : known)
        if (plain.starts_with(std::string{name} + '-')) return did_you_mean(name);
    const auto near = nearest(plain, known);
    return near ? did_you_mean(*near) : name_hint(text, "\"{}\"");
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
    report.error(at, say("unknown country {}", quoted(text)), list_hint(text, country_hint(text)));
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
    if (slip) report.error(at, slip->message, list_hint(text, slip->hint));
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
    const TomlValue* table = outer.table(key, [&](const TomlValue& value) {
        const bool below_it = value.text.find('<') != std::string::npos;
        return amounts_hint(std::string{key} + (below_it ? ".below = " : ".from = "), value);
    });
    if (!table) return;
    const TomlSection section{*table, say("{} of {}", key, outer.title()), outer.report()};
    section.only(keys_of("money"), {}, [&](const TomlEntry& entry) {  // total = { USD = 20 }
        return is_currency_code(entry.key)
                   ? say("write {}", std::string{key} + ".from = { " + entry.key + " = " +
                                         entry.value.text + " }")
                   : Words{};
    });
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
        const std::string meant = range_meant(entry->value.text);
        const std::string start = std::string{key} + " = ";
        outer.report().error(entry->value.at,
                             say("{} is a whole number or from and below, not {}", quoted(key),
                                 in_words(entry->value.kind)),
                             meant.empty() ? say("like {}", start + "{ from = 10, below = 50 }")
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
