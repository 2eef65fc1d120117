#include "rules/event.hpp"

#include <algorithm>
#include <tuple>

namespace vesper {

namespace {

/// How a statement meets what is known: a newer one replaces, an older one only fills gaps.
enum class Meeting { replaces, fills };

void merge(std::string& known, const std::string& said, Meeting meeting) {
    if (!said.empty() && (known.empty() || meeting == Meeting::replaces)) known = said;
}

template <class T>
void merge(std::optional<T>& known, const std::optional<T>& said, Meeting meeting) {
    if (said && (!known || meeting == Meeting::replaces)) known = said;
}

void merge(Consent& known, Consent said, Meeting meeting) {
    if (said != Consent::unknown && (known == Consent::unknown || meeting == Meeting::replaces))
        known = said;
}

void merge(Address& known, const Address& said, Meeting meeting) {
    if (known.empty() || (meeting == Meeting::replaces && !said.country.empty())) {
        if (!said.empty()) known = said;
        return;
    }
    if (meeting == Meeting::fills) return;  // parts of two addresses make a third that is nobody's
    merge(known.region, said.region, meeting);
    merge(known.city, said.city, meeting);
    merge(known.postal, said.postal, meeting);
    merge(known.recipient, said.recipient, meeting);
    if (said.lat && said.lon) {
        known.lat = said.lat;
        known.lon = said.lon;
    }
}

void merge(Buyer& known, const Buyer& said, Meeting meeting) {
    merge(known.id, said.id, meeting);
    merge(known.name, said.name, meeting);
    merge(known.given_name, said.given_name, meeting);
    merge(known.email, said.email, meeting);
    merge(known.phone, said.phone, meeting);
    merge(known.locale, said.locale, meeting);
    merge(known.email_marketing, said.email_marketing, meeting);
    merge(known.sms_marketing, said.sms_marketing, meeting);
}

/// Whether both name a thing and the names differ.
bool another(const std::string& known, const std::string& said) {
    return !known.empty() && !said.empty() && known != said;
}

/// True when `said` is about another thing than `known`: then it replaces it whole or not at all.
template <class Thing>
bool settled_as_another(Thing& known, const Thing& said, bool differs, Meeting meeting) {
    if (differs && meeting == Meeting::replaces) known = said;
    return differs;
}

void merge(Shipment& known, const Shipment& said, Meeting meeting) {
    const bool differs =
        another(known.id, said.id) || another(known.tracking_number, said.tracking_number);
    if (settled_as_another(known, said, differs, meeting)) return;
    merge(known.id, said.id, meeting);
    merge(known.carrier, said.carrier, meeting);
    merge(known.tracking_number, said.tracking_number, meeting);
    merge(known.url, said.url, meeting);
    merge(known.status_raw, said.status_raw, meeting);
    merge(known.eta_from, said.eta_from, meeting);
    merge(known.eta_until, said.eta_until, meeting);
    merge(known.location_country, said.location_country, meeting);
    merge(known.location_city, said.location_city, meeting);
}

void merge(std::vector<Deadline>& known, const std::vector<Deadline>& said, Meeting meeting) {
    for (const Deadline& deadline : said) {
        const auto same = std::find_if(known.begin(), known.end(), [&](const Deadline& one) {
            return one.kind == deadline.kind;
        });
        if (same == known.end())
            known.push_back(deadline);
        else if (meeting == Meeting::replaces)
            *same = deadline;
    }
}

void merge(Review& known, const Review& said, Meeting meeting) {
    merge(known.target, said.target, meeting);
    if (said.rating != 0 && (known.rating == 0 || meeting == Meeting::replaces))
        known.rating = said.rating;
    merge(known.sentiment, said.sentiment, meeting);
    merge(known.text, said.text, meeting);
}

void merge(Refund& known, const Refund& said, Meeting meeting) {
    if (settled_as_another(known, said, another(known.id, said.id), meeting)) return;
    merge(known.id, said.id, meeting);
    merge(known.amount, said.amount, meeting);
    merge(known.currency, said.currency, meeting);
    merge(known.reason, said.reason, meeting);
    known.full = known.full || said.full;
}

void merge(Dispute& known, const Dispute& said, Meeting meeting) {
    if (settled_as_another(known, said, another(known.id, said.id), meeting)) return;
    merge(known.id, said.id, meeting);
    merge(known.kind, said.kind, meeting);
    merge(known.status, said.status, meeting);
    merge(known.reason, said.reason, meeting);
    merge(known.due_at, said.due_at, meeting);
}

/// Everything but facts, versions and `redacted`.
void merge(Order& known, const Order& said, Meeting meeting) {
    // Which order this is does not change, whatever a later event calls it.
    merge(known.key, said.key, Meeting::fills);
    merge(known.id, said.id, Meeting::fills);
    merge(known.platform, said.platform, Meeting::fills);
    merge(known.account, said.account, Meeting::fills);
    merge(known.marketplace, said.marketplace, meeting);
    merge(known.number, said.number, meeting);
    merge(known.status_raw, said.status_raw, meeting);
    merge(known.placed_at, said.placed_at, meeting);
    merge(known.paid_at, said.paid_at, meeting);
    merge(known.cancelled_at, said.cancelled_at, meeting);
    merge(known.cancel_reason, said.cancel_reason, meeting);
    merge(known.currency, said.currency, meeting);
    merge(known.total, said.total, meeting);
    known.test = known.test || said.test;
    merge(known.url, said.url, meeting);
    if (!said.tags.empty() && (known.tags.empty() || meeting == Meeting::replaces))
        known.tags = said.tags;
    if (!said.items.empty() && (known.items.empty() || meeting == Meeting::replaces))
        known.items = said.items;
    merge(known.buyer, said.buyer, meeting);
    merge(known.ship_to, said.ship_to, meeting);
    merge(known.bill_to, said.bill_to, meeting);
    merge(known.timezone, said.timezone, meeting);
    merge(known.shipment, said.shipment, meeting);
    merge(known.deadlines, said.deadlines, meeting);
    merge(known.review, said.review, meeting);
    merge(known.refund, said.refund, meeting);
    merge(known.dispute, said.dispute, meeting);
}

/// What a person could be known by, or wrote. Ids, amounts, dates and stages stay.
void erase_personal(Order& order) {
    order.buyer = {};
    order.ship_to = {};
    order.bill_to = {};
    order.timezone.clear();
    order.url.clear();
    order.tags.clear();
    order.shipment = {};
    order.cancel_reason.clear();
    order.review.text.clear();
    order.refund.reason.clear();
    order.dispute.reason.clear();
}

bool is_older(const Order& before, const Event& event) {
    if (before.updated_at && event.said.updated_at)
        return *event.said.updated_at < *before.updated_at;
    const auto newest = before.sequences.find(event.source);
    return !event.sequence.empty() && newest != before.sequences.end() &&
           event.sequence < newest->second;
}

void take_version(Order& order, const Event& event) {
    const auto& updated_at = event.said.updated_at;
    if (updated_at && (!order.updated_at || *order.updated_at < *updated_at))
        order.updated_at = updated_at;
    if (event.sequence.empty()) return;
    std::string& newest = order.sequences[event.source];
    newest = std::max(newest, event.sequence);
}

/// Every stage the event states, with its instant.
std::vector<Reached> stated(const Event& event, bool superseded) {
    std::vector<Reached> stages;
    if (event.kind == Event::Kind::stage && event.stage)
        stages.push_back({*event.stage, event.time});
    if (event.kind == Event::Kind::snapshot)
        for (const auto& [stage, at] : event.said.facts) stages.push_back({stage, at});
    // An older change says nothing about a review that may have been removed since.
    if (event.kind == Event::Kind::review_changed && !superseded)
        stages.push_back({Stage::review, event.time});
    if (event.said.cancelled_at) stages.push_back({Stage::cancelled, *event.said.cancelled_at});
    return stages;
}

/// The parcel's newest news; a tracker's late report of old news is none.
void note_parcel_news(Order& order, const std::vector<Reached>& stages) {
    for (const Reached& one : stages)
        if (is_parcel_stage(one.stage))
            order.parcel_news_at = std::max(order.parcel_news_at.value_or(one.at), one.at);
}

/// Notes the stages in the record; answers those it did not know, in order of time.
std::vector<Reached> reach(Order& order, const std::vector<Reached>& stages) {
    std::vector<Reached> reached;
    for (const Reached& one : stages) {
        const auto [fact, is_new] = order.facts.emplace(one.stage, one.at);
        if (is_new)
            reached.push_back(one);
        else
            fact->second = std::min(fact->second, one.at);
    }
    // One event may state a stage twice (`cancelled` and `cancelled_at`): the earlier counts.
    for (Reached& one : reached) one.at = order.facts.at(one.stage);
    std::sort(reached.begin(), reached.end(), [](const Reached& a, const Reached& b) {
        return std::tie(a.at, a.stage) < std::tie(b.at, b.stage);
    });
    return reached;
}

/// Whether what a plan was computed from differs.
bool has_moved(const Order& before, const Order& after) {
    const auto evidence = [](const Order& order) {
        return std::tie(order.ship_to, order.bill_to, order.timezone, order.buyer.locale,
                        order.buyer.phone, order.deadlines, order.dispute.due_at);
    };
    return evidence(before) != evidence(after);
}

}  // namespace

Folded fold(const Order* before, const Event& event) {
    Folded folded;
    if (before) folded.order = *before;
    folded.superseded = before && is_older(*before, event);
    Order& order = folded.order;
    const Meeting meeting = folded.superseded ? Meeting::fills : Meeting::replaces;

    if (event.kind == Event::Kind::review_changed && !folded.superseded) order.review = {};
    merge(order, event.said, meeting);
    if (event.kind == Event::Kind::review_removed && !folded.superseded) {
        order.review = {};
        order.facts.erase(Stage::review);
    }
    order.redacted = order.redacted || event.kind == Event::Kind::redacted;
    if (order.redacted) erase_personal(order);
    take_version(order, event);
    const std::vector<Reached> stages = stated(event, folded.superseded);
    note_parcel_news(order, stages);
    folded.reached = reach(order, stages);

    folded.moved = before && has_moved(*before, order);
    folded.changed = !before || order != *before;
    return folded;
}

}  // namespace vesper
