// A fact about an order, with a unique id and the time it happened; and how facts fold into the
// order.
#pragma once

#include "rules/order.hpp"

#include <string>
#include <vector>

namespace vesper {

/// What an event says, after validation. `said` carries only what the event states; empty = not
/// said.
struct Event {
    enum class Kind {
        stage,
        updated,
        snapshot,
        consent_changed,
        redacted,
        review_changed,
        review_removed
    };

    std::string source;    // CloudEvents source, "shopify:/my-shop.myshopify.com"
    std::string id;        // unique within the source
    std::string type;      // "vesper.order.paid.v1"
    std::string sequence;  // provider's version, compared as text; may be empty
    Instant time;          // when it happened
    Kind kind = Kind::stage;
    std::optional<Stage> stage;  // set exactly when kind == stage (review_changed/removed: none)
    Order said;
};

/// A stage the order reached through this event, and when.
struct Reached {
    Stage stage;
    Instant at;
    friend bool operator==(const Reached&, const Reached&) = default;
};

/// What folding an event into an order came to.
struct Folded {
    Order order;                   // the record afterwards
    std::vector<Reached> reached;  // stages not known before, in order of time; each is evaluated
    bool moved = false;            // address, zone, locale or deadlines changed: re-plan what waits
    bool superseded = false;       // older than the record: it only filled in what was unknown
    bool changed = false;          // the record differs from before
};

/// Folds `event` into `before` (nullptr: the first event of its order). Pure.
/// - An event whose `updated_at` (or, where one of the two lacks it, `sequence` within its source)
///   is older than the record's never undoes a newer statement: it fills fields that were unknown
///   and adds stages that were unknown.
/// - A stage is reached once; its earliest instant stays.
/// - A snapshot reaches every stage of its `facts` not known yet.
/// - Whatever the event is about, an order marked cancelled (`cancelled_at`) reaches `cancelled`.
/// - review_changed replaces the review, and reaches `review` if the first one was never told.
/// - review_removed clears the review and the fact, so that a rule ended by it can be reinstated.
/// - consent_changed replaces the consents that it states.
/// - redacted erases the buyer, addresses, parcel and texts, and sets `redacted`; what later events
///   say of these is dropped.
/// - Address parts come from one address: a ship_to with a country replaces the whole ship_to. So
///   do another parcel, refund or dispute (by id or tracking number), and a deadline of one kind.
/// - A test order stays one.
Folded fold(const Order* before, const Event& event);

}  // namespace vesper
