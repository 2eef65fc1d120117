#include "daemon/intake/intake.hpp"

#include "daemon/digest.hpp"
#include "daemon/log.hpp"
#include "daemon/once.hpp"
#include "daemon/plan_afresh.hpp"
#include "daemon/replan.hpp"
#include "daemon/shareable.hpp"
#include "rules/evaluate.hpp"
#include "scheduler/evidence.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// Whether an event may begin an order's record: it is about the order itself, or carries whom to
/// write to. Anything else (a parcel's news, a refund) waits for the order it names.
bool can_begin_order(const Event& event) {
    if (event.said.key.empty()) return false;
    return event.type.starts_with("vesper.order.") || event.kind == Event::Kind::redacted ||
           !event.said.buyer.email.empty() || !event.said.ship_to.country.empty();
}

/// EventRow::effect of an event that met its order.
std::string effect_of(const Folded& folded) {
    if (folded.order.test) return "test";
    if (folded.superseded) return "superseded";
    return folded.changed ? "applied" : "no change";
}

/// What of the order changed that its letters follow: the reason of their moves.
std::string what_moved(const Order& before, const Order& after) {
    const bool same_person =
        before.buyer.email == after.buyer.email && clock_evidence(before) == clock_evidence(after);
    return same_person ? "a deadline of the order moved" : "the order's address or clock changed";
}

}  // namespace

Intake::Seen Intake::seen(const Arrived& arrived) const {
    const auto before = desk_.store->event(arrived.parsed.event.source, arrived.parsed.event.id);
    if (!before) return Seen::fresh;
    if (before->body_sha256 == sha256_hex(arrived.text)) return Seen::duplicate;
    // A buyer's erasure took the first body; what came then cannot be compared.
    if (before->body.empty()) return Seen::duplicate;
    return canonical_json(before->body) == canonical_json(arrived.text) ? Seen::duplicate
                                                                        : Seen::conflict;
}

std::string Intake::key_of(const Event& event) const {
    if (!event.said.key.empty()) return event.said.key;
    return desk_.store->order_key_by_tracking(event.said.shipment.tracking_number).value_or("");
}

EventVerdict Intake::take(const Arrived& arrived, Instant now) {
    const Event& event = arrived.parsed.event;
    EventVerdict verdict;
    verdict.source = event.source;
    verdict.id = event.id;
    verdict.order_key = key_of(event);
    std::optional<Order> before;
    if (!verdict.order_key.empty()) before = desk_.store->order(verdict.order_key);
    std::optional<Folded> folded;
    if (before || can_begin_order(event)) folded = fold(before ? &*before : nullptr, event);
    verdict.effect = folded ? effect_of(*folded) : "parked";
    const std::int64_t seq = record(arrived, verdict, now);
    if (folded) {
        apply(event, before, *folded, seq, verdict, now);
    } else {
        desk_.store->park(seq, verdict.order_key, event.said.shipment.tracking_number,
                          now + date::days{park_days_});
    }
    ++desk_.counters.events_accepted;
    desk_.happenings.push_back(
        {now, "event", verdict.order_key, 0, "", event.type + " " + verdict.effect});
    return verdict;
}

std::int64_t Intake::record(const Arrived& arrived, const EventVerdict& verdict, Instant now) {
    const Event& event = arrived.parsed.event;
    EventRow row;
    row.source = event.source;
    row.id = event.id;
    row.type = event.type;
    row.order_key = verdict.order_key;
    row.time = event.time;
    row.received = now;
    row.body = arrived.text;
    row.body_sha256 = sha256_hex(arrived.text);
    row.effect = verdict.effect;
    return desk_.store->record_event(row);
}

void Intake::apply(const Event& event, const std::optional<Order>& before, const Folded& folded,
                   std::int64_t seq, EventVerdict& verdict, Instant now) {
    if (folded.changed) desk_.store->put_order(folded.order, now, !before);
    // Whatever comes after an erasure may name the buyer again: its body goes the same way.
    if (folded.order.redacted) claim_waiting(event, before, verdict.order_key);
    if (folded.order.redacted) desk_.store->erase_order(verdict.order_key, now);
    if (event.kind == Event::Kind::redacted) {
        verdict.withdrawn +=
            withdraw_waiting(desk_, verdict.order_key, "", "the buyer's data was erased", now);
        return;
    }
    for (const Reached& reached : folded.reached) {
        const Evaluation evaluation =
            evaluate(desk_.set->rules, folded.order, reached, desk_.record_of(folded.order));
        follow(folded.order, evaluation, seq, verdict, now);
    }
    follow_deadlines(before ? &*before : nullptr, folded, seq, verdict, now);
    follow_changed_review(before ? &*before : nullptr, event, folded.order, seq, verdict, now);
    if (before && before->parcel_news_at != folded.order.parcel_news_at)
        count_silence_anew(folded.order, now);
    const bool other_address = before && before->buyer.email != folded.order.buyer.email;
    const bool other_tags =
        before && before->tags != folded.order.tags && !desk_.set->shop.zone_of_tag.empty();
    if (folded.moved || other_address || other_tags)
        replan_order(desk_, folded.order, what_moved(*before, folded.order), now);
    if (event.kind == Event::Kind::review_removed) reinstate_after_review(folded.order, now);
    take_waiting(folded.order, verdict, now);
}

void Intake::follow(const Order& order, const Evaluation& evaluation,
                    std::optional<std::int64_t> news, EventVerdict& verdict, Instant now) {
    for (const Withdrawal& withdrawal : evaluation.withdrawals) {
        verdict.withdrawn +=
            withdraw_waiting(desk_, order.key, withdrawal.rule, withdrawal.reason, now);
    }
    const auto decided = [&](const std::string& rule, const std::string& reason) {
        if (!news) return;
        const Rule* written = desk_.set->rules.find(rule);
        desk_.store->record_decision(
            {order.key, *news, now, rule, reason, written ? written_at(*written) : ""});
    };
    for (const Refusal& refusal : evaluation.refusals) decided(refusal.rule, refusal.reason);
    Plan planned = plan(evaluation, order, desk_.calendar(), desk_.occupancy_for(order, now), now);
    share_reasons(desk_, evaluation, planned, order);
    for (const NotPlanned& none : planned.none) decided(none.rule, none.reason);
    for (Job& job : planned.jobs) {
        std::string reason =
            one_too_many(*desk_.store, desk_.set->rules, order, job.key, Others::planned);
        if (!reason.empty()) {
            decided(job.key.rule, reason);
            continue;
        }
        if (!desk_.store->enqueue(job, now))
            continue;  // the same step of the same rule: once per order
        ++verdict.planned;
        ++desk_.counters.jobs_planned;
        if (job.state == JobState::scheduled) desk_.occupancy.add(job.channel, job.due);
        const bool held = job.state == JobState::held;
        desk_.tell(now, held ? "held" : "planned", job,
                   Reason{held ? job.reason : job.explanation, planned.shareable_of(job)});
    }
}

/// A rule that counts from a deadline starts when the deadline becomes known; and later, when what
/// the order is has changed so that the rule's conditions hold. Only the first is told in the
/// story: the second would be told at each event.
void Intake::follow_deadlines(const Order* before, const Folded& folded, std::int64_t seq,
                              EventVerdict& verdict, Instant now) {
    const RuleSet& rules = desk_.set->rules;
    const bool any = std::any_of(rules.rules.begin(), rules.rules.end(), [](const Rule& rule) {
        return rule.trigger == Trigger::deadline;
    });
    if (!any || !folded.changed) return;
    for (std::size_t index = 0; index < deadline_names().size(); ++index) {
        const auto kind = static_cast<DeadlineKind>(index);
        const auto at = deadline_of(folded.order, kind);
        if (!at) continue;
        Evaluation evaluation = evaluate(rules, folded.order, kind, desk_.record_of(folded.order));
        const bool is_news = !before || deadline_of(*before, kind) != at;
        if (!is_news) {
            std::erase_if(evaluation.matches, [&](const Match& match) {
                return *at <= now || desk_.store
                                         ->job(JobKey{folded.order.key, match.rule->name,
                                                      match.step, match.occurrence})
                                         .has_value();
            });
        }
        follow(folded.order, evaluation, is_news ? std::optional{seq} : std::nullopt, verdict, now);
    }
}

/// A buyer who thinks better, or worse, of it: rules on reviews look at the new one. What the first
/// review was written about is not written again: a job's key is unique.
void Intake::follow_changed_review(const Order* before, const Event& event, const Order& order,
                                   std::int64_t seq, EventVerdict& verdict, Instant now) {
    if (event.kind != Event::Kind::review_changed || !before ||
        !before->facts.contains(Stage::review) ||
        sentiment_of(before->review) == sentiment_of(order.review))
        return;
    const Reached again{Stage::review, event.time};
    follow(order, evaluate(desk_.set->rules, order, again, desk_.record_of(order)), seq, verdict,
           now);
}

/// The parcel spoke: what waits for its silence counts from now.
void Intake::count_silence_anew(const Order& order, Instant now) {
    Replan tally;
    for (const Job& job : desk_.store->jobs_of_order(order.key)) {
        const Rule* rule = desk_.set->rules.find(job.key.rule);
        const bool waits = job.state == JobState::scheduled || held_by_house(job);
        if (!waits || !rule || rule->trigger != Trigger::silence) continue;
        plan_afresh(desk_, job, *rule, "news of the parcel", now, tally);
    }
}

void Intake::take_waiting(const Order& order, EventVerdict& verdict, Instant now) {
    for (const EventRow& row : desk_.store->unpark(order.key, order.shipment.tracking_number)) {
        const ParsedEvent parsed = parse_event(row.body, *desk_.zones);
        if (!parsed.problems.empty()) {  // it was valid; the zone it names is gone since
            desk_.store->settle_waiting(row, order.key, "not understood any more");
            continue;
        }
        EventVerdict of_waiting;
        of_waiting.order_key = order.key;
        const std::optional<Order> before = desk_.store->order(order.key);
        const Folded folded = fold(before ? &*before : nullptr, parsed.event);
        desk_.store->settle_waiting(row, order.key, effect_of(folded));
        apply(parsed.event, before, folded, row.seq, of_waiting, now);
        verdict.planned += of_waiting.planned;
        verdict.withdrawn += of_waiting.withdrawn;
    }
}

/// What waits for the order, or for its parcel, is about the buyer who is being erased.
void Intake::claim_waiting(const Event& event, const std::optional<Order>& before,
                           const std::string& order_key) {
    std::vector<std::string> parcels{event.said.shipment.tracking_number};
    if (before) parcels.push_back(before->shipment.tracking_number);
    for (const std::string& parcel : parcels)
        for (const EventRow& row : desk_.store->unpark(order_key, parcel))
            desk_.store->settle_waiting(row, order_key, "the buyer's data was erased");
}

void Intake::reinstate_after_review(const Order& order, Instant now) {
    for (const Job& job : desk_.store->jobs_of_order(order.key)) {
        const Rule* rule = desk_.set->rules.find(job.key.rule);
        const bool by_review = job.reason.starts_with(name(Stage::review));
        if (job.state != JobState::withdrawn || !rule || !by_review) continue;
        if (!no_longer_wanted(*rule, order).empty()) continue;
        reinstate_job(desk_, job, order, "the review was removed", now);
    }
}

void Intake::note_conflict(const Arrived& arrived, Instant now) {
    const Event& event = arrived.parsed.event;
    const auto before = desk_.store->event(event.source, event.id);
    desk_.store->record_decision(
        {key_of(event), before ? before->seq : 0, now, "",
         "event " + event.id + " came again with another body and was refused"});
    log::warning("order=" + log::value(key_of(event)) + " event conflict source=" +
                 log::value(event.source) + " id=" + log::value(event.id));
}

void Intake::drop_parked(Instant now) {
    for (const EventRow& row : desk_.store->drop_parked(now)) {
        desk_.store->settle_waiting(row, row.order_key, "its order never came");
        log::warning("order=" + log::value(row.order_key) +
                     " parked event given up type=" + row.type);
    }
}

}  // namespace vesper
