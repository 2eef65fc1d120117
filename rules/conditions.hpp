// `when`: what must hold of an order, and of its buyer, for a rule to apply.
//
// Conditions are values; judging them is pure. What is not known never matches, and every refusal
// is a sentence that names what the order is and what the rule asks for.
#pragma once

#include "rules/money.hpp"
#include "rules/order.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

/// Amounts by currency. A currency that is not listed does not match.
using Amounts = std::map<std::string, Decimal>;

/// Whole numbers, `from` included, `below` not.
struct Between {
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> below;
    bool any() const { return !from && !below; }
    bool holds(std::int64_t value) const {
        return (!from || value >= *from) && (!below || value < *below);
    }
    friend bool operator==(const Between&, const Between&) = default;
};

/// What is known of a buyer beside the record of the order at hand.
///
/// The sums are of all of the buyer's orders, this one included: who buys for resale, and who comes
/// for the first time. Cancelled and test orders do not count. The subdivision is the one that
/// windows, calendars and laws go by (scheduler/subdivision): shops write a state by its code, by
/// its name or not at all, and the tables that tell are not ours.
struct BuyerRecord {
    int orders = 0;
    Amounts spent{};            // by currency, of orders that were paid
    std::string subdivision{};  // "US-CA", of address_of(order); empty: not known
    friend bool operator==(const BuyerRecord&, const BuyerRecord&) = default;
};

/// Every condition that is present must hold; an empty list asks nothing.
struct Conditions {
    std::vector<std::string> country;      // alpha-2
    std::vector<std::string> subdivision;  // ISO 3166-2: "US-CA"
    std::vector<std::string> language;     // primary subtags or full tags: "pt", "pt-BR"
    std::vector<std::string> platform;
    std::vector<std::string> account;
    std::vector<std::string> marketplace;
    std::vector<std::string> carrier;        // patterns: "DHL*"
    std::vector<std::string> tags;           // one of them
    std::vector<std::string> item_sku;       // patterns: "LED-*"; one item matches one of them
    std::vector<std::string> item_title;     // likewise
    std::vector<std::string> sentiment;      // of the review
    std::vector<std::string> email_consent;  // granted, denied, unknown
    std::vector<std::string> sms_consent;    // likewise
    Amounts total_from;
    Amounts total_below;
    Amounts spent_from;  // by this buyer, with this shop
    Amounts spent_below;
    Between quantity;                  // pieces in the order
    Between rating;                    // of the review, 1-5
    Between orders;                    // of this buyer with this shop, this one included
    std::map<Stage, Between> days_in;  // whole days since the order came to the stage
    std::vector<Conditions> all;       // every one holds
    std::vector<Conditions> any;       // one of them holds
    std::vector<Conditions> none;      // `not`: none of them holds
    friend bool operator==(const Conditions&, const Conditions&);
};

/// The first condition that does not hold at `at`, in words; empty: all hold.
std::string refused(const Conditions& when, const Order& order, const BuyerRecord& buyer,
                    Instant at);

/// Whether judging them needs the buyer's record, which is not free to come by.
bool asks_for_buyer(const Conditions& when);

/// "positive" (4 and 5 stars), "neutral" (3) or "negative" where the review says only a number.
std::string sentiment_of(const Review& review);

/// Whether `text` is like `pattern`, in which * stands for any characters; case is ignored (ASCII).
bool is_like(std::string_view text, std::string_view pattern);

}  // namespace vesper
