#include "scheduler/buyer_zone.hpp"

#include "rules/spelling.hpp"
#include "scheduler/ladder.hpp"

namespace vesper {

namespace {

// Where shipping and billing disagree: more parcels go to their buyer than to somebody else.
constexpr double shipping_share = 0.6;

ZoneAnswer with_words(const ZoneFinding& finding, std::string reason) {
    ZoneAnswer answer;
    answer.grade = finding.grade;
    answer.rung = finding.rung;
    answer.reason = std::move(reason);
    for (const ClockSet::Entry& entry : finding.clocks) {
        answer.candidates.push_back({.zone = entry.zone->name(), .weight = entry.weight});
    }
    if (finding.grade != Grade::none) answer.zone = answer.candidates.front().zone;
    return answer;
}

ZoneEvidence evidence_of(const Address& address, const Order& order) {
    return {.country = address.country,
            .subdivision = address.region,
            .city = address.city,
            .postal = address.postal,
            .lat = address.lat,
            .lon = address.lon,
            .phone = order.buyer.phone,
            .timezone = order.timezone};
}

/// The same place, whoever lives there: most orders are paid where they are sent.
bool same_place(const Address& a, const Address& b) {
    return a.country == b.country && a.region == b.region && a.city == b.city &&
           a.postal == b.postal && a.lat == b.lat && a.lon == b.lon;
}

/// What the two addresses of an order say together; `reason` is the shipping address's.
ZoneFinding together(const ZoneFinding& shipping, const ZoneFinding& billing,
                     const std::string& billing_reason, const ZoneSnapshot& zones,
                     std::string& reason) {
    const ClockSet both = in_both(shipping.clocks, billing.clocks, zones);
    if (both.empty()) {
        // The message goes to the buyer, who may have sent a gift: neither address decides.
        const ClockSet all = either(shipping.clocks, shipping_share, billing.clocks, zones);
        reason = "shipping address (" + reason + ") and billing address (" + billing_reason +
                 ") keep different clocks: " + listing(all);
        const bool both_certain = shipping.clocks.certain() && billing.clocks.certain();
        return {
            .clocks = all, .grade = both_certain ? Grade::fair : Grade::weak, .rung = "addresses"};
    }
    if (shipping.clocks.certain() || both.size() == shipping.clocks.size()) return shipping;
    reason += "; the billing address leaves " + listing(both);
    return {
        .clocks = both, .grade = both.certain() ? Grade::fair : Grade::weak, .rung = "addresses"};
}

/// What the shop says of the order's tags; nothing if it says nothing.
std::optional<ZoneAnswer> by_tags(const Order& order, const Shop& shop, const ZoneSnapshot& zones) {
    if (shop.zone_of_tag.empty()) return std::nullopt;
    ClockSet told;
    std::string reason;
    for (const std::string& tag : order.tags) {
        const auto known = shop.zone_of_tag.find(tag);
        const Zone* zone = known == shop.zone_of_tag.end() ? nullptr : zones.find(known->second);
        if (zone == nullptr) continue;
        told.add(*zone, 1, zones);
        reason += (reason.empty() ? "the shop says: tag " : ", tag ") + quoted(tag) + " -> " +
                  zone->name();
    }
    if (told.empty()) return std::nullopt;
    told.settle();
    const Grade grade = told.certain() ? Grade::exact : Grade::fair;
    return with_words({.clocks = told, .grade = grade, .rung = "shop"}, std::move(reason));
}

}  // namespace

std::string_view name(Grade grade) {
    switch (grade) {
        case Grade::none:
            return "none";
        case Grade::weak:
            return "weak";
        case Grade::fair:
            return "fair";
        case Grade::strong:
            return "strong";
        case Grade::exact:
            return "exact";
    }
    return "none";
}

ZoneFinding find_zone(const ZoneEvidence& evidence, const ZoneSnapshot& zones) {
    const ZoneHints none;
    return Ladder(evidence, none, zones, nullptr).climb();
}

ZoneAnswer resolve_zone(const ZoneEvidence& evidence, const ZoneHints& hints,
                        const ZoneSnapshot& zones) {
    std::string reason;
    const ZoneFinding found = Ladder(evidence, hints, zones, &reason).climb();
    return with_words(found, std::move(reason));
}

ZoneAnswer resolve_zone(const ZoneEvidence& evidence, const ZoneSnapshot& zones) {
    return resolve_zone(evidence, ZoneHints{}, zones);
}

ZoneAnswer resolve_buyer(const Order& order, const Shop& shop, const ZoneSnapshot& zones) {
    if (auto told = by_tags(order, shop, zones)) return *std::move(told);
    const ZoneHints hints{.language = order.buyer.locale, .assumed = shop.doubt.zone};
    std::string reason;
    const ZoneEvidence shipping_address = evidence_of(order.ship_to, order);
    const ZoneFinding shipping = Ladder(shipping_address, hints, zones, &reason).climb();
    if (shipping.rung == "explicit" || order.bill_to.country.empty() ||
        same_place(order.bill_to, order.ship_to)) {
        return with_words(shipping, std::move(reason));
    }
    // The telephone is the buyer's, and is weighed once.
    ZoneEvidence billing_address = evidence_of(order.bill_to, order);
    if (!order.ship_to.country.empty()) billing_address.phone.clear();
    std::string billing_reason;
    const ZoneFinding billing = Ladder(billing_address, hints, zones, &billing_reason).climb();
    if (billing.grade == Grade::none) return with_words(shipping, std::move(reason));
    if (shipping.grade == Grade::none || order.ship_to.country.empty()) {
        return with_words(billing, "by the billing address: " + billing_reason);
    }
    const ZoneFinding found = together(shipping, billing, billing_reason, zones, reason);
    return with_words(found, std::move(reason));
}

}  // namespace vesper
