// One shop, one rule, one buyer in Berlin, and the plans made of them.
#pragma once

#include "scheduler/plan.hpp"
#include "tests/support/zones.hpp"

#include <string>

namespace vesper::test {

class DeskOfPlans {
public:
    DeskOfPlans() {
        Window evening;
        evening.name = "evening";
        evening.everywhere.from = seconds{19 * 3600};
        evening.everywhere.until = seconds{21 * 3600};
        rules.windows["evening"] = evening;
        Rule rule;
        rule.name = "review-request";
        rule.on = Stage::delivered;
        Step step;
        step.after = CalendarDays{0};
        step.window = "evening";
        step.channel = "email";
        step.message = "review-request";
        rule.steps.push_back(step);
        rules.rules.push_back(rule);
        shop.zone = "Asia/Shanghai";
        order.key = "shop/main/1001";
        order.timezone = "Europe/Berlin";
        order.ship_to.country = "DE";
    }

    Step& step() { return rules.rules.front().steps.front(); }
    Window& window() { return rules.windows.at("evening"); }
    Calendar calendar() const { return {zones, &rules, &shop}; }

    /// The rule's plan for a delivery at `anchor`, made at `now` (or at once).
    Plan plan(const std::string& anchor, const std::string& now = "") const {
        Evaluation evaluation;
        evaluation.matches.push_back({&rules.rules.front(), 0, 0, at(anchor)});
        return vesper::plan(evaluation, order, calendar(), occupancy,
                            at(now.empty() ? anchor : now));
    }
    Job plan_one(const std::string& anchor, const std::string& now = "") const {
        Plan made = plan(anchor, now);
        if (made.jobs.size() != 1)
            throw std::runtime_error("not planned: " + made.none.at(0).reason);
        return made.jobs.front();
    }

    std::shared_ptr<const ZoneSnapshot> zones = system_zones();
    RuleSet rules;
    Shop shop;
    Order order;
    Occupancy occupancy;
};

}  // namespace vesper::test
