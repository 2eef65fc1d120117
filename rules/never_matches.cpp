#include "rules/never_matches.hpp"

#include "rules/contradictions.hpp"
#include "rules/country.hpp"
#include "rules/known_names.hpp"
#include "rules/meant.hpp"
#include "rules/spelling.hpp"
#include "rules/subdivision_code.hpp"

#include <algorithm>

namespace vesper {

namespace {

class NeverMatches {
public:
    NeverMatches(const TomlSection& when, const Conditions& read, const NestedTables& nested)
        : when_{when}, read_{read}, nested_{nested} {}

    void check() const {
        doubt_marketplaces();
        doubt_carriers();
        doubt_lists();
        check_places();
        const std::size_t errors = report().errors();
        check_all();
        if (report().errors() == errors) check_none();
        if (report().errors() == errors) check_any();
    }

private:
    const Report& report() const { return when_.report(); }

    /// The texts of a list that was read, and their places.
    template <class Doubt>
    void for_each_text(std::string_view key, Doubt doubt) const {
        for_each_text(when_.entries(), key, doubt);
    }
    template <class Doubt>
    static void for_each_text(const std::vector<TomlEntry>& entries, std::string_view key,
                              Doubt doubt) {
        for (const TomlEntry& entry : entries) {
            if (entry.key != key) continue;
            if (entry.value.kind == TomlValue::Kind::text) doubt(entry.value.text, entry.value.at);
            for (const TomlValue& item : entry.value.items)
                if (item.kind == TomlValue::Kind::text) doubt(item.text, item.at);
        }
    }

    /// A marketplace is any text that a shop's events say, so a strange one may be right.
    void doubt_marketplaces() const {
        const auto& platforms = read_.platform;
        const bool may_be_amazon =
            platforms.empty() ||
            std::find(platforms.begin(), platforms.end(), "amazon") != platforms.end();
        for_each_text("marketplace", [&](const std::string& text, Position at) {
            const std::string country = may_be_amazon ? country_of_marketplace(text) : "";
            if (country.empty() && !is_doubtful_marketplace(text)) return;
            const std::string_view id = marketplace_of(country);
            report().warning(
                at, say("marketplace {} is none that is known", quoted(text)),
                !id.empty() ? say("Amazon's marketplace in {} is {}", country, quoted(id))
                : !country.empty()
                    ? say("of the buyer's country write {}", "when.country = " + quoted(country))
                    : suggestion(text, known_marketplaces()));
        });
    }

    /// Several in one text, which may be right: it is a warning.
    void doubt_lists() const {
        const auto doubt = [&](const std::string& text, Position at) {
            const std::string list = list_meant(text);
            if (list.find("\", \"") != std::string::npos)
                report().warning(at, say("{} is one text, comma and all", quoted(text)),
                                 list_hint(text, {}));
        };
        for_each_text("tags", doubt);
        for (const TomlEntry& entry : when_.entries())
            if (entry.key == "item") for_each_text(entry.value.entries, "sku", doubt);
    }

    /// A carrier that has names beside its own, none of which the rule says.
    void doubt_carriers() const {
        for_each_text("carrier", [&](const std::string& text, Position at) {
            const std::string more = another_name_of_carrier(text);
            const bool said = std::any_of(
                read_.carrier.begin(), read_.carrier.end(), [&](const std::string& one) {
                    return is_like(more, one) ||
                           (one.size() > text.size() && is_like(one, text + " *"));
                });
            if (more.empty() || said) return;
            report().warning(at, say("{} is that name alone, not {}", quoted(text), quoted(more)),
                             say("{} is every carrier whose name begins so", quoted(text + '*')));
        });
    }

    /// Parts of countries, beside countries: both hold, or nothing matches.
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
            report().error(when_.at("subdivision"),
                           say("no subdivision lies in {}, so nothing matches", listed(countries)),
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
    void check_all() const {
        for (std::size_t number = 0; number < read_.all.size(); ++number) {
            std::string_view key = exclusive({&read_}, read_.all[number]);
            for (std::size_t other = 0; other < number && key.empty(); ++other)
                key = exclusive(held_together(read_.all[other]), read_.all[number]);
            if (!key.empty())
                report().error(nested_.all[number]->at,
                               say("no order has this {} and the other one that must hold, so "
                                   "nothing matches",
                                   key));
        }
    }

    void check_none() const {
        for (std::size_t number = 0; number < read_.none.size(); ++number)
            if (read_.none[number] != Conditions{} &&
                implies(held_together(read_), read_.none[number]))
                report().error(nested_.none[number]->at,
                               say("\"not\" takes out all that the conditions beside it let in, so "
                                   "nothing matches"));
    }

    void check_any() const {
        const auto check = [&](const std::vector<Conditions>& any, Position at) {
            if (leaves_no_branch(held_together(read_), any, read_.none))
                report().error(at, say("the conditions beside \"any\" let in nothing of it, so "
                                       "nothing matches"));
        };
        check(read_.any, when_.at("any"));
        for (std::size_t number = 0; number < read_.all.size(); ++number)
            check(read_.all[number].any, nested_.all[number]->at);
    }

    const TomlSection& when_;
    const Conditions& read_;
    const NestedTables& nested_;
};

}  // namespace

void check_never_matches(const TomlSection& when, const Conditions& read,
                         const NestedTables& nested) {
    NeverMatches{when, read, nested}.check();
}

}  // namespace vesper
