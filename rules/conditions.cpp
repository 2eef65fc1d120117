#include "rules/conditions.hpp"

#include "rules/ascii.hpp"
#include "rules/asked.hpp"
#include "rules/language.hpp"
#include "rules/spelling.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::int64_t seconds_a_day = 86400;

bool same_folded(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::string in_a_row(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        if (!out.empty()) out += ", ";
        out += word;
    }
    return out;
}

/// "from 3", "below 10", "from 3 and below 10".
std::string in_words(const Between& between) {
    std::string text;
    if (between.from) text = "from " + std::to_string(*between.from);
    if (between.below)
        text += (text.empty() ? "below " : " and below ") + std::to_string(*between.below);
    return text;
}

std::string in_words(const Amounts& amounts) {
    std::string text;
    for (const auto& [currency, amount] : amounts)
        text += (text.empty() ? "" : " or ") + to_string(amount) + ' ' + currency;
    return text;
}

/// "from 20 USD or 18 EUR and below 100 USD".
std::string in_words(const Amounts& from, const Amounts& below) {
    std::string text;
    if (!from.empty()) text = "from " + in_words(from);
    if (!below.empty()) text += (text.empty() ? "below " : " and below ") + in_words(below);
    return text;
}

template <class Matches>
std::string refused_list(std::string_view what, const std::string& value,
                         const std::vector<std::string>& wanted, Matches matches) {
    if (wanted.empty() || std::any_of(wanted.begin(), wanted.end(), matches)) return {};
    const std::string is = value.empty() ? " is not known" : " is " + value;
    return std::string{what} + is + "; the rule is for " + in_a_row(wanted);
}

std::string refused_word(std::string_view what, const std::string& value,
                         const std::vector<std::string>& wanted) {
    return refused_list(what, value, wanted, [&](const std::string& one) {
        return !value.empty() && same_folded(value, one);
    });
}

/// A region that is written in a way that nobody knows is named as it is written.
std::string refused_subdivision(const Conditions& when, const Address& address,
                                const BuyerRecord& buyer) {
    const bool unclear = buyer.subdivision.empty() && !address.region.empty();
    return refused_word(unclear ? "subdivision of " + quoted(address.region) : "subdivision",
                        buyer.subdivision, when.subdivision);
}

std::string refused_tags(const Conditions& when, const Order& order) {
    const bool found = std::any_of(when.tags.begin(), when.tags.end(), [&](const auto& wanted) {
        return std::any_of(order.tags.begin(), order.tags.end(),
                           [&](const auto& tag) { return same_folded(tag, wanted); });
    });
    if (when.tags.empty() || found) return {};
    const std::string has =
        order.tags.empty() ? "the order has no tags" : "tags are " + in_a_row(order.tags);
    return has + "; the rule is for " + in_a_row(when.tags);
}

std::string refused_items(std::string_view what, const std::vector<std::string>& patterns,
                          const Order& order, std::string Item::*member) {
    if (patterns.empty()) return {};
    for (const Item& item : order.items)
        for (const std::string& pattern : patterns)
            if (is_like(item.*member, pattern)) return {};
    return "no item's " + std::string{what} + " is like " + in_a_row(patterns);
}

/// `total is 20 USD; the rule is for orders from 20.01`
std::string refused_amount(const std::string& is, Decimal amount, const std::string& currency,
                           const Amounts& from, const Amounts& below, std::string_view whom) {
    const auto least = from.find(currency);
    const auto limit = below.find(currency);
    if ((least == from.end() && !from.empty()) || (limit == below.end() && !below.empty()))
        return is + "; the rule names no amount in " + currency;
    const std::string asks = is + "; the rule is for " + std::string{whom};
    if (least != from.end() && amount < least->second)
        return asks + " from " + to_string(least->second);
    if (limit != below.end() && amount >= limit->second)
        return asks + " below " + to_string(limit->second);
    return {};
}

std::string refused_total(const Conditions& when, const Order& order) {
    if (when.total_from.empty() && when.total_below.empty()) return {};
    if (!order.total || order.currency.empty())
        return "the order's total is not known; the rule asks for one";
    return refused_amount("total is " + to_string(*order.total) + ' ' + order.currency,
                          *order.total, order.currency, when.total_from, when.total_below,
                          "orders");
}

/// A buyer who paid in several currencies is judged in each; one that fits is enough.
std::string refused_spent(const Conditions& when, const BuyerRecord& buyer) {
    if (when.spent_from.empty() && when.spent_below.empty()) return {};
    if (buyer.spent.empty()) {
        if (when.spent_from.empty()) return {};
        return "the buyer has paid for nothing yet; the rule asks for more";
    }
    std::string first;
    for (const auto& [currency, amount] : buyer.spent) {
        const std::string reason =
            refused_amount("the buyer has spent " + to_string(amount) + ' ' + currency, amount,
                           currency, when.spent_from, when.spent_below, "buyers who spent");
        if (reason.empty()) return {};
        if (first.empty()) first = reason;
    }
    return first;
}

std::string refused_number(const std::string& is, std::int64_t value, const Between& wanted) {
    if (wanted.holds(value)) return {};
    return is + std::to_string(value) + "; the rule is for " + in_words(wanted);
}

std::string refused_quantity(const Conditions& when, const Order& order) {
    if (when.quantity.any()) return {};
    if (order.items.empty())
        return "the order's items are not known; the rule is for " + in_words(when.quantity);
    std::int64_t pieces = 0;
    for (const Item& item : order.items) pieces += item.quantity;
    return refused_number("pieces in the order: ", pieces, when.quantity);
}

std::string refused_buyer(const Conditions& when, const Order& order, const BuyerRecord& buyer) {
    if (auto reason = refused_number("orders of this buyer: ", buyer.orders, when.orders);
        !reason.empty())
        return reason;
    if (auto reason = refused_spent(when, buyer); !reason.empty()) return reason;
    if (auto reason = refused_word("consent to e-mail",
                                   std::string{consent_word(order.buyer.email_marketing)},
                                   when.email_consent);
        !reason.empty())
        return reason;
    return refused_word("consent to SMS", std::string{consent_word(order.buyer.sms_marketing)},
                        when.sms_consent);
}

std::string refused_review(const Conditions& when, const Review& review) {
    if (auto reason = refused_word("the review", sentiment_of(review), when.sentiment);
        !reason.empty())
        return reason;
    if (when.rating.any()) return {};
    if (review.rating == 0)
        return "the review's rating is not known; the rule is for " + in_words(when.rating);
    return refused_number("the review's rating is ", review.rating, when.rating);
}

std::string refused_days(const Conditions& when, const Order& order, Instant at) {
    for (const auto& [stage, wanted] : when.days_in) {
        const auto fact = order.facts.find(stage);
        if (fact == order.facts.end())
            return "the order has not come to " + std::string{name(stage)};
        const std::int64_t days = (at - fact->second).count() / seconds_a_day;
        if (auto reason =
                refused_number("days since " + std::string{name(stage)} + ": ", days, wanted);
            !reason.empty())
            return reason;
    }
    return {};
}

std::string refused_nested(const Conditions& when, const Order& order, const BuyerRecord& buyer,
                           Instant at) {
    for (const Conditions& each : when.all)
        if (auto reason = refused(each, order, buyer, at); !reason.empty()) return reason;
    for (const Conditions& each : when.none)
        if (refused(each, order, buyer, at).empty()) return "the rule is not for " + in_words(each);
    std::string reasons;
    for (const Conditions& each : when.any) {
        const std::string reason = refused(each, order, buyer, at);
        if (reason.empty()) return {};
        reasons += (reasons.empty() ? "none of any: (" : ", (") + reason + ')';
    }
    return reasons;
}

}  // namespace

bool operator==(const Conditions& a, const Conditions& b) {
    return a.country == b.country && a.subdivision == b.subdivision && a.language == b.language &&
           a.platform == b.platform && a.account == b.account && a.marketplace == b.marketplace &&
           a.carrier == b.carrier && a.tags == b.tags && a.item_sku == b.item_sku &&
           a.item_title == b.item_title && a.sentiment == b.sentiment &&
           a.email_consent == b.email_consent && a.sms_consent == b.sms_consent &&
           a.total_from == b.total_from && a.total_below == b.total_below &&
           a.spent_from == b.spent_from && a.spent_below == b.spent_below &&
           a.quantity == b.quantity && a.rating == b.rating && a.orders == b.orders &&
           a.days_in == b.days_in && a.all == b.all && a.any == b.any && a.none == b.none;
}

std::string refused(const Conditions& when, const Order& order, const BuyerRecord& buyer,
                    Instant at) {
    const Address& address = address_of(order);
    const std::string& locale = order.buyer.locale;
    const auto is_spoken = [&](const std::string& wanted) { return speaks(locale, wanted); };
    std::string reason = refused_word("country", address.country, when.country);
    const auto next = [&](auto judge) {
        if (reason.empty()) reason = judge();
    };
    next([&] { return refused_subdivision(when, address, buyer); });
    next([&] { return refused_word("platform", order.platform, when.platform); });
    next([&] { return refused_word("account", order.account, when.account); });
    next([&] { return refused_word("marketplace", order.marketplace, when.marketplace); });
    next([&] { return refused_list("language", locale, when.language, is_spoken); });
    next([&] { return refused_total(when, order); });
    next([&] { return refused_items("SKU", when.item_sku, order, &Item::sku); });
    next([&] { return refused_items("title", when.item_title, order, &Item::title); });
    next([&] { return refused_quantity(when, order); });
    next([&] { return refused_tags(when, order); });
    next([&] {
        const std::string& carrier = order.shipment.carrier;
        return refused_list("carrier", carrier, when.carrier, [&](const std::string& pattern) {
            return !carrier.empty() && is_like(carrier, pattern);
        });
    });
    next([&] { return refused_buyer(when, order, buyer); });
    next([&] { return refused_review(when, order.review); });
    next([&] { return refused_days(when, order, at); });
    next([&] { return refused_nested(when, order, buyer, at); });
    return reason;
}

std::string in_words(const Conditions& when) {
    std::string text;
    const auto add = [&](std::string_view what, const std::string& values) {
        if (values.empty()) return;
        if (!text.empty()) text += " and ";
        text += std::string{what} + ' ' + values;
    };
    add("country", in_a_row(when.country));
    add("subdivision", in_a_row(when.subdivision));
    add("language", in_a_row(when.language));
    add("platform", in_a_row(when.platform));
    add("account", in_a_row(when.account));
    add("marketplace", in_a_row(when.marketplace));
    add("carrier", in_a_row(when.carrier));
    add("tags", in_a_row(when.tags));
    add("an item's SKU like", in_a_row(when.item_sku));
    add("an item's title like", in_a_row(when.item_title));
    add("a review that is", in_a_row(when.sentiment));
    add("consent to e-mail", in_a_row(when.email_consent));
    add("consent to SMS", in_a_row(when.sms_consent));
    add("quantity", in_words(when.quantity));
    add("rating", in_words(when.rating));
    add("buyers' orders", in_words(when.orders));
    add("total", in_words(when.total_from, when.total_below));
    add("buyers who spent", in_words(when.spent_from, when.spent_below));
    for (const auto& [stage, days] : when.days_in)
        add("days in " + std::string{name(stage)}, in_words(days));
    for (const Conditions& each : when.all) add("all of", '(' + in_words(each) + ')');
    std::string either;
    for (const Conditions& each : when.any)
        either += (either.empty() ? "(" : " or (") + in_words(each) + ')';
    add("any of", either);
    for (const Conditions& each : when.none) add("not", '(' + in_words(each) + ')');
    return text;
}

std::string_view consent_word(Consent consent) {
    return consent == Consent::granted  ? "granted"
           : consent == Consent::denied ? "denied"
                                        : "unknown";
}

bool asks_for_buyer(const Conditions& when) {
    const auto nested = [](const std::vector<Conditions>& each) {
        return std::any_of(each.begin(), each.end(), asks_for_buyer);
    };
    return !when.orders.any() || !when.spent_from.empty() || !when.spent_below.empty() ||
           nested(when.all) || nested(when.any) || nested(when.none);
}

std::string sentiment_of(const Review& review) {
    if (!review.sentiment.empty() || review.rating == 0) return review.sentiment;
    return review.rating > 3 ? "positive" : review.rating == 3 ? "neutral" : "negative";
}

bool is_like(std::string_view text, std::string_view pattern) {
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = std::string_view::npos;  // the newest *, and where its run began
    std::size_t run = 0;
    while (at < text.size()) {
        if (in < pattern.size() && pattern[in] == '*') {
            star = in++;
            run = at;
        } else if (in < pattern.size() && lower(pattern[in]) == lower(text[at])) {
            ++in;
            ++at;
        } else if (star != std::string_view::npos) {
            in = star + 1;
            at = ++run;
        } else {
            return false;
        }
    }
    while (in < pattern.size() && pattern[in] == '*') ++in;
    return in == pattern.size();
}

}  // namespace vesper
