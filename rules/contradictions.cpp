#include "rules/contradictions.hpp"

#include "rules/language.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

using Texts = std::vector<std::string>;

/// Lists of which an order meets one entry: a shorter one is narrower. Empty asks nothing.
bool narrows(const Texts& list, const Texts& wider) {
    if (wider.empty()) return true;
    return !list.empty() && std::all_of(list.begin(), list.end(), [&](const std::string& word) {
        return std::find(wider.begin(), wider.end(), word) != wider.end();
    });
}

constexpr std::array lists{
    &Conditions::subdivision, &Conditions::language,      &Conditions::platform,
    &Conditions::account,     &Conditions::marketplace,   &Conditions::carrier,
    &Conditions::tags,        &Conditions::item_sku,      &Conditions::item_title,
    &Conditions::sentiment,   &Conditions::email_consent, &Conditions::sms_consent};

/// Those of which an order has one value, and the words match it whole.
struct Single {
    std::string_view key;
    Texts Conditions::*list;
};
constexpr auto singles = std::to_array<Single>({{"subdivision", &Conditions::subdivision},
                                                {"platform", &Conditions::platform},
                                                {"account", &Conditions::account},
                                                {"marketplace", &Conditions::marketplace},
                                                {"sentiment", &Conditions::sentiment},
                                                {"consent.email", &Conditions::email_consent},
                                                {"consent.sms", &Conditions::sms_consent}});

/// The countries that are named, if only by their parts.
Texts countries_of(const Conditions& when) {
    if (!when.country.empty()) return when.country;
    Texts countries;
    for (const std::string& part : when.subdivision) countries.push_back(part.substr(0, 2));
    return countries;
}

template <class Same>
bool share_one(const Texts& a, const Texts& b, Same same) {
    return a.empty() || b.empty() || std::any_of(a.begin(), a.end(), [&](const std::string& one) {
               return std::any_of(b.begin(), b.end(),
                                  [&](const std::string& other) { return same(one, other); });
           });
}

template <class Asked>
bool repeats(const Asked& asked, const Asked& each) {
    return each == Asked{} || asked == each;
}

}  // namespace

bool implies(const Conditions& when, const Conditions& each) {
    if (!narrows(countries_of(when), each.country)) return false;
    const bool all_lists = std::all_of(lists.begin(), lists.end(),
                                       [&](auto list) { return narrows(when.*list, each.*list); });
    return all_lists && repeats(when.total_from, each.total_from) &&
           repeats(when.total_below, each.total_below) &&
           repeats(when.spent_from, each.spent_from) &&
           repeats(when.spent_below, each.spent_below) && repeats(when.quantity, each.quantity) &&
           repeats(when.rating, each.rating) && repeats(when.orders, each.orders) &&
           repeats(when.days_in, each.days_in) && repeats(when.all, each.all) &&
           repeats(when.any, each.any) && each.none.empty();
}

std::string_view exclusive(const Conditions& a, const Conditions& b) {
    // Case is ignored, as it is when an order is judged.
    const auto same = [](const std::string& one, const std::string& other) {
        return is_like(one, other) || is_like(other, one);
    };
    if (!share_one(countries_of(a), countries_of(b), same)) return "country";
    for (const Single& single : singles)
        if (!share_one(a.*single.list, b.*single.list, same)) return single.key;
    const auto overlap = [](const std::string& one, const std::string& other) {
        return speaks(one, other) || speaks(other, one);
    };
    return share_one(a.language, b.language, overlap) ? std::string_view{} : "language";
}

}  // namespace vesper
