#include "rules/conditions_reader.hpp"

#include "rules/country.hpp"
#include "rules/language.hpp"
#include "rules/spelling.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// The texts of a list that `check` finds nothing wrong with; it reports what it finds.
template <class Check>
std::vector<std::string> read_list(const TomlSection& when, std::string_view key, Check check) {
    const auto texts = when.texts(key);
    if (!texts) return {};
    if (texts->empty())
        when.report().error(when.at(key),
                            quoted(key) + " names nothing, so the rule never applies");
    std::vector<std::string> good;
    for (const auto& [text, at] : *texts) {
        if (!check(text, at)) continue;
        if (std::find(good.begin(), good.end(), text) != good.end())
            when.report().error(at, quoted(text) + " is written twice");
        else
            good.push_back(text);
    }
    return good;
}

bool check_country(const std::string& text, Position at, const Report& report) {
    if (is_country_code(text)) return true;
    report.error(at, "unknown country " + quoted(text), country_hint(text));
    return false;
}

/// `{ USD = 20, EUR = "19.90" }`
std::map<std::string, Decimal> read_amounts(const TomlSection& total, std::string_view key) {
    std::map<std::string, Decimal> amounts;
    const TomlValue* table = total.table(key);
    if (!table) return amounts;
    const Report& report = total.report();
    if (table->entries.empty())
        report.error(table->at, quoted(key) + " names no currency, so the rule never applies");
    for (const TomlEntry& entry : table->entries) {
        if (!is_currency_code(entry.key)) {
            report.error(entry.key_at, "unknown currency " + quoted(entry.key),
                         "three capital letters, as in USD = 20");
            continue;
        }
        const bool is_amount = entry.value.kind == TomlValue::Kind::integer ||
                               entry.value.kind == TomlValue::Kind::number ||
                               entry.value.kind == TomlValue::Kind::text;
        if (!is_amount) {
            report.error(entry.value.at,
                         "an amount is a number, not " + std::string{in_words(entry.value.kind)});
            continue;
        }
        const auto amount = parse_decimal(entry.value.text);
        if (!amount)
            report.error(entry.value.at, amount.error().message);
        else if (amount->ten_thousandths < 0)
            report.error(entry.value.at, "an order's total is never negative");
        else
            amounts[entry.key] = *amount;
    }
    return amounts;
}

/// Totals that no order can have.
void check_totals(const Conditions& when, Position at, const Report& report) {
    if (when.total_from.empty() || when.total_below.empty()) return;
    bool some_order_fits = false;
    for (const auto& [currency, from] : when.total_from) {
        const auto below = when.total_below.find(currency);
        some_order_fits =
            some_order_fits || (below != when.total_below.end() && from < below->second);
    }
    if (!some_order_fits)
        report.error(at, "no total is both \"from\" and \"below\", so the rule never applies");
}

}  // namespace

Conditions read_conditions(const TomlSection& rule) {
    Conditions conditions;
    const TomlValue* table = rule.table("when");
    if (!table) return conditions;
    const Report& report = rule.report();
    const TomlSection when{*table, "when of " + rule.title(), report};
    when.only({"country", "platform", "language", "total"}, {"review"});

    conditions.country = read_list(when, "country", [&](const std::string& text, Position at) {
        return check_country(text, at, report);
    });
    conditions.platform = read_list(when, "platform", [&](const std::string& text, Position at) {
        if (is_plain_name(text)) return true;
        report.error(at, "a platform's name is small letters, digits and hyphens");
        return false;
    });
    conditions.language = read_list(when, "language", [&](const std::string& text, Position at) {
        if (is_language_tag(text)) return true;
        report.error(at, quoted(text) + " is not a language like \"de\" or \"pt-BR\"");
        return false;
    });
    const TomlValue* totals = when.table("total");
    if (!totals) return conditions;
    const TomlSection total{*totals, "when.total of " + rule.title(), report};
    total.only({"from", "below"});
    conditions.total_from = read_amounts(total, "from");
    conditions.total_below = read_amounts(total, "below");
    check_totals(conditions, totals->at, report);
    return conditions;
}

}  // namespace vesper
