// What came in becomes an order record, and what follows from it becomes jobs.
#pragma once

#include "daemon/desk.hpp"

#include <optional>
#include <string>

namespace vesper {

/// What one event of a submission came to.
struct EventVerdict {
    enum class Kind { accepted, duplicate, conflict, invalid };
    Kind kind = Kind::accepted;
    std::string source;
    std::string id;
    std::string order_key;
    std::string effect;  // EventRow::effect when accepted
    int planned = 0;     // jobs it put on the plan
    int withdrawn = 0;
    std::vector<Problem> problems;  // when invalid or in conflict
    bool twin = false;              // in conflict with another event of its own submission
};

/// An event as it arrived.
struct Arrived {
    std::string text;
    ParsedEvent parsed;
};

class Intake {
public:
    Intake(Desk& desk, int park_days) : desk_(desk), park_days_(park_days) {}

    /// Whether the same (source, id) is known, with this body or another. Writes nothing.
    enum class Seen { fresh, duplicate, conflict };
    Seen seen(const Arrived& arrived) const;

    /// Records, folds, evaluates, plans and enqueues one valid event. Inside a commit.
    /// An event of an unknown order that does not carry the order waits for it (park_days).
    EventVerdict take(const Arrived& arrived, Instant now);

    /// Notes in the order's story that an event came again with another body.
    void note_conflict(const Arrived& arrived, Instant now);

    /// Ends the waiting of events whose order never came.
    void drop_parked(Instant now);

private:
    std::string key_of(const Event& event) const;
    std::int64_t record(const Arrived& arrived, const EventVerdict& verdict, Instant now);
    void apply(const Event& event, const std::optional<Order>& before, const Folded& folded,
               std::int64_t seq, EventVerdict& verdict, Instant now);
    /// `news`: the event whose story tells of what is not planned; none: it was told before.
    void follow(const Order& order, const Evaluation& evaluation, std::optional<std::int64_t> news,
                EventVerdict& verdict, Instant now);
    void follow_deadlines(const Order* before, const Folded& folded, std::int64_t seq,
                          EventVerdict& verdict, Instant now);
    void follow_changed_review(const Order* before, const Event& event, const Order& order,
                               std::int64_t seq, EventVerdict& verdict, Instant now);
    void count_silence_anew(const Order& order, Instant now);
    void take_waiting(const Order& order, EventVerdict& verdict, Instant now);
    void claim_waiting(const Event& event, const std::optional<Order>& before,
                       const std::string& order_key);
    void reinstate_after_review(const Order& order, Instant now);

    Desk& desk_;
    int park_days_;
};

}  // namespace vesper
