#include "daemon/intake/order_json.hpp"

#include "daemon/intake/json_reader.hpp"
#include "rules/ascii.hpp"
#include "rules/check.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace vesper {

namespace {

/// The longest an order may grow: one source of truth for reading events and for reading our own
/// record.
constexpr std::size_t items_max = 500;
constexpr std::size_t deadlines_max = 20;
constexpr std::size_t tags_max = 100;

Address read_address(const JsonReader& in) {
    Address address;
    in.text("region", address.region, 100);
    in.text("city", address.city, 200);
    in.text("postal", address.postal, 20);
    in.text("recipient", address.recipient, 200);
    in.degrees("lat", address.lat, 90);
    in.degrees("lon", address.lon, 180);
    in.country("country", address);
    if (address.lat.has_value() != address.lon.has_value())
        in.problem("lat", "lat and lon go together");
    return address;
}

void read_consent(const JsonReader& in, const char* member, Consent& into) {
    std::string word;
    in.text(member, word, 20);
    if (word == "granted") {
        into = Consent::granted;
    } else if (word == "denied") {
        into = Consent::denied;
    } else if (!word.empty() && word != "unknown") {
        in.problem(member, "must be granted, denied or unknown");
    }
}

void read_header(const JsonReader& in, Order& order) {
    in.id("key", order.key);
    in.id("id", order.id, 64);
    in.id("platform", order.platform, 32);
    in.id("account", order.account, 120);
    in.id("marketplace", order.marketplace, 64);
    in.id("number", order.number, 64);
    in.text("status_raw", order.status_raw, 200);
    in.instant("placed_at", order.placed_at);
    in.instant("paid_at", order.paid_at);
    in.instant("cancelled_at", order.cancelled_at);
    in.instant("updated_at", order.updated_at);
    in.text("cancel_reason", order.cancel_reason, 200);
    in.currency("currency", order.currency);
    in.decimal("total", order.total);
    in.boolean("test", order.test);
    in.text("url", order.url, 2000);
    in.texts("tags", order.tags, tags_max, 100);
}

void read_buyer(const JsonReader& in, Buyer& buyer) {
    in.id("id", buyer.id);
    in.text("name", buyer.name, 200);
    in.text("given_name", buyer.given_name, 200);
    in.text("email", buyer.email, 320);
    buyer.email = std::string{trimmed(buyer.email)};
    in.text("phone", buyer.phone, 50);
    in.locale("locale", buyer.locale);
    in.object("consent", [&](const JsonReader& consent) {
        read_consent(consent, "email_marketing", buyer.email_marketing);
        read_consent(consent, "sms_marketing", buyer.sms_marketing);
    });
}

void read_shipment(const JsonReader& in, Shipment& shipment) {
    in.id("id", shipment.id);
    in.text("carrier", shipment.carrier, 100);
    in.id("tracking_number", shipment.tracking_number, 100);
    in.text("url", shipment.url, 2000);
    in.text("status_raw", shipment.status_raw, 200);
    in.instant("eta_from", shipment.eta_from);
    in.instant("eta_until", shipment.eta_until);
    in.object("location", [&](const JsonReader& location) {
        Address place;
        location.text("city", place.city, 200);
        location.country("country", place);
        shipment.location_country = std::move(place.country);
        shipment.location_city = std::move(place.city);
    });
}

void read_deadline(const JsonReader& in, Order& order) {
    std::string word;
    std::optional<Instant> at;
    in.text("kind", word, 40);
    std::replace(word.begin(), word.end(), '_', '-');
    in.instant("at", at);
    const auto kind = deadline_named(word);
    if (!kind) {
        return in.problem("kind",
                          "must be one of pay, ship, deliver, confirm-receipt, review-opens, "
                          "review-closes, dispute-reply");
    }
    if (!at) return in.problem("at", "is required");
    order.deadlines.push_back({*kind, *at});
}

void read_review(const JsonReader& in, Review& review) {
    in.text("target", review.target, 20);
    std::int64_t rating = 0;
    in.integer("rating", rating, 1, 5);
    review.rating = static_cast<int>(rating);
    in.text("sentiment", review.sentiment, 20);
    if (!review.sentiment.empty() && review.sentiment != "positive" &&
        review.sentiment != "neutral" && review.sentiment != "negative") {
        in.problem("sentiment", "must be positive, neutral or negative");
    }
    in.text("text", review.text, 10000);
}

void read_facts(const JsonReader& in, Order& order) {
    for (const std::string& member : in.members()) {
        std::string name = member;
        std::replace(name.begin(), name.end(), '_', '-');
        const auto stage = stage_named(name);
        if (!stage) {
            in.problem(member.c_str(), "is not a stage");
            continue;
        }
        std::optional<Instant> at;
        in.instant(member.c_str(), at);
        if (at) order.facts[*stage] = *at;
    }
}

/// One object, written at the end of a text. What is not known is left out, and so is an object
/// in which nothing is known.
class Writer {
public:
    explicit Writer(std::string& out) : out_(out) {}

    void text(std::string_view member, std::string_view value) {
        if (!value.empty()) append_json_string(begin(member), value);
    }
    void texts(std::string_view member, const std::vector<std::string>& values) {
        if (values.empty()) return;
        std::string& out = begin(member);
        for (std::size_t i = 0; i < values.size(); ++i) {
            out += i == 0 ? '[' : ',';
            append_json_string(out, values[i]);
        }
        out += ']';
    }
    void instant(std::string_view member, const std::optional<Instant>& at) {
        if (at) text(member, to_string(*at));
    }
    void decimal(std::string_view member, const std::optional<Decimal>& value) {
        if (value) text(member, to_string(*value));
    }
    void degrees(std::string_view member, const std::optional<double>& value) {
        std::array<char, 32> digits{};
        if (!value) return;  // the shortest digits that read back as the same number
        const auto end = std::to_chars(digits.begin(), digits.end(), *value).ptr;
        begin(member).append(digits.begin(), end);
    }
    void number(std::string_view member, std::int64_t value) {
        begin(member) += std::to_string(value);
    }
    void flag(std::string_view member, bool value) {
        if (value) begin(member) += "true";
    }
    template <class Write>
    void object(std::string_view member, Write write) {
        const std::size_t before = out_.size();
        const bool first = first_;
        begin(member) += '{';
        const std::size_t empty = out_.size();
        write(Writer{out_});
        if (out_.size() > empty) {
            out_ += '}';
        } else {
            out_.resize(before);
            first_ = first;
        }
    }
    template <class List, class Write>
    void each(std::string_view member, const List& list, Write write) {
        if (list.empty()) return;
        begin(member);
        char before = '[';
        for (const auto& one : list) {
            out_ += before;
            out_ += '{';
            write(Writer{out_}, one);
            out_ += '}';
            before = ',';
        }
        out_ += ']';
    }

private:
    std::string& begin(std::string_view member) {
        if (!first_) out_ += ',';
        first_ = false;
        append_json_string(out_, member);
        return out_ += ':';
    }

    std::string& out_;
    bool first_ = true;
};

void write_header(Writer out, const Order& order) {
    out.text("key", order.key);
    out.text("id", order.id);
    out.text("platform", order.platform);
    out.text("account", order.account);
    out.text("marketplace", order.marketplace);
    out.text("number", order.number);
    out.text("status_raw", order.status_raw);
    out.instant("placed_at", order.placed_at);
    out.instant("paid_at", order.paid_at);
    out.instant("cancelled_at", order.cancelled_at);
    out.instant("updated_at", order.updated_at);
    out.text("cancel_reason", order.cancel_reason);
    out.text("currency", order.currency);
    out.decimal("total", order.total);
    out.flag("test", order.test);
    out.text("url", order.url);
    out.texts("tags", order.tags);
}

std::string_view word(Consent consent) {
    switch (consent) {
        case Consent::granted:
            return "granted";
        case Consent::denied:
            return "denied";
        case Consent::unknown:
            return "";
    }
    return "";
}

void write_buyer(Writer out, const Buyer& buyer) {
    out.text("id", buyer.id);
    out.text("name", buyer.name);
    out.text("given_name", buyer.given_name);
    out.text("email", buyer.email);
    out.text("phone", buyer.phone);
    out.text("locale", buyer.locale);
    out.object("consent", [&](Writer consent) {
        consent.text("email_marketing", word(buyer.email_marketing));
        consent.text("sms_marketing", word(buyer.sms_marketing));
    });
}

void write_address(Writer out, const Address& address) {
    out.text("country", address.country);
    out.text("region", address.region);
    out.text("city", address.city);
    out.text("postal", address.postal);
    out.text("recipient", address.recipient);
    out.degrees("lat", address.lat);
    out.degrees("lon", address.lon);
}

void write_shipment(Writer out, const Shipment& shipment) {
    out.text("id", shipment.id);
    out.text("carrier", shipment.carrier);
    out.text("tracking_number", shipment.tracking_number);
    out.text("url", shipment.url);
    out.text("status_raw", shipment.status_raw);
    out.instant("eta_from", shipment.eta_from);
    out.instant("eta_until", shipment.eta_until);
    out.object("location", [&](Writer location) {
        location.text("country", shipment.location_country);
        location.text("city", shipment.location_city);
    });
}

void write_review(Writer out, const Review& review) {
    out.text("target", review.target);
    if (review.rating != 0) out.number("rating", review.rating);
    out.text("sentiment", review.sentiment);
    out.text("text", review.text);
}

void write_refund(Writer out, const Refund& refund) {
    out.text("id", refund.id);
    out.decimal("amount", refund.amount);
    out.text("currency", refund.currency);
    out.text("reason", refund.reason);
    out.flag("full", refund.full);
}

void write_dispute(Writer out, const Dispute& dispute) {
    out.text("id", dispute.id);
    out.text("kind", dispute.kind);
    out.text("status", dispute.status);
    out.text("reason", dispute.reason);
    out.instant("due_at", dispute.due_at);
}

void write_order(Writer out, const Order& order) {
    out.object("order", [&](Writer in) { write_header(in, order); });
    out.each("items", order.items, [](Writer in, const Item& item) {
        in.text("sku", item.sku);
        in.text("title", item.title);
        in.text("product_id", item.product_id);
        in.number("quantity", item.quantity);
    });
    out.object("buyer", [&](Writer in) { write_buyer(in, order.buyer); });
    out.object("ship_to", [&](Writer in) { write_address(in, order.ship_to); });
    out.object("bill_to", [&](Writer in) { write_address(in, order.bill_to); });
    out.text("timezone", order.timezone);
    out.object("shipment", [&](Writer in) { write_shipment(in, order.shipment); });
    out.each("deadline", order.deadlines, [](Writer in, const Deadline& deadline) {
        in.text("kind", name(deadline.kind));
        in.instant("at", deadline.at);
    });
    out.object("review", [&](Writer in) { write_review(in, order.review); });
    out.object("refund", [&](Writer in) { write_refund(in, order.refund); });
    out.object("dispute", [&](Writer in) { write_dispute(in, order.dispute); });
    out.object("facts", [&](Writer in) {
        for (const auto& [stage, at] : order.facts) in.instant(name(stage), at);
    });
    out.instant("parcel_news_at", order.parcel_news_at);
    out.object("sequences", [&](Writer in) {
        for (const auto& [source, sequence] : order.sequences) in.text(source, sequence);
    });
    out.flag("redacted", order.redacted);
}

}  // namespace

Order read_order(const JsonReader& data) {
    Order order;
    data.object("order", [&](const JsonReader& in) { read_header(in, order); });
    data.each("items", items_max, [&](const JsonReader& in) {
        Item item;
        in.id("sku", item.sku);
        in.text("title", item.title, 500);
        in.id("product_id", item.product_id);
        in.integer("quantity", item.quantity, 0, 1'000'000);
        order.items.push_back(std::move(item));
    });
    data.object("buyer", [&](const JsonReader& in) { read_buyer(in, order.buyer); });
    data.object("ship_to", [&](const JsonReader& in) { order.ship_to = read_address(in); });
    data.object("bill_to", [&](const JsonReader& in) { order.bill_to = read_address(in); });
    data.text("timezone", order.timezone, 64);
    data.object("shipment", [&](const JsonReader& in) { read_shipment(in, order.shipment); });
    data.each("deadline", deadlines_max, [&](const JsonReader& in) { read_deadline(in, order); });
    data.object("review", [&](const JsonReader& in) { read_review(in, order.review); });
    data.object("refund", [&](const JsonReader& in) {
        in.id("id", order.refund.id);
        in.decimal("amount", order.refund.amount);
        in.currency("currency", order.refund.currency);
        in.text("reason", order.refund.reason, 500);
        in.boolean("full", order.refund.full);
    });
    data.object("dispute", [&](const JsonReader& in) {
        in.id("id", order.dispute.id);
        in.id("kind", order.dispute.kind, 40);
        in.text("status", order.dispute.status, 100);
        in.text("reason", order.dispute.reason, 500);
        in.instant("due_at", order.dispute.due_at);
    });
    data.object("facts", [&](const JsonReader& in) { read_facts(in, order); });
    return order;
}

std::string to_json(const Order& order) {
    std::string out;
    out.reserve(1024);
    out += '{';
    write_order(Writer{out}, order);
    return out += '}';
}

Order order_from_json(const std::string& text) {
    const ParsedJson parsed = parse_json(text);
    VESPER_CHECK(parsed.problem.empty() && parsed.value.kind == JsonValue::Kind::object,
                 "an order record is JSON of ours");
    std::vector<Problem> problems;
    const JsonReader data{parsed.value, problems};
    Order order = read_order(data);
    data.boolean("redacted", order.redacted);
    data.instant("parcel_news_at", order.parcel_news_at);
    data.object("sequences", [&](const JsonReader& in) {
        for (const std::string& source : in.members())
            in.text(source.c_str(), order.sequences[source]);
    });
    VESPER_CHECK(problems.empty(), "an order record reads back without problems");
    return order;
}

}  // namespace vesper
