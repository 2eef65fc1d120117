#include "daemon/control/rule_checks.hpp"

#include "daemon/desk.hpp"
#include "daemon/once.hpp"
#include "daemon/welcome.hpp"
#include "rules/asked.hpp"
#include "rules/evaluate.hpp"
#include "scheduler/holdout.hpp"
#include "scheduler/ladder.hpp"

#include <set>

namespace vesper {

namespace {

class Checks {
public:
    Checks(const House& house, const Rule& rule, const Order& order)
        : house_(house), rule_(rule), order_(order) {}

    std::vector<Check> all() {
        if (std::string asleep = why_asleep(rule_); !asleep.empty()) put(asleep, "");
        begins();
        put(order_.test ? "it is a test order: those never reach a buyer" : "",
            "it is not a test order");
        ends();
        conditions();
        for (std::size_t number = 0; number < rule_.steps.size(); ++number) step(number);
        if (rule_.holdout_percent > 0)
            put(held_out(rule_, order_), "holdout " + std::to_string(rule_.holdout_percent) +
                                             "%: the buyer is not one of those left out");
        return std::move(checks_);
    }

private:
    /// `refusal` is empty where it holds; then `otherwise` is said.
    void put(const std::string& refusal, const std::string& otherwise) {
        for (const Check& check : checks_)
            if (check.words == (refusal.empty() ? otherwise : refusal)) return;
        checks_.push_back({refusal.empty(), refusal.empty() ? otherwise : refusal});
    }

    void begins() {
        const auto anchor = anchor_of(rule_, order_);
        std::string holds = trigger_words(rule_);
        if (anchor) {
            const std::string zone = resolve_buyer(order_, house_.set().shop, house_.zones()).zone;
            holds += ": " + when_words(house_, zone, *anchor);
        }
        put(not_begun(house_, rule_, order_), holds);
    }

    void ends() {
        const std::string reason = no_longer_wanted(rule_, order_);
        std::string stages;
        for (const Stage stage : rule_.unless)
            stages += (stages.empty() ? "" : ", ") + std::string{name(stage)};
        if (!reason.empty())
            put("it is ended by " + reason, "");
        else if (!stages.empty())
            put("", "nothing has ended it (" + stages + ")");
    }

    void conditions() {
        const Instant at = rule_.trigger == Trigger::stage
                               ? anchor_of(rule_, order_).value_or(house_.now())
                               : house_.now();
        for (const AskedCondition& each :
             asked(rule_.when, order_, whole_record_of(order_, house_.store()), at))
            put(each.refusal,
                each.condition + (each.is.empty() ? "" : ": the order's is " + each.is));
    }

    void step(std::size_t number) {
        const Step& step = rule_.steps[number];
        const std::string which =
            rule_.steps.size() > 1 ? "step " + std::to_string(number + 1) + ": " : "";
        const auto barred = step.barred.find(order_.platform);
        if (barred != step.barred.end()) return put(which + barred->second, "");
        const JobKey key{order_.key, rule_.name, static_cast<int>(number), 0};
        const std::string taken =
            one_too_many(house_.store(), house_.set().rules, order_, key, Others::planned);
        if (!taken.empty()) return put(which + taken, "");
        if (house_.set().rules.platforms.contains(order_.platform))
            put("", "what " + order_.platform + " allows includes it");
        if (step.to == Audience::shop || step.is_action() || !rule_.asleep.empty()) return;
        const auto channel = house_.config().channels.find(step.channel);
        if (channel == house_.config().channels.end())
            return put(which + "there is no channel " + step.channel, "");
        const bool by_mail = reaches_by_mail(channel->second);
        const std::string reason =
            unwelcome({house_.set().shop, house_.store()}, order_, rule_.message_class, by_mail);
        put(reason.empty() ? "" : which + reason, "the buyer may be written to");
    }

    const House& house_;
    const Rule& rule_;
    const Order& order_;
    std::vector<Check> checks_;
};

}  // namespace

std::vector<Check> checks_of(const House& house, const Rule& rule, const Order& order) {
    return Checks{house, rule, order}.all();
}

std::string trigger_words(const Rule& rule) {
    switch (rule.trigger) {
        case Trigger::stage:
            return "it begins when an order comes to " + std::string{name(rule.on)};
        case Trigger::silence:
            return "it begins when a parcel is silent after " + std::string{name(rule.on)};
        case Trigger::deadline:
            break;
    }
    return "it counts from the order's deadline " + std::string{name(*rule.of)};
}

std::string not_begun(const House& house, const Rule& rule, const Order& order) {
    if (anchor_of(rule, order)) return {};
    if (rule.trigger == Trigger::deadline)
        return "the order has no deadline " + std::string{name(*rule.of)} +
               ", which the rule counts from";
    std::string reason = "the order has not come to " + std::string{name(rule.on)};
    const auto stage = current_stage(order);
    if (!stage) return reason + "; it has come to no stage yet";
    const std::string zone = resolve_buyer(order, house.set().shop, house.zones()).zone;
    return reason + "; it stands at " + std::string{name(*stage)} + ", since " +
           when_words(house, zone, order.facts.at(*stage));
}

std::string when_words(const House& house, const std::string& zone, Instant at) {
    const Clocks clocks = clocks_of(house, zone);
    if (clocks.buyer != nullptr) return local_words(at, *clocks.buyer) + " buyer time";
    if (clocks.shop != nullptr) return local_words(at, *clocks.shop) + " shop time";
    return to_string(at);
}

}  // namespace vesper
