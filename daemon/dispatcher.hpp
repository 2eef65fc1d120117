// From due jobs to parcels, and from what came back to settled jobs.
#pragma once

#include "daemon/config.hpp"
#include "daemon/delivery/courier.hpp"
#include "daemon/delivery/prepare.hpp"
#include "daemon/desk.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vesper {

class Dispatcher {
public:
    Dispatcher(Desk& desk, const Config& config, Courier& courier);

    /// What a crash left running, by asking the channels that can be asked (DESIGN 5). Inside a
    /// commit.
    void settle_orphans(Instant now);

    /// Takes what came back; keeps it until `committed`.
    void collect();
    /// Settles what came back. Inside a commit; may be called again after a commit that failed.
    void settle_returned(Instant now);
    /// Looks again at what is due, and starts what may leave. Inside a commit.
    void claim(Instant now);
    /// Moves the jobs on whose opening has passed while nothing could leave. Inside a commit.
    void look_after_missed(Instant now);

    /// The commit stands: hands over what was started. `now` is read after it: what a stalled disk
    /// has kept beyond its window stays, and the next turn takes it back.
    void committed(Instant now);
    /// The commit failed. `unknown`: it may stand after all; what was started never left the house.
    void failed(bool unknown);
    /// Jobs that were started and never left: by a commit that failed and may stand, or came too
    /// late. Inside a commit.
    void take_back_unsent(Instant now);

    /// When the loop must look again for a job; nothing if no channel could take one before
    /// something returns.
    std::optional<Instant> next_due(Instant now) const;
    bool idle() const;
    std::int64_t redirected() const { return redirected_; }

private:
    /// How a channel is doing. A channel that refuses connections waits, and its letters with it.
    struct Lane {
        int per_minute = 0;
        std::int64_t minute = 0;  // Unix minute that `sent` counts
        int sent = 0;
        Instant waits_until{};
        Instant missed_looked_at{};
        int failures = 0;
    };

    struct Started {
        Parcel parcel;
        Instant closes;
    };

    void settle_one(const Returned& returned, Instant now);
    void finish(const Job& job, std::int64_t attempt, const Finish& finish, Instant now);
    void put_off(const Job& job, std::int64_t attempt, const Retry& retry, Instant now);
    void leave_unknown(const Job& job, std::int64_t attempt, const BecomeUnknown& unknown,
                       Instant now);
    /// Where the letter of this attempt went; empty: to the shop itself, or erased since.
    std::string recipient_of(std::int64_t job, std::int64_t attempt) const;
    void note_lane(const std::string& channel, const Outcome& outcome, Instant now);
    int room(const std::string& channel, Instant now) const;
    bool paused(const std::string& channel) const;
    static bool waits(const Lane& lane, Instant now);
    void dispatch(const Job& job, Instant now);
    /// The last look: empty if the job may leave, else the reason why it is withdrawn.
    Reason unwanted(const Job& job, const Order& order, Instant now) const;
    std::string unwelcome(const Job& job, const Order& order) const;
    /// Nothing: the letter need not wait for an earlier action of its rule.
    std::optional<Replanned> waits_for_action(const Job& job, const Step& step, const Order& order,
                                              Instant now);
    void hand_over(const Job& job, const Step& step, const Order& order, Instant now);
    void start(const Job& job, Prepared&& ready, Instant now);
    /// Puts a waiting job on the next channel of its step; false: there is none.
    bool fall_back(const Job& job, const Order& order, const std::string& why, Instant now);
    void hold_for(const Job& job, const std::string& channel, const HoldIt& hold,
                  const std::string& words, Instant now);
    const Step* step_of(const Job& job) const;
    bool reaches_by_mail(const std::string& channel) const;
    void refuse(const Job& job, std::int64_t attempt, const Refuse& never, Instant now);

    Desk& desk_;
    const Config& config_;
    Courier& courier_;
    std::map<std::string, Lane> lanes_;
    std::vector<Returned> returned_;
    std::vector<Started> started_;
    std::vector<std::pair<std::int64_t, std::int64_t>> unsent_;  // job, attempt
    std::vector<Pause> pauses_;                                  // as of the last commit
    std::int64_t redirected_ = 0;
};

}  // namespace vesper
