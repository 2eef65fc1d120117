// An order as the house knows it: the record folded from all events about it.
//
// Field meanings and limits are those of the canonical event (docs/events.md). Ids are text from
// the first byte to the last: real ones exceed 2^53. Empty text means "not known".
#pragma once

#include "rules/deadline.hpp"
#include "rules/instant.hpp"
#include "rules/money.hpp"
#include "rules/stage.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

enum class Consent { unknown, granted, denied };

struct Address {
    std::string country;  // ISO 3166-1 alpha-2, upper case
    std::string region;
    std::string city;
    std::string postal;
    std::string recipient;
    std::optional<double> lat;  // degrees, WGS 84
    std::optional<double> lon;
    friend bool operator==(const Address&, const Address&) = default;
    bool empty() const { return *this == Address{}; }
};

struct Buyer {
    std::string id;
    std::string name;
    std::string given_name;
    std::string email;
    std::string phone;
    std::string locale;  // BCP 47: "de-CH"
    Consent email_marketing = Consent::unknown;
    Consent sms_marketing = Consent::unknown;
    friend bool operator==(const Buyer&, const Buyer&) = default;
};

struct Item {
    std::string sku;
    std::string title;
    std::string product_id;
    std::int64_t quantity = 1;
    friend bool operator==(const Item&, const Item&) = default;
};

struct Shipment {
    std::string id;
    std::string carrier;
    std::string tracking_number;
    std::string url;
    std::string status_raw;
    std::optional<Instant> eta_from;
    std::optional<Instant> eta_until;
    std::string location_country;
    std::string location_city;
    friend bool operator==(const Shipment&, const Shipment&) = default;
};

struct Review {
    std::string target;     // seller, product
    int rating = 0;         // 1-5; 0 = not given
    std::string sentiment;  // positive, neutral, negative
    std::string text;
    friend bool operator==(const Review&, const Review&) = default;
};

struct Refund {
    std::string id;
    std::optional<Decimal> amount;
    std::string currency;
    std::string reason;
    bool full = false;
    friend bool operator==(const Refund&, const Refund&) = default;
};

struct Dispute {
    std::string id;
    std::string kind;  // chargeback, inquiry, a_to_z, platform
    std::string status;
    std::string reason;
    std::optional<Instant> due_at;
    friend bool operator==(const Dispute&, const Dispute&) = default;
};

struct Order {
    std::string key;  // "<platform>/<account>/<id>"
    std::string id;
    std::string platform;
    std::string account;
    std::string marketplace;
    std::string number;  // shown to the buyer: "#1030"
    std::string status_raw;
    std::optional<Instant> placed_at;
    std::optional<Instant> paid_at;
    std::optional<Instant> cancelled_at;
    std::optional<Instant> updated_at;  // the provider's version of the order
    std::string cancel_reason;
    std::string currency;  // ISO 4217
    std::optional<Decimal> total;
    bool test = false;  // a test order never reaches a buyer
    std::string url;
    std::vector<std::string> tags;  // as the shop's system has them
    std::vector<Item> items;
    Buyer buyer;
    Address ship_to;
    Address bill_to;
    std::string timezone;  // the buyer's own zone (IANA), where the shop knows it
    Shipment shipment;
    std::vector<Deadline> deadlines;
    Review review;
    Refund refund;
    Dispute dispute;
    std::map<Stage, Instant>
        facts;  // every stage reached, with the earliest instant it was known for
    std::optional<Instant> parcel_news_at;  // the newest news of the parcel, of whatever stage
    std::map<std::string, std::string>
        sequences;          // newest `sequence` seen, by event source; compared as text
    bool redacted = false;  // personal data erased on request; nothing may be planned
    friend bool operator==(const Order&, const Order&) = default;
};

/// The stage an order stands at for people: the fact with the latest instant, ties by enumeration.
std::optional<Stage> current_stage(const Order& order);

/// When the order's deadline of this kind is; a dispute's own `due_at` is its reply's, where no
/// deadline says so.
std::optional<Instant> deadline_of(const Order& order, DeadlineKind kind);

/// Where the buyer is: the shipping address, or the billing address where that names no country.
const Address& address_of(const Order& order);

/// Who the buyer is over all orders: the platform's id, else the address without regard to case.
/// An order that knows neither is a buyer of its own.
std::string buyer_key(const Order& order);

/// "<platform>/<account>/<id>".
std::string order_key(const std::string& platform, const std::string& account,
                      const std::string& id);

}  // namespace vesper
