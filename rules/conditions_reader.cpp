#include "rules/conditions_reader.hpp"

#include "rules/contradictions.hpp"
#include "rules/country.hpp"
#include "rules/currency.hpp"
#include "rules/known_names.hpp"
#include "rules/language.hpp"
#include "rules/meant.hpp"
#include "rules/spelling.hpp"
#include "rules/stage.hpp"
#include "rules/stage_words.hpp"
#include "rules/subdivision_code.hpp"
#include "rules/toml_slips.hpp"
#include "rules/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace vesper {

namespace {

/// The texts of a list that `check` finds nothing wrong with; it reports what it finds.
template <class Check>
std::vector<std::string> read_list(const TomlSection& when, std::string_view key, Check check) {
    const auto texts = when.texts(key);
    if (!texts) return {};
    if (texts->empty())
        when.report().error(when.at(key),
                            say("{} names nothing, so the rule never applies", quoted(key)));
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
        report.error(table->at,
                     say("{} names no currency, so the rule never applies", quoted(key)));
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

/// `when.total` or `when.buyer.spent`: from and below, by currency.
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
        outer.report().error(
            table->at, say("no amount is both \"from\" and \"below\", so the rule never applies"));
}

/// The numbers that can be.
struct Range {
    std::int64_t least;
    std::int64_t most;
};

/// `{ from = 10, below = 50 }`; a number alone means "from".
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
        outer.report().error(
            table->at, say("no number is both \"from\" and \"below\", so the rule never applies"));
    return between;
}

constexpr Range pieces{0, 1'000'000};
constexpr Range orders{0, 1'000'000};
constexpr Range stars{1, 5};
constexpr Range days{0, 400};
constexpr int nesting_max = 8;  // of all, any and not

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

bool check_subdivision(const std::string& text, Position at, const Report& report) {
    if (is_subdivision_code(text)) return true;
    report.error(at, say("{} is not a subdivision like \"US-CA\" or \"BR-SP\"", quoted(text)),
                 list_hint(text, subdivision_hint(text)));
    return false;
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

/// A list of names that only the shop knows; nothing but emptiness can be found wrong with them.
std::vector<std::string> read_open(const TomlSection& section, std::string_view key) {
    return read_list(section, key, [&](const std::string& text, Position at) {
        if (!text.empty()) return true;
        section.report().error(at, say("an entry of {} is empty", quoted(key)));
        return false;
    });
}

/// Reads one level of conditions.
class ConditionsReader {
public:
    ConditionsReader(const TomlSection& when, int depth) : when_{when}, depth_{depth} {}

    Conditions read() {
        when_.only(keys_of("conditions"));
        read_places();
        read_goods();
        read_buyer();
        read_review();
        read_days();
        const auto all = read_nested("all", read_.all);
        read_nested("any", read_.any);
        const auto none = read_nested("not", read_.none);
        check_places();
        check_all(all);
        check_none(none);
        return std::move(read_);
    }

private:
    const Report& report() const { return when_.report(); }
    Words title(std::string_view key) const { return say("{} of {}", key, when_.title()); }

    void read_places() {
        read_.country = read_list(when_, "country", [&](const std::string& text, Position at) {
            return check_country(text, at, report());
        });
        read_.subdivision = read_list(when_, "subdivision", [&](const auto& text, Position at) {
            return check_subdivision(text, at, report());
        });
        read_.platform = read_list(when_, "platform", [&](const auto& text, Position at) {
            return check_platform(text, at, report());
        });
        read_.language = read_list(when_, "language", [&](const auto& text, Position at) {
            const auto slip = language_slip(text);
            if (slip) report().error(at, slip->message, list_hint(text, slip->hint));
            return !slip;
        });
        read_.account = read_open(when_, "account");
        read_.marketplace = read_open(when_, "marketplace");
        read_.carrier = read_open(when_, "carrier");
        doubt_marketplaces();
        doubt_carriers();
        read_.tags = read_open(when_, "tags");
    }

    void read_goods() {
        read_money(when_, "total", read_.total_from, read_.total_below);
        read_.quantity = read_between(when_, "quantity", pieces);
        const TomlValue* table = when_.table("item");
        if (!table) return;
        const TomlSection item{*table, title("item"), report()};
        item.only(keys_of("item"));
        read_.item_sku = read_open(item, "sku");
        read_.item_title = read_open(item, "title");
    }

    void read_buyer() {
        if (const TomlValue* table = when_.table("buyer")) {
            const TomlSection buyer{*table, title("buyer"), report()};
            buyer.only(keys_of("buyer"));
            read_.orders = read_between(buyer, "orders", orders);
            read_money(buyer, "spent", read_.spent_from, read_.spent_below);
        }
        const TomlValue* table = when_.table("consent");
        if (!table) return;
        const TomlSection consent{*table, title("consent"), report()};
        consent.only(keys_of("consent"));
        const std::vector<std::string_view> words{"granted", "denied", "unknown"};
        read_.email_consent = read_words(consent, "email", words);
        read_.sms_consent = read_words(consent, "sms", words);
    }

    void read_review() {
        const TomlValue* table = when_.table("review");
        if (!table) return;
        const TomlSection review{*table, title("review"), report()};
        review.only(keys_of("review"));
        read_.sentiment = read_words(review, "sentiment", {"positive", "neutral", "negative"});
        read_.rating = read_between(review, "rating", stars);
    }

    void read_days() {
        const TomlValue* table = when_.table("days_in");
        if (!table) return;
        const TomlSection section{*table, title("days_in"), report()};
        for (const TomlEntry& entry : table->entries) {
            if (const auto stage = stage_named(entry.key))
                read_.days_in[*stage] = read_between(section, entry.key, days);
            else
                report().error(entry.key_at, say("unknown stage {}", quoted(entry.key)),
                               stage_hint(entry.key));
        }
    }

    /// Answers the tables that were read, in the order of `into`.
    std::vector<const TomlValue*> read_nested(std::string_view key, std::vector<Conditions>& into) {
        const auto tables = when_.tables(key);
        if (when_.has(key) && depth_ == nesting_max) {
            report().error(when_.at(key),
                           say("conditions are nested more than {} deep", nesting_max));
            return {};
        }
        for (const TomlValue* table : tables) {
            const TomlSection inner{*table, title(key), report()};
            if (table->entries.empty())
                report().error(table->at, say("{} asks for nothing", quoted(key)));
            into.push_back(ConditionsReader{inner, depth_ + 1}.read());
        }
        if (when_.has(key) && tables.empty() && when_.at(key).line != 0)
            report().error(when_.at(key), say("{} holds no conditions", quoted(key)));
        return tables;
    }

    /// The texts of a list that was read, and their places.
    template <class Doubt>
    void for_each_text(std::string_view key, Doubt doubt) const {
        for (const TomlEntry& entry : when_.entries()) {
            if (entry.key != key) continue;
            if (entry.value.kind == TomlValue::Kind::text) doubt(entry.value.text, entry.value.at);
            for (const TomlValue& item : entry.value.items)
                if (item.kind == TomlValue::Kind::text) doubt(item.text, item.at);
        }
    }

    /// A marketplace is any text that a shop's events say, so a strange one may be right.
    void doubt_marketplaces() const {
        for_each_text("marketplace", [&](const std::string& text, Position at) {
            if (!is_doubtful_marketplace(text)) return;
            report().warning(at, say("marketplace {} is none that is known", quoted(text)),
                             suggestion(text, known_marketplaces()));
        });
    }

    /// A carrier that has names beside its own, none of which the rule says.
    void doubt_carriers() const {
        for_each_text("carrier", [&](const std::string& text, Position at) {
            const std::string more = another_name_of_carrier(text);
            const bool said = std::any_of(
                read_.carrier.begin(), read_.carrier.end(), [&](const std::string& one) {
                    return one.size() > text.size() && is_like(one, text + " *");
                });
            if (more.empty() || said) return;
            report().warning(at, say("{} is that name alone, not {}", quoted(text), quoted(more)),
                             say("{} is every carrier whose name begins so", quoted(text + '*')));
        });
    }

    /// Parts of countries, beside countries: both hold, or the rule never applies.
    void check_places() const {
        if (read_.country.empty() || read_.subdivision.empty()) return;
        const auto& countries = read_.country;
        const auto lies_in = [](const std::string& part, const std::string& country) {
            return part.substr(0, 2) == country;
        };
        const auto is_in_one = [&](const std::string& part) {
            return std::any_of(countries.begin(), countries.end(),
                               [&](const std::string& country) { return lies_in(part, country); });
        };
        const auto& parts = read_.subdivision;
        if (std::none_of(parts.begin(), parts.end(), is_in_one)) {
            report().error(
                when_.at("subdivision"),
                say("no subdivision lies in {}, so the rule never applies", listed(countries)),
                say("both must hold; leave one of them out"));
            return;
        }
        for_each_text("subdivision", [&](const std::string& part, Position at) {
            if (is_subdivision_code(part) && !is_in_one(part))
                report().warning(at, say("{} lies in none of {}, so it never matches", quoted(part),
                                         listed(countries)));
        });
        for_each_text("country", [&](const std::string& country, Position at) {
            const bool named = std::any_of(parts.begin(), parts.end(), [&](const auto& part) {
                return lies_in(part, country);
            });
            if (is_country_code(country) && !named)
                report().warning(
                    at, say("orders from {} never match: no subdivision of it is named", country),
                    say("both must hold; for one or the other write any"));
        });
    }

    /// What must hold together, and cannot.
    void check_all(const std::vector<const TomlValue*>& all) const {
        for (std::size_t number = 0; number < read_.all.size(); ++number) {
            std::string_view key = exclusive(read_, read_.all[number]);
            for (std::size_t other = 0; other < number && key.empty(); ++other)
                key = exclusive(read_.all[other], read_.all[number]);
            if (!key.empty())
                report().error(all[number]->at,
                               say("no order has this {} and the other one that must hold, so the "
                                   "rule never applies",
                                   key));
        }
    }

    void check_none(const std::vector<const TomlValue*>& none) const {
        for (std::size_t number = 0; number < read_.none.size(); ++number)
            if (read_.none[number] != Conditions{} && implies(read_, read_.none[number]))
                report().error(none[number]->at,
                               say("\"not\" takes out all that the conditions beside it let in, so "
                                   "the rule never applies"));
    }

    const TomlSection& when_;
    int depth_;
    Conditions read_;
};

}  // namespace

Conditions read_conditions(const TomlSection& rule) {
    const TomlValue* table = rule.table("when");
    if (!table) return {};
    const TomlSection when{*table, say("{} of {}", "when", rule.title()), rule.report()};
    return ConditionsReader{when, 0}.read();
}

}  // namespace vesper
