#include "daemon/house.hpp"

#include "daemon/channel_rate.hpp"
#include "daemon/delivery/letter.hpp"
#include "daemon/dispatcher.hpp"
#include "daemon/log.hpp"
#include "daemon/zone_watch.hpp"
#include "rules/check.hpp"
#include "scheduler/release.hpp"

#include <algorithm>
#include <map>

namespace vesper {

namespace {

constexpr int pending_per_turn = 2000;  // bounds how long one commit keeps others waiting
constexpr seconds probe_every{1};       // DESIGN 5: while the store cannot be written
constexpr seconds prune_every{3600};
constexpr seconds prune_rest{1};  // between two full stretches: nobody should wait for them
constexpr int prune_rows = 500;

}  // namespace

/// A submission or a piece of work that waits for a turn.
struct House::Pending {
    std::vector<Arrived> events;
    std::function<void(const Receipt&)> submitted;
    std::function<Result<std::string>()> work;
    std::function<void(const Done&)> worked;
    bool taken = false;  // in the turn that is being committed
};

/// What a turn does once its commit stands.
struct House::Turn {
    Instant now;
    std::vector<std::function<void()>> acknowledgements;
};

House::House(Parts parts)
    : config_(std::move(parts.config)),
      clock_(parts.clock),
      courier_(std::move(parts.courier)),
      clock_problem_(std::move(parts.clock_problem)) {
    desk_.zones = std::move(parts.zones);
    desk_.shareable = parts.shareable;
    status_.started = clock_->now();
    desk_.store = std::make_unique<Store>(config_.database);
    newest_ = desk_.store->newest_instant().value_or(Instant{});
    for (const auto& [name, channel] : config_.channels) desk_.media[name] = channel.medium;
    take_first_set(parts);
    intake_ = std::make_unique<Intake>(desk_, config_.park_days);
    dispatcher_ = std::make_unique<Dispatcher>(desk_, config_, *courier_);
    refresh_occupancy();
    const Instant now = clock_->now();
    desk_.store->in_one_commit([&] {
        dispatcher_->settle_orphans(now);  // first: what goes back on the plan follows the new set
        if (!status_.set_from_store) adopt_set(parts.sources, now);
        adopt_zones_of_last_run(now);
        adopt_capacity_of_last_run(now);
    });
    dispatcher_->committed(now);
    desk_.happenings.clear();  // nobody listens yet
}

House::~House() = default;

void House::refresh_occupancy() {
    desk_.occupancy = desk_.store->occupancy();
    for (const auto& [name, channel] : config_.channels)
        desk_.occupancy.set_rate(name, letters_a_minute(channel));
}

// ---- the turn

Instant House::turn() {
    Turn turn{clock_->now(), {}};
    ++desk_.counters.turns;
    if (!status_.unwritable.empty() && !disk_is_back(turn.now)) {
        refuse_pending(status_.unwritable);
        return turn.now + probe_every;
    }
    dispatcher_->collect();
    // By a clock that is wrong, letters would be given up and records thrown away.
    const bool believed = clock_problem(turn.now).empty();
    const bool may_send = claiming_ && believed;
    try {
        desk_.store->in_one_commit([&] {
            dispatcher_->take_back_unsent(turn.now);
            dispatcher_->settle_returned(turn.now);
            take_in(turn);
            if (believed) upkeep(turn.now);
            if (believed) dispatcher_->look_after_missed(turn.now);
            if (may_send) dispatcher_->claim(turn.now);
        });
    } catch (const StoreUnwritable& problem) {
        commit_failed(problem.what(), false);
        return turn.now + probe_every;
    } catch (const CommitUnknown& problem) {
        commit_failed(problem.what(), true);
        return turn.now + probe_every;
    }
    after_commit(turn);
    if (!pending_.empty()) return turn.now;
    if (!may_send) return turn.now + probe_every;
    return next_wake(dispatcher_->next_due(turn.now), turn.now);
}

void House::take_in(Turn& turn) {
    int taken = 0;
    for (const auto& pending : pending_) {
        if (taken >= pending_per_turn) return;
        pending->taken = true;
        taken += std::max(1, static_cast<int>(pending->events.size()));
        if (pending->work) {
            take_work(*pending, turn);
        } else {
            take_submission(*pending, turn);
        }
    }
}

/// Which events of the submission say something else under one source and id, and the number (from
/// 0) of another that does.
std::map<std::size_t, std::size_t> House::twins(const Pending& pending) {
    using Identity = std::pair<std::string_view, std::string_view>;  // views of `pending`
    std::map<Identity, std::size_t> here;
    std::map<std::size_t, std::size_t> found;
    for (std::size_t i = 0; i < pending.events.size(); ++i) {
        const Event& event = pending.events[i].parsed.event;
        const auto [twin, fresh] = here.emplace(Identity{event.source, event.id}, i);
        if (fresh) continue;
        const std::string& first = pending.events[twin->second].text;
        if (canonical_json(first) == canonical_json(pending.events[i].text)) continue;
        found.emplace(twin->second, i);
        found.emplace(i, twin->second);
    }
    return found;
}

void House::take_submission(Pending& pending, Turn& turn) {
    Receipt receipt;
    const auto pairs = twins(pending);
    // One alone contradicts nothing but the store, which is asked about each below.
    const bool contradicts_store =
        pending.events.size() > 1 &&
        std::any_of(pending.events.begin(), pending.events.end(), [&](const Arrived& arrived) {
            return intake_->seen(arrived) == Intake::Seen::conflict;
        });
    if (!pairs.empty() || contradicts_store) receipt.kind = Receipt::Kind::refused;
    for (std::size_t i = 0; i < pending.events.size(); ++i) {
        const auto pair = pairs.find(i);
        if (pair == pairs.end()) {
            take_event(pending.events[i], receipt, turn.now);
        } else {
            EventVerdict& verdict = receipt.events.emplace_back();
            verdict.kind = EventVerdict::Kind::conflict;
            verdict.source = pending.events[i].parsed.event.source;
            verdict.id = pending.events[i].parsed.event.id;
            verdict.twin = true;
            verdict.problems.push_back(
                {"/id", "another event of this body (index " + std::to_string(pair->second) +
                            ") has the same source and id, and says something else"});
            ++desk_.counters.events_conflict;
        }
    }
    turn.acknowledgements.push_back(
        [done = pending.submitted, receipt = std::move(receipt)] { done(receipt); });
}

void House::take_event(const Arrived& arrived, Receipt& receipt, Instant now) {
    EventVerdict verdict;
    verdict.source = arrived.parsed.event.source;
    verdict.id = arrived.parsed.event.id;
    const Intake::Seen seen = intake_->seen(arrived);
    if (seen == Intake::Seen::conflict) {
        receipt.kind = Receipt::Kind::refused;
        verdict.kind = EventVerdict::Kind::conflict;
        verdict.problems.push_back({"/id", "came before from this source with another body"});
        intake_->note_conflict(arrived, now);
        ++desk_.counters.events_conflict;
    } else if (seen == Intake::Seen::duplicate) {
        verdict.kind = EventVerdict::Kind::duplicate;
        ++desk_.counters.events_duplicate;
    } else if (receipt.kind == Receipt::Kind::stored) {
        verdict = intake_->take(arrived, now);
    }
    receipt.events.push_back(std::move(verdict));
}

void House::take_work(Pending& pending, Turn& turn) {
    const Result<std::string> answer = pending.work();
    Done done;
    done.kind = answer ? Done::Kind::done : Done::Kind::refused;
    done.text = answer ? *answer : answer.error().message;
    turn.acknowledgements.push_back(
        [tell = pending.worked, done = std::move(done)] { tell(done); });
}

void House::upkeep(Instant now) {
    intake_->drop_parked(now);
    if (now - last_prune_ < prune_every) return;
    const int gone = desk_.store->prune(now - date::days{config_.keep_days}, prune_rows);
    last_prune_ = gone < prune_rows ? now : now - prune_every + prune_rest;  // full: there is more
}

void House::after_commit(Turn& turn) {
    newest_ = desk_.store->newest_instant().value_or(newest_);
    std::erase_if(pending_, [](const std::unique_ptr<Pending>& pending) { return pending->taken; });
    for (const auto& acknowledge : turn.acknowledgements) acknowledge();
    dispatcher_->committed(clock_->now());
    const std::vector<Happening> happened = std::move(desk_.happenings);
    desk_.happenings.clear();
    if (!on_happening) return;
    for (const Happening& happening : happened) on_happening(happening);
}

void House::commit_failed(const std::string& why, bool unknown) {
    ++desk_.counters.commits_failed;
    status_.unwritable = why;
    desk_.happenings.clear();
    dispatcher_->failed(unknown);
    for (const auto& pending : pending_) pending->taken = false;
    log::error("nothing can be stored, nothing is sent: " + why);
    refuse_pending(why);
    // An error of COMMIT says nothing about what is on disk: only a fresh look does.
    must_reopen_ = must_reopen_ || unknown;
}

bool House::disk_is_back(Instant now) {
    try {
        if (must_reopen_) desk_.store->reopen();
        must_reopen_ = false;
        desk_.store->probe(now);
    } catch (const StoreUnwritable& problem) {
        status_.unwritable = problem.what();
        return false;
    } catch (const CommitUnknown& problem) {
        status_.unwritable = problem.what();
        must_reopen_ = true;
        return false;
    }
    refresh_occupancy();
    log::info("the store can be written again");
    status_.unwritable.clear();
    return true;
}

void House::refuse_pending(const std::string& why) {
    std::deque<std::unique_ptr<Pending>> refused;
    refused.swap(pending_);
    for (const auto& pending : refused) {
        if (pending->work) {
            pending->worked({Done::Kind::unwritable, why});
        } else {
            pending->submitted({Receipt::Kind::unwritable, {}, why});
        }
    }
}

// ---- what waits for a turn

void House::submit(std::vector<std::string> events, std::function<void(const Receipt&)> done) {
    auto pending = std::make_unique<Pending>();
    Receipt refused;
    refused.kind = Receipt::Kind::refused;
    bool good = true;
    for (std::string& text : events) {
        Arrived arrived{std::move(text), {}};
        arrived.parsed = parse_event(arrived.text, *desk_.zones);
        EventVerdict verdict;
        verdict.source = arrived.parsed.event.source;
        verdict.id = arrived.parsed.event.id;
        verdict.problems = arrived.parsed.problems;
        if (!verdict.problems.empty()) {
            verdict.kind = EventVerdict::Kind::invalid;
            ++desk_.counters.events_invalid;
            good = false;
        }
        refused.events.push_back(std::move(verdict));
        pending->events.push_back(std::move(arrived));
    }
    if (!good) {
        done(refused);
        return;
    }
    pending->submitted = std::move(done);
    pending_.push_back(std::move(pending));
    if (on_pending) on_pending();
}

void House::in_next_turn(std::function<Result<std::string>()> work,
                         std::function<void(const Done&)> done) {
    auto pending = std::make_unique<Pending>();
    pending->work = std::move(work);
    pending->worked = std::move(done);
    pending_.push_back(std::move(pending));
    if (on_pending) on_pending();
}

bool House::idle() const {
    return pending_.empty() && dispatcher_->idle();
}

std::string House::clock_problem(Instant now) const {
    if (now < newest_) {
        return "the clock reads " + to_string(now) + ", earlier than " + to_string(newest_) +
               ", which has happened already";
    }
    return clock_problem_ ? clock_problem_() : "";
}

Status House::status() const {
    Status status = status_;
    status.now = clock_->now();
    status.tzdata = desk_.zones->version();
    status.tzdata_released = release_date(desk_.zones->version(), zones_written(config_.zoneinfo));
    status.rules = static_cast<int>(desk_.set->rules.rules.size());
    status.messages = static_cast<int>(desk_.set->messages.names().size());
    status.clock_problem = clock_problem(status.now);
    status.in_flight = courier_->in_flight();
    status.redirected = dispatcher_->redirected();
    status.redirect_to = desk_.set->shop.redirect_to;
    for (const auto& [name, channel] : config_.channels) status.channels.push_back(channel);
    try {
        status.tallies = desk_.store->tallies();
        status.zone_change = last_zone_change();
        status.in_doubt = desk_.store->in_doubt();
        status.pauses = desk_.store->pauses();
        status.next_due = desk_.store->earliest_due(channel_names(config_));
        status.parked = desk_.store->parked_count();
        status.wal_bytes = desk_.store->wal_bytes();
    } catch (const StoreUnwritable& problem) {
        // The disk is gone and so are its counts; why is what people need to know now.
        if (status.unwritable.empty()) status.unwritable = problem.what();
    }
    return status;
}

}  // namespace vesper
