#include "rules/conditions_reader.hpp"

#include "rules/condition_values.hpp"
#include "rules/never_matches.hpp"
#include "rules/spelling.hpp"
#include "rules/stage.hpp"
#include "rules/stage_words.hpp"
#include "rules/vocabulary.hpp"

#include <utility>

namespace vesper {

namespace {

constexpr int nesting_max = 8;  // of all, any and not

/// Reads one level of conditions.
class ConditionsReader {
public:
    ConditionsReader(const TomlSection& when, int depth) : when_{when}, depth_{depth} {}

    Conditions read() {
        const std::size_t errors = report().errors();
        when_.only(keys_of("conditions"));
        read_places();
        read_goods();
        read_buyer();
        read_review();
        read_days();
        NestedTables nested;
        nested.all = read_nested("all", read_.all);
        read_nested("any", read_.any);
        nested.none = read_nested("not", read_.none);
        // What was refused is missing from what was read.
        if (report().errors() == errors) check_never_matches(when_, read_, nested);
        return std::move(read_);
    }

private:
    const Report& report() const { return when_.report(); }
    Words title(std::string_view key) const { return say("{} of {}", key, when_.title()); }

    template <class Check>
    std::vector<std::string> read_checked(std::string_view key, Check check) const {
        return read_list(when_, key, [&](const std::string& text, Position at) {
            return check(text, at, report());
        });
    }

    void read_places() {
        read_.country = read_checked("country", check_country);
        read_.subdivision = read_checked("subdivision", check_subdivision);
        read_.platform = read_checked("platform", check_platform);
        read_.language = read_checked("language", check_language);
        read_.account = read_open(when_, "account");
        read_.marketplace = read_open(when_, "marketplace");
        read_.carrier = read_open(when_, "carrier");
        read_.tags = read_open(when_, "tags");
    }

    void read_goods() {
        read_money(when_, "total", read_.total_from, read_.total_below);
        read_.quantity = read_between(when_, "quantity", ranges::pieces);
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
            read_.orders = read_between(buyer, "orders", ranges::orders);
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
        read_.rating = read_between(review, "rating", ranges::stars);
    }

    void read_days() {
        const TomlValue* table = when_.table("days_in");
        if (!table) return;
        const TomlSection section{*table, title("days_in"), report()};
        for (const TomlEntry& entry : table->entries) {
            if (const auto stage = stage_named(entry.key))
                read_.days_in[*stage] = read_between(section, entry.key, ranges::days);
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
