#include "daemon/on_trial.hpp"

#include "daemon/desk.hpp"
#include "rules/evaluate.hpp"
#include "scheduler/decision.hpp"

namespace vesper {

Media media_of(const House& house) {
    Media media;
    for (const auto& [name, channel] : house.config().channels) media[name] = channel.medium;
    return media;
}

Calendar calendar_of(const House& house, const Media& media) {
    // Not an owner: the house is.
    const std::shared_ptr<const ZoneSnapshot> zones{std::shared_ptr<void>{}, &house.zones()};
    return {zones, &house.set().rules, &house.set().shop, &house.holidays(), &media};
}

Plan plan_on_trial(const House& house, const Rule& rule, const Order& order, Instant anchor) {
    constexpr date::days looked_back{8};  // a week, and the hours by which dates differ
    const Instant now = house.now();
    const RuleSet& rules = house.set().rules;
    const Media media = media_of(house);
    Occupancy occupancy = house.occupancy();
    occupancy.buyer = BuyerDays{rules.limits};
    if (rules.limits.any())
        for (const Job& job : house.store().letters_of_buyer(order, now - looked_back))
            if (counts_for_buyer(job, rules)) occupancy.buyer.add(job.local_date);
    const Evaluation evaluation =
        evaluate(rule, order, anchor, whole_record_of(order, house.store()));
    Plan planned = plan(evaluation, order, calendar_of(house, media), occupancy, now);
    for (const Refusal& refusal : evaluation.refusals)
        planned.none.push_back({refusal.rule, 0, refusal.reason});
    return planned;
}

}  // namespace vesper
