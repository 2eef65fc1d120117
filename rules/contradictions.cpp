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

std::string_view exclusive_here(const Conditions& a, const Conditions& b) {
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

HeldTogether joined(HeldTogether held, const HeldTogether& more) {
    held.insert(held.end(), more.begin(), more.end());
    return held;
}

}  // namespace

HeldTogether held_together(const Conditions& when) {
    HeldTogether held{&when};
    for (const Conditions& each : when.all) held = joined(std::move(held), held_together(each));
    return held;
}

bool implies(const HeldTogether& held, const Conditions& each) {
    const auto one = [&](auto does) {
        return std::any_of(held.begin(), held.end(),
                           [&](const Conditions* when) { return does(*when); });
    };
    const auto repeated = [&](auto asked) {
        return one([&](const Conditions& when) { return repeats(when.*asked, each.*asked); });
    };
    const bool all_lists =
        one([&](const Conditions& when) { return narrows(countries_of(when), each.country); }) &&
        std::all_of(lists.begin(), lists.end(), [&](auto list) {
            return one([&](const Conditions& when) { return narrows(when.*list, each.*list); });
        });
    const auto is_implied = [&](const Conditions& nested) { return implies(held, nested); };
    const bool all_nested = std::all_of(each.all.begin(), each.all.end(), is_implied) &&
                            (each.any.empty() || repeated(&Conditions::any) ||
                             std::any_of(each.any.begin(), each.any.end(), is_implied));
    return all_lists && all_nested && repeated(&Conditions::total_from) &&
           repeated(&Conditions::total_below) && repeated(&Conditions::spent_from) &&
           repeated(&Conditions::spent_below) && repeated(&Conditions::quantity) &&
           repeated(&Conditions::rating) && repeated(&Conditions::orders) &&
           repeated(&Conditions::days_in) && each.none.empty();
}

std::string_view exclusive(const HeldTogether& held, const Conditions& other) {
    for (const Conditions* here : held)
        for (const Conditions* there : held_together(other))
            if (const std::string_view key = exclusive_here(*here, *there); !key.empty())
                return key;
    return {};
}

bool leaves_no_branch(const HeldTogether& held, const std::vector<Conditions>& any,
                      const std::vector<Conditions>& none) {
    const auto is_out = [&](const Conditions& branch) {
        const HeldTogether with_it = joined(held, held_together(branch));
        return !exclusive(held, branch).empty() ||
               std::any_of(none.begin(), none.end(), [&](const Conditions& each) {
                   return each != Conditions{} && implies(with_it, each);
               });
    };
    return !any.empty() && std::all_of(any.begin(), any.end(), is_out);
}

}  // namespace vesper
