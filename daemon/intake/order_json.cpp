#include "daemon/intake/order_json.hpp"

#include "daemon/intake/json_reader.hpp"
#include "rules/check.hpp"

#include <algorithm>

namespace vesper {

using nlohmann::json;

namespace {

/// The longest an order may grow: one source of truth for reading events and for reading our own
/// record.
constexpr std::size_t items_max = 500;
constexpr std::size_t deadlines_max = 20;

Address read_address(const JsonReader& in) {
    Address address;
    in.country("country", address.country);
    in.text("region", address.region, 100);
    in.text("city", address.city, 200);
    in.text("postal", address.postal, 20);
    in.text("recipient", address.recipient, 200);
    in.degrees("lat", address.lat, 90);
    in.degrees("lon", address.lon, 180);
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
}

void read_buyer(const JsonReader& in, Buyer& buyer) {
    in.id("id", buyer.id);
    in.text("name", buyer.name, 200);
    in.text("given_name", buyer.given_name, 200);
    in.text("email", buyer.email, 320);
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
        location.country("country", shipment.location_country);
        location.text("city", shipment.location_city, 200);
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

void put(json& into, const char* member, const std::string& text) {
    if (!text.empty()) into[member] = text;
}

void put(json& into, const char* member, const std::optional<Instant>& at) {
    if (at) into[member] = to_string(*at);
}

void put(json& into, const char* member, json inner) {
    if (!inner.empty()) into[member] = std::move(inner);
}

json address_json(const Address& address) {
    json out = json::object();
    put(out, "country", address.country);
    put(out, "region", address.region);
    put(out, "city", address.city);
    put(out, "postal", address.postal);
    put(out, "recipient", address.recipient);
    if (address.lat) out["lat"] = *address.lat;
    if (address.lon) out["lon"] = *address.lon;
    return out;
}

json header_json(const Order& order) {
    json out = json::object();
    put(out, "key", order.key);
    put(out, "id", order.id);
    put(out, "platform", order.platform);
    put(out, "account", order.account);
    put(out, "marketplace", order.marketplace);
    put(out, "number", order.number);
    put(out, "status_raw", order.status_raw);
    put(out, "placed_at", order.placed_at);
    put(out, "paid_at", order.paid_at);
    put(out, "cancelled_at", order.cancelled_at);
    put(out, "updated_at", order.updated_at);
    put(out, "cancel_reason", order.cancel_reason);
    put(out, "currency", order.currency);
    if (order.total) out["total"] = to_string(*order.total);
    if (order.test) out["test"] = true;
    put(out, "url", order.url);
    return out;
}

const char* word(Consent consent) {
    return consent == Consent::granted ? "granted" : "denied";
}

json buyer_json(const Buyer& buyer) {
    json out = json::object();
    put(out, "id", buyer.id);
    put(out, "name", buyer.name);
    put(out, "given_name", buyer.given_name);
    put(out, "email", buyer.email);
    put(out, "phone", buyer.phone);
    put(out, "locale", buyer.locale);
    json consent = json::object();
    if (buyer.email_marketing != Consent::unknown)
        consent["email_marketing"] = word(buyer.email_marketing);
    if (buyer.sms_marketing != Consent::unknown)
        consent["sms_marketing"] = word(buyer.sms_marketing);
    put(out, "consent", std::move(consent));
    return out;
}

json shipment_json(const Shipment& shipment) {
    json out = json::object();
    put(out, "id", shipment.id);
    put(out, "carrier", shipment.carrier);
    put(out, "tracking_number", shipment.tracking_number);
    put(out, "url", shipment.url);
    put(out, "status_raw", shipment.status_raw);
    put(out, "eta_from", shipment.eta_from);
    put(out, "eta_until", shipment.eta_until);
    json location = json::object();
    put(location, "country", shipment.location_country);
    put(location, "city", shipment.location_city);
    put(out, "location", std::move(location));
    return out;
}

json aftersale_json(const Order& order, const char* which) {
    json out = json::object();
    if (which == std::string_view("review")) {
        put(out, "target", order.review.target);
        if (order.review.rating) out["rating"] = order.review.rating;
        put(out, "sentiment", order.review.sentiment);
        put(out, "text", order.review.text);
    } else if (which == std::string_view("refund")) {
        put(out, "id", order.refund.id);
        if (order.refund.amount) out["amount"] = to_string(*order.refund.amount);
        put(out, "currency", order.refund.currency);
        put(out, "reason", order.refund.reason);
        if (order.refund.full) out["full"] = true;
    } else {
        put(out, "id", order.dispute.id);
        put(out, "kind", order.dispute.kind);
        put(out, "status", order.dispute.status);
        put(out, "reason", order.dispute.reason);
        put(out, "due_at", order.dispute.due_at);
    }
    return out;
}

json lists_json(const Order& order, json out) {
    for (const Item& item : order.items) {
        json row = json::object();
        put(row, "sku", item.sku);
        put(row, "title", item.title);
        put(row, "product_id", item.product_id);
        row["quantity"] = item.quantity;
        out["items"].push_back(std::move(row));
    }
    for (const Deadline& deadline : order.deadlines) {
        out["deadline"].push_back({{"kind", name(deadline.kind)}, {"at", to_string(deadline.at)}});
    }
    for (const auto& [stage, at] : order.facts)
        out["facts"][std::string(name(stage))] = to_string(at);
    return out;
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
    json out = json::object();
    out["order"] = header_json(order);
    put(out, "buyer", buyer_json(order.buyer));
    put(out, "ship_to", address_json(order.ship_to));
    put(out, "bill_to", address_json(order.bill_to));
    put(out, "timezone", order.timezone);
    put(out, "shipment", shipment_json(order.shipment));
    for (const char* which : {"review", "refund", "dispute"})
        put(out, which, aftersale_json(order, which));
    out = lists_json(order, std::move(out));
    for (const auto& [source, sequence] : order.sequences) out["sequences"][source] = sequence;
    if (order.redacted) out["redacted"] = true;
    return out.dump();
}

Order order_from_json(const std::string& text) {
    ParsedJson parsed = parse_json(text);
    VESPER_CHECK(parsed.problem.empty() && parsed.value.is_object(),
                 "an order record is JSON of ours");
    std::vector<Problem> problems;
    const JsonReader data{parsed.value, "", problems};
    Order order = read_order(data);
    data.boolean("redacted", order.redacted);
    data.object("sequences", [&](const JsonReader& in) {
        for (const std::string& source : in.members())
            in.text(source.c_str(), order.sequences[source]);
    });
    VESPER_CHECK(problems.empty(), "an order record reads back without problems");
    return order;
}

}  // namespace vesper
