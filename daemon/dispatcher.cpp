#include "daemon/dispatcher.hpp"

#include "daemon/digest.hpp"
#include "daemon/replan.hpp"
#include "rules/check.hpp"
#include "rules/evaluate.hpp"
#include "rules/step_channels.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr int claim_limit = 256;        // jobs looked at per channel and turn
constexpr seconds lane_wait_first{60};  // a channel that cannot be reached
constexpr seconds lane_wait_longest{600};
constexpr seconds lane_wait_asked_max{3600};
constexpr seconds missed_look_every{30};
constexpr std::string_view everything = "*";

/// What the step tries after this channel; empty: nothing.
std::string next_channel(const Step* step, const std::string& channel) {
    if (!step) return {};
    const std::vector<std::string> channels = channels_of(*step);
    const auto at = std::find(channels.begin(), channels.end(), channel);
    if (at == channels.end() || at + 1 == channels.end()) return {};
    return *(at + 1);
}

std::int64_t minute_of(Instant instant) {
    return unix_seconds(instant) / 60;
}

}  // namespace

Dispatcher::Dispatcher(Desk& desk, const Config& config, Courier& courier)
    : desk_(desk), config_(config), courier_(courier) {
    for (const auto& [name, channel] : config.channels) lanes_[name].per_minute = channel.rate;
    pauses_ = desk_.store->pauses();
}

// ---- what came back

void Dispatcher::collect() {
    for (Returned& returned : courier_.collect()) returned_.push_back(std::move(returned));
}

void Dispatcher::settle_returned(Instant now) {
    pauses_ = desk_.store->pauses();
    for (const Returned& returned : returned_) settle_one(returned, now);
}

void Dispatcher::settle_one(const Returned& returned, Instant now) {
    const auto job = desk_.store->job(returned.job);
    VESPER_CHECK(job.has_value(), "what came back was sent");
    // A commit that failed may stand after all; then this was settled already.
    if (job->state != JobState::running) return;
    note_lane(job->channel, returned.outcome, now);
    const Transition transition = settle(*job, returned.outcome, config_.retry, now, now);
    if (const auto* done = std::get_if<Finish>(&transition)) {
        finish(*job, returned.attempt, *done, now);
    } else if (const auto* later = std::get_if<Retry>(&transition)) {
        put_off(*job, returned.attempt, *later, now);
    } else if (const auto* never = std::get_if<Refuse>(&transition)) {
        refuse(*job, returned.attempt, *never, now);
    } else {
        leave_unknown(*job, returned.attempt, std::get<BecomeUnknown>(transition), now);
    }
}

/// Another channel of the step may still reach the person.
void Dispatcher::refuse(const Job& job, std::int64_t attempt, const Refuse& never, Instant now) {
    const std::string address = never.suppress ? recipient_of(job.id, attempt) : std::string{};
    if (!address.empty()) desk_.store->suppress(address, never.reason, now);
    ++desk_.counters.refused;
    if (next_channel(step_of(job), job.channel).empty()) {
        desk_.store->refuse(job.id, attempt, never.reason, now);
        desk_.tell(now, "refused", job, never.reason);
        return;
    }
    desk_.store->set_aside(job.id, attempt, never.reason, now);
    const auto aside = desk_.store->job(job.id);
    const auto order = desk_.store->order(job.key.order);
    VESPER_CHECK(aside && order, "a job has its order");
    fall_back(*aside, *order, "refused: " + never.reason, now);
}

/// Not the order's address: that may have been mended while the letter was under way.
std::string Dispatcher::recipient_of(std::int64_t job, std::int64_t attempt) const {
    for (const AttemptRow& row : desk_.store->attempts(job)) {
        // In a safe first week it is the shop's own address that was refused.
        if (row.id == attempt && row.redirected_from.empty()) return row.recipient;
    }
    return "";
}

void Dispatcher::finish(const Job& job, std::int64_t attempt, const Finish& finish, Instant now) {
    desk_.store->finish(job.id, attempt, finish, now);
    ++desk_.counters.delivered;
    if (finish.late) ++desk_.counters.delivered_late;
    desk_.tell(now, finish.late ? "delivered-late" : "delivered", job, finish.receipt);
}

void Dispatcher::put_off(const Job& job, std::int64_t attempt, const Retry& retry, Instant now) {
    ++desk_.counters.deferred;
    const auto order = desk_.store->order(job.key.order);
    VESPER_CHECK(order.has_value(), "a job has its order");
    Job tried = job;
    ++tried.deferrals;
    const Replanned decision =
        retry.not_before < job.closes
            ? replan(tried, *order, desk_.calendar(), desk_.occupancy_for(*order, now, job.id),
                     retry.not_before, now)
            : missed(tried, *order, desk_.calendar(), desk_.occupancy_for(*order, now, job.id),
                     retry.not_before);
    if (const auto* landing = std::get_if<Landing>(&decision)) {
        desk_.store->retry(job.id, attempt, *landing, retry.reason, now);
        desk_.occupancy.add(job.channel, landing->due);
        desk_.tell(now, "deferred", job, retry.reason);
        return;
    }
    if (const auto* hold = std::get_if<HoldIt>(&decision)) {
        desk_.share(hold->reason, hold->shareable);
        desk_.store->hold(job.id, hold->reason, hold->intent, now);
        desk_.tell(now, "held", job, Reason{hold->reason, hold->shareable});
    } else {
        const std::string reason =
            std::get<ExpireIt>(decision).reason + "; last answer: " + retry.reason;
        desk_.store->expire(job.id, reason, now);
        ++desk_.counters.jobs_expired;
        desk_.tell(now, "expired", job, reason);
    }
}

void Dispatcher::leave_unknown(const Job& job, std::int64_t attempt, const BecomeUnknown& unknown,
                               Instant now) {
    desk_.store->become_unknown(job.id, attempt, unknown.reason, now);
    ++desk_.counters.unknown;
    desk_.tell(now, "unknown", job, unknown.reason);
    if (!unknown.resend) return;
    const auto order = desk_.store->order(job.key.order);
    VESPER_CHECK(order.has_value(), "a job has its order");
    const Instant not_before = now + back_off(config_.retry, job.key, job.deferrals + 1);
    const Replanned decision =
        not_before < job.closes ? replan(job, *order, desk_.calendar(),
                                         desk_.occupancy_for(*order, now, job.id), not_before, now)
                                : missed(job, *order, desk_.calendar(),
                                         desk_.occupancy_for(*order, now, job.id), not_before);
    const auto* landing = std::get_if<Landing>(&decision);
    if (!landing) return;  // it stays unknown, for a person
    desk_.store->resend(job.id, *landing, "resent: the outcome is unknown (same Message-ID)", now);
    desk_.occupancy.add(job.channel, landing->due);
}

void Dispatcher::settle_orphans(Instant now) {
    const Unknown cut_off{"the house stopped while the letter was under way"};
    for (const auto& [job, attempt] : desk_.store->orphans()) {
        switch (courier_.ask(job.channel, to_string(job.key))) {
            case Asked::accepted:
                finish(job, attempt.id, {"found delivered after a restart", false}, now);
                break;
            case Asked::not_accepted:
                unsent_.emplace_back(job.id, attempt.id);
                break;
            case Asked::cannot_be_asked:
                leave_unknown(
                    job, attempt.id,
                    std::get<BecomeUnknown>(settle(job, cut_off, config_.retry, now, now)), now);
                break;
        }
    }
    take_back_unsent(now);
}

void Dispatcher::take_back_unsent(Instant now) {
    for (const auto& [id, attempt] : unsent_) {
        const auto job = desk_.store->job(id);
        if (!job || job->state != JobState::running) continue;  // the commit did not stand
        put_off(*job, attempt, {now, "it had not left the house"}, now);
        --desk_.counters.deferred;
    }
}

void Dispatcher::note_lane(const std::string& channel, const Outcome& outcome, Instant now) {
    Lane& lane = lanes_[channel];
    const auto* deferred = std::get_if<Deferred>(&outcome);
    if (!deferred || !deferred->slow_down) {
        lane.failures = 0;
        return;
    }
    if (waits(lane, now)) return;  // letters that were under way together count once
    const seconds wait =
        std::min(lane_wait_longest, lane_wait_first * (1 << std::min(lane.failures, 6)));
    lane.waits_until =
        now + std::max(wait, std::min(deferred->retry_after.value_or(wait), lane_wait_asked_max));
    ++lane.failures;
}

// ---- what may leave

/// A lane waits for ten minutes, or an hour where the far side asked for it. When it seems to wait
/// for longer the clock was set back meanwhile.
bool Dispatcher::waits(const Lane& lane, Instant now) {
    return lane.waits_until > now && lane.waits_until <= now + lane_wait_asked_max;
}

bool Dispatcher::paused(const std::string& channel) const {
    return std::any_of(pauses_.begin(), pauses_.end(), [&](const Pause& pause) {
        return pause.channel == channel || pause.channel == everything;
    });
}

int Dispatcher::room(const std::string& channel, Instant now) const {
    const Lane& lane = lanes_.at(channel);
    if (paused(channel) || waits(lane, now)) return 0;
    int slots = std::min(courier_.free_slots(channel), claim_limit);
    const auto started_here =
        std::count_if(started_.begin(), started_.end(),
                      [&](const Started& one) { return one.parcel.channel == channel; });
    slots -= static_cast<int>(started_here);
    if (lane.failures > 0)
        slots = std::min(slots, 1);  // one letter tries whether the channel is back
    if (lane.per_minute > 0) {
        const int sent = lane.minute == minute_of(now) ? lane.sent : 0;
        slots = std::min(slots, lane.per_minute - sent);
    }
    return std::max(slots, 0);
}

void Dispatcher::claim(Instant now) {
    pauses_ = desk_.store->pauses();
    for (const auto& [channel, lane] : lanes_) {
        const int most = room(channel, now);
        if (most == 0) continue;
        for (const Job& job : desk_.store->due(channel, now, most)) dispatch(job, now);
    }
}

void Dispatcher::look_after_missed(Instant now) {
    for (auto& [channel, lane] : lanes_) {
        // A lane that may send looks at its letters when it claims them.
        if (!paused(channel) && !waits(lane, now)) continue;
        if (now - lane.missed_looked_at < missed_look_every && now >= lane.missed_looked_at)
            continue;
        lane.missed_looked_at = now;
        for (const Job& job : desk_.store->due(channel, now, claim_limit)) {
            if (now >= job.closes) dispatch(job, now);
        }
    }
}

void Dispatcher::dispatch(const Job& job, Instant now) {
    const auto order = desk_.store->order(job.key.order);
    VESPER_CHECK(order.has_value(), "a job has its order");
    if (const Reason reason = unwanted(job, *order, now); !reason.words.empty()) {
        withdraw_job(desk_, job, reason, now);
        return;
    }
    const Step& step = *step_of(job);
    Replan tally;
    if (job.expires && now >= *job.expires) {
        apply_replanned(desk_, job, ExpireIt{"it could not leave before its last moment"}, "", now,
                        tally);
    } else if (now >= job.closes) {
        apply_replanned(
            desk_, job,
            missed(job, *order, desk_.calendar(), desk_.occupancy_for(*order, now, job.id), now),
            "it could not leave in its opening", now, tally);
    } else if (const auto waits = waits_for_action(job, step, *order, now)) {
        apply_replanned(desk_, job, *waits, "it waits for an action of its rule", now, tally);
    } else {
        hand_over(job, step, *order, now);
    }
}

void Dispatcher::hand_over(const Job& job, const Step& step, const Order& order, Instant now) {
    Preparation preparation =
        prepare(job, step, order, *desk_.set, config_.channels.at(job.channel), *desk_.zones, now);
    const auto hold = [&](const std::string& reason, const std::string& shareable = {}) {
        Replan tally;
        apply_replanned(desk_, job, HoldIt{reason, job.intent, shareable}, "", now, tally);
    };
    if (auto* ready = std::get_if<Prepared>(&preparation)) {
        start(job, std::move(*ready), now);
    } else if (const auto* unserved = std::get_if<Unserved>(&preparation)) {
        if (!fall_back(job, order, unserved->reason, now)) hold(unserved->reason);
    } else {
        const Unwritten& unwritten = std::get<Unwritten>(preparation);
        hold(unwritten.reason, unwritten.shareable);
    }
}

/// Held for the channel that is its turn: what releases it must not try the refused one again.
void Dispatcher::hold_for(const Job& job, const std::string& channel, const HoldIt& hold,
                          const std::string& words, Instant now) {
    if (job.state == JobState::scheduled) desk_.occupancy.add(job.channel, job.due, -1);
    Job other = job;
    other.channel = channel;
    other.state = JobState::held;
    other.intent = hold.intent;
    other.reason = hold.reason;
    other.explanation = words;
    desk_.store->revise(other, words, now);
    desk_.share(hold.reason, hold.shareable);
    desk_.tell(now, "held", other,
               Reason{hold.reason + "; " + words,
                      hold.shareable.empty() ? std::string{} : hold.shareable + "; " + words});
}

bool Dispatcher::fall_back(const Job& job, const Order& order, const std::string& why,
                           Instant now) {
    const std::string channel = next_channel(step_of(job), job.channel);
    if (channel.empty()) return false;
    // What a relay said comes last: the journal keeps of a sentence what stands before it.
    const std::string words = "falls back from " + job.channel + " to " + channel + ": " + why;
    Job other = job;
    other.channel = channel;
    other.due = {};  // it has no minute there
    const Replanned decision =
        replan(other, order, desk_.calendar(), desk_.occupancy_for(order, now, job.id), now, now);
    if (const auto* hold = std::get_if<HoldIt>(&decision)) {
        hold_for(job, channel, *hold, words, now);
        return true;
    }
    const auto* landing = std::get_if<Landing>(&decision);
    if (!landing) {
        Replan tally;
        apply_replanned(desk_, job, decision, words, now, tally);
        return true;
    }
    if (job.state == JobState::scheduled) desk_.occupancy.add(job.channel, job.due, -1);
    other.state = JobState::scheduled;
    other.reason.clear();
    other.intent = landing->intent;
    other.local_date = landing->local_date;
    other.due = landing->due;
    other.utc_offset = landing->utc_offset;
    other.closes = landing->closes;
    other.expires = landing->expires;
    other.explanation = landing->explanation + "; " + words;
    desk_.store->revise(other, words, now);
    desk_.occupancy.add(channel, other.due);
    desk_.tell(now, "moved", other, words);
    return true;
}

void Dispatcher::start(const Job& job, Prepared&& ready, Instant now) {
    AttemptRow attempt;
    attempt.job = job.id;
    attempt.number = job.attempts + 1;
    attempt.channel = job.channel;
    attempt.started = now;
    attempt.message_id = ready.parcel.message_id;
    attempt.recipient = ready.parcel.to;
    attempt.redirected_from = ready.redirected_from;
    attempt.subject = ready.subject;
    attempt.text = ready.text;
    attempt.sha256 = sha256_hex(ready.parcel.bytes);
    ready.parcel.attempt = desk_.store->start(job, attempt);
    desk_.occupancy.add(job.channel, job.due, -1);
    if (!ready.redirected_from.empty()) ++redirected_;
    started_.push_back({std::move(ready.parcel), job.closes});
    Lane& lane = lanes_[job.channel];
    if (lane.minute != minute_of(now)) {
        lane.minute = minute_of(now);
        lane.sent = 0;
    }
    ++lane.sent;
    desk_.tell(now, "handed-over", job, job.explanation);
}

// ---- after the commit

void Dispatcher::committed(Instant now) {
    returned_.clear();
    unsent_.clear();
    for (Started& one : started_) {
        if (now >= one.closes) {
            unsent_.emplace_back(one.parcel.job, one.parcel.attempt);
        } else {
            courier_.carry(std::move(one.parcel));
        }
    }
    started_.clear();
}

void Dispatcher::failed(bool unknown) {
    for (const Started& one : started_) {
        if (unknown) unsent_.emplace_back(one.parcel.job, one.parcel.attempt);
        Lane& lane = lanes_[one.parcel.channel];
        lane.sent = std::max(0, lane.sent - 1);
    }
    started_.clear();
}

std::optional<Instant> Dispatcher::next_due(Instant now) const {
    if (!unsent_.empty()) return now;
    std::optional<Instant> next;
    const auto sooner = [&](Instant instant) { next = next ? std::min(*next, instant) : instant; };
    for (const auto& [channel, lane] : lanes_) {
        const auto due = desk_.store->earliest_due({channel});
        if (!due) continue;
        if (*due > now || room(channel, now) > 0) {
            sooner(*due);
        } else if (waits(lane, now)) {
            sooner(lane.waits_until);
        } else if (lane.per_minute > 0 && lane.minute == minute_of(now) &&
                   lane.sent >= lane.per_minute) {
            sooner(from_unix((minute_of(now) + 1) * 60));
        }
        // Otherwise it is paused or full: a resume or a returning letter wakes the loop.
    }
    return next;
}

bool Dispatcher::idle() const {
    return courier_.in_flight() == 0 && returned_.empty() && unsent_.empty();
}

}  // namespace vesper
