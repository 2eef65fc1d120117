#include "scheduler/plan.hpp"

#include "scheduler/decision.hpp"
#include "scheduler/explanation.hpp"
#include "scheduler/geo/dusk.hpp"
#include "scheduler/holdout.hpp"
#include "scheduler/ladder.hpp"
#include "scheduler/legal_hours.hpp"
#include "scheduler/place.hpp"
#include "scheduler/seat.hpp"
#include "scheduler/subdivision.hpp"

#include <algorithm>
#include <set>

namespace vesper {

namespace {

/// When an occurrence of the step comes; what repeats counts dates.
Delay delay_of(const Step& step, int occurrence) {
    const auto* days = std::get_if<CalendarDays>(&step.after);
    if (!days) return step.after;
    return CalendarDays{days->days + step.every_days * occurrence};
}

/// An occurrence has no point once the next one has: an outage must not end in two at once.
std::optional<Delay> latest_of(const Step& step, int occurrence) {
    const auto* days = std::get_if<CalendarDays>(&step.after);
    const bool is_last = occurrence + 1 >= step.times;
    if (!days || is_last) return step.latest;
    const Delay until_next = CalendarDays{days->days + step.every_days * (occurrence + 1) - 1};
    const auto* latest = step.latest ? std::get_if<CalendarDays>(&*step.latest) : nullptr;
    if (step.latest && (!latest || *latest < std::get<CalendarDays>(until_next)))
        return step.latest;
    return until_next;
}

/// The job of a match before anything is known about time.
Job draft(const Match& match, const Order& order, const Shop& shop) {
    const Step& step = match.rule->steps[static_cast<std::size_t>(match.step)];
    Job job;
    job.key = {order.key, match.rule->name, match.step, match.occurrence, match.planned_as};
    job.rule_place = written_at(*match.rule);
    job.intent.window = step.window;
    job.intent.anchor = match.anchor;
    job.intent.after = delay_of(step, match.occurrence);
    job.intent.latest = latest_of(step, match.occurrence);
    job.intent.of = step.of;
    job.intent.before = step.before;
    job.intent.by = step.by;
    if (!step.of) {  // a deadline may be moved to an earlier day, an event not
        const auto* elapsed = std::get_if<Elapsed>(&job.intent.after);
        job.intent.not_before = match.anchor + (elapsed ? elapsed->span : seconds{0});
    }
    job.channel = step.channel;
    job.message = step.message;
    job.message_class = match.rule->message_class;
    job.missed = step.missed;
    job.no_evening = step.no_evening;
    job.on_unknown = step.unknown;
    job.doubt = step.doubt.value_or(shop.doubt);
    job.country = address_of(order).country;
    return job;
}

/// A letter that tells of an action ("we extended your protection") leaves once that is done: not
/// before its rule's earlier actions, and a little later, for the far side to act.
std::optional<Instant> after_actions(const std::vector<Job>& planned, const Job& job) {
    if (job.message.empty()) return std::nullopt;
    std::optional<Instant> after;
    for (const Job& other : planned) {
        const bool before = other.message.empty() && other.key.rule == job.key.rule &&
                            other.key.step < job.key.step && other.state == JobState::scheduled;
        if (before) after = std::max(after.value_or(other.due), other.due + action_takes);
    }
    return after;
}

ZoneAnswer buyer_of(const Order& order, const Calendar& calendar) {
    return resolve_buyer(order, *calendar.shop, *calendar.zones);
}

std::string_view why_never(const Order& order) {
    if (order.redacted) return "the buyer's data was erased";
    if (order.test) return "a test order never reaches a buyer";
    return {};
}

std::string missed_note(const Job& job, const Zone* zone) {
    if (!zone) return "it could not leave in its " + job.intent.window;
    return "it could not leave in its " + job.intent.window + " of " + day_in_words(job.local_date);
}

/// The first free second of [from, until) that the law of the place allows.
std::optional<Seat> lawful_seat_at_once(const Place& place, const SeatRequest& letter, Instant from,
                                        Instant until) {
    const Clamp clamp{place};
    if (!clamp.binds()) return seat_at_once(*place.zone, letter, from, until);
    while (from < until) {
        const Verdict verdict = clamp.allows(from, place);
        const Instant closes = std::min(verdict.until - margin_default, until);
        if (verdict.yes)
            if (const auto seat = seat_at_once(*place.zone, letter, from, closes)) return seat;
        from = verdict.until;
    }
    return std::nullopt;
}

/// In doubt about the clock the law holds on each possible one.
void doubt_the_clock(Place& place, const ZoneAnswer& buyer, const Calendar& calendar) {
    if (buyer.certain()) return;
    for (const ZoneCandidate& candidate : buyer.candidates)
        if (const Zone* possible = calendar.zones->find(candidate.zone))
            place.other_clocks.push_back(possible);
}

/// `missed = "send"`: at once, whatever the hour, for as long as it has a point.
Replanned send_late(const Job& job, const Order& order, const Calendar& calendar,
                    const Occupancy& occupancy, const ZoneAnswer& buyer, Instant now) {
    const auto window = calendar.rules->windows.find(job.intent.window);
    if (window == calendar.rules->windows.end()) {
        return HoldIt{"the window \"" + job.intent.window + "\" is in the rules no more",
                      job.intent};
    }
    Place place = place_of(window->second, buyer, order, calendar, job);
    const bool named = job.doubt.way == Doubt::Way::zone && !is_certain(buyer);
    if (named && window->second.clock == Window::Clock::buyer) {
        place.zone = calendar.zones->find(job.doubt.zone);
    }
    if (!place.zone)
        return HoldIt{"the buyer's clock is not known: " + buyer.reason, job.intent,
                      "the buyer's clock is not known"};
    const std::string note = missed_note(job, place.zone);
    // A letter that is outside its window already has had its 12 hours.
    const bool in_window = is_open(window->second, place, job.due);
    const Instant bound =
        job.expires.value_or(job.closes + (in_window ? missed_send_bound : seconds{0}));
    // The buyer's limits are not asked: they made room for it on the evening that it missed.
    SeatRequest letter{to_string(job.key), job.channel, &occupancy, {}};
    const auto seat = lawful_seat_at_once(place, letter, now, bound);
    if (!seat) return ExpireIt{note + " and its time to be sent late is over"};
    Landing landing{seat->due,   seat->closes, seat->opened_on,
                    job.expires, job.intent,   job.explanation};
    landing.intent.zone = place.zone->name();
    landing.utc_offset = place.zone->offset_at(seat->due);
    landing.intent.tzdata = calendar.zones->version();
    landing.intent.not_before = std::max(job.intent.not_before, now);
    landing.explanation +=
        "; " + note + ": sent late, " + day_and_time(place.zone->local(seat->due));
    return landing;
}

/// How late a letter may be for want of its rule.
seconds late_by_of(const Job& job) {
    return job.missed == Missed::drop ? seconds{0} : seconds{stale_after};
}

/// Matches whose opening is over, but for the last of each rule: a buyer who is written to late is
/// written to once.
std::set<const Match*> superseded(const Evaluation& evaluation, const Order& order,
                                  const ZoneAnswer& buyer, const Calendar& calendar,
                                  const Occupancy& occupancy, Instant now) {
    std::set<const Match*> earlier;
    std::map<std::pair<const Rule*, Audience>, const Match*> last;
    for (const Match& match : evaluation.matches) {
        const Step& step = match.rule->steps[static_cast<std::size_t>(match.step)];
        const Job job = draft(match, order, *calendar.shop);
        const Question question{job, order, buyer, calendar, occupancy,
                                {},  now,   true,  {},       late_by_of(job)};
        const Replanned decision = decide(question);
        const auto* landing = std::get_if<Landing>(&decision);
        if (!landing || !landing->overdue || step.is_action()) continue;
        const Match*& before = last[{match.rule, step.to}];
        if (before) earlier.insert(before);
        before = &match;
    }
    return earlier;
}

Plan planned(const Evaluation& evaluation, const Order& order, const Calendar& calendar,
             const Occupancy& occupancy, Instant now, bool past) {
    Plan plan;
    if (evaluation.matches.empty()) return plan;
    if (const std::string_view never = why_never(order); !never.empty()) {
        for (const Match& match : evaluation.matches) {
            plan.none.push_back({match.rule->name, match.step, std::string(never)});
        }
        return plan;
    }
    const ZoneAnswer buyer = buyer_of(order, calendar);
    std::set<const Match*> passed_over;
    if (past) passed_over = superseded(evaluation, order, buyer, calendar, occupancy, now);
    for (const Match& match : evaluation.matches) {
        if (passed_over.count(&match) != 0) {
            plan.none.push_back({match.rule->name, match.step, "a later step is overdue, too"});
            continue;
        }
        if (std::string reason = held_out(*match.rule, order); !reason.empty()) {
            plan.none.push_back({match.rule->name, match.step, std::move(reason)});
            continue;
        }
        Job job = draft(match, order, *calendar.shop);
        const seconds late_by = past ? late_by_of(job) : stale_after;
        const Instant from = std::max(now, after_actions(plan.jobs, job).value_or(now));
        const Question question{job,       order, buyer, calendar, occupancy,
                                plan.jobs, from,  true,  {},       late_by};
        Replanned decision = decide(question);
        if (auto* landing = std::get_if<Landing>(&decision)) {
            job.intent = std::move(landing->intent);
            job.local_date = landing->local_date;
            job.due = landing->due;
            job.utc_offset = landing->utc_offset;
            job.closes = landing->closes;
            job.expires = landing->expires;
            job.explanation = std::move(landing->explanation);
        } else if (auto* held = std::get_if<HoldIt>(&decision)) {
            job.state = JobState::held;
            job.intent = std::move(held->intent);
            job.due = job.closes = job.intent.not_before;
            job.reason = std::move(held->reason);
            if (!held->shareable.empty())
                plan.shareable.emplace(job.reason, std::move(held->shareable));
        } else {
            plan.none.push_back(
                {job.key.rule, job.key.step, std::move(std::get<ExpireIt>(decision).reason)});
            continue;
        }
        plan.jobs.push_back(std::move(job));
    }
    return plan;
}

}  // namespace

std::string Plan::shareable_of(const Job& job) const {
    const auto found = shareable.find(job.reason);
    return found == shareable.end() ? std::string{} : found->second;
}

Plan plan(const Evaluation& evaluation, const Order& order, const Calendar& calendar,
          const Occupancy& occupancy, Instant now) {
    return planned(evaluation, order, calendar, occupancy, now, false);
}

Plan plan_past(const Evaluation& evaluation, const Order& order, const Calendar& calendar,
               const Occupancy& occupancy, Instant now) {
    return planned(evaluation, order, calendar, occupancy, now, true);
}

Replanned replan(const Job& job, const Order& order, const Calendar& calendar,
                 const Occupancy& occupancy, Instant not_before, Instant now) {
    const ZoneAnswer buyer = buyer_of(order, calendar);
    const Question question{job,   order, buyer, calendar, occupancy, {}, std::max(not_before, now),
                            false, {}};
    return decide(question);
}

Replanned reinstated(const Job& job, const Order& order, const Calendar& calendar,
                     const Occupancy& occupancy, Instant now) {
    const ZoneAnswer buyer = buyer_of(order, calendar);
    const Instant not_before = std::max(job.intent.not_before, now);
    return decide({job, order, buyer, calendar, occupancy, {}, not_before, true, {}});
}

Replanned missed(const Job& job, const Order& order, const Calendar& calendar,
                 const Occupancy& occupancy, Instant now) {
    const std::string note = missed_note(job, calendar.zones->find(job.intent.zone));
    if (job.missed == Missed::drop) return ExpireIt{note + " and its rule says drop"};
    const ZoneAnswer buyer = buyer_of(order, calendar);
    if (job.missed == Missed::send) {
        return send_late(job, order, calendar, occupancy, buyer, now);
    }
    // Past the margin, too: the opening's last minute is not another opening.
    const Instant after = std::max(now, job.closes + margin_default);
    const Question question{job, order, buyer, calendar, occupancy, {}, after, true, "; " + note};
    return decide(question);
}

std::optional<Instant> lawful_until(const Job& job, const Order& order, const Calendar& calendar,
                                    Instant now) {
    const ZoneAnswer buyer = buyer_of(order, calendar);
    const Place place = place_of(Window{}, buyer, order, calendar, job);
    const Clamp clamp{place};
    if (!clamp.binds()) return Instant::max();
    if (!place.zone) return std::nullopt;
    const Verdict verdict = clamp.allows(now, place);
    if (!verdict.yes) return std::nullopt;
    return verdict.until;
}

Place place_of(const Window& window, const ZoneAnswer& buyer, const Order& order,
               const Calendar& calendar, const Job& job) {
    Place place;
    place.holidays = calendar.holidays;
    place.message_class = job.message_class;
    if (calendar.media) {
        const auto medium = calendar.media->find(job.channel);
        if (medium != calendar.media->end()) place.medium = medium->second;
    }
    doubt_the_clock(place, buyer, calendar);
    const Address& address = address_of(order);
    const Zone* buyers = calendar.zones->find(buyer.zone);
    // Who is known by a telephone number alone is in the country of the clock that it names.
    std::string country = address.country;
    const ZonePlace* lives = buyers ? calendar.zones->place_of(buyers->name()) : nullptr;
    if (lives && country.empty()) country = lives->country;
    if (window.clock == Window::Clock::shop) {
        place.zone = calendar.zones->find(calendar.shop->zone);
        if (buyers) place.addressee = {buyers, country, subdivision_of(address)};
    } else {
        place.zone = buyers;
        place.country = country;
        place.subdivision = subdivision_of(address);
        place.territory = territory_of(country, lives);
        place.lat = address.lat;
        place.lon = address.lon;
        place.located = place.lat && place.lon;
        const auto town = place.located ? std::nullopt : coordinates_of_town(country, address.city);
        if (town) {
            place.lat = town->lat;
            place.lon = town->lon;
            place.located = true;
        }
    }
    if (!place.zone || place.located) return place;
    if (const ZonePlace* known = calendar.zones->place_of(place.zone->name())) {
        if (place.country.empty()) place.country = known->country;
        place.lat = known->lat;
        place.lon = known->lon;
    }
    return place;
}

}  // namespace vesper
