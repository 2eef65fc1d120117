#include "rules/condition_timing.hpp"

#include "rules/spelling.hpp"

#include <array>
#include <optional>

namespace vesper {

namespace {

/// How far an order is on its way, for the stages that come in a row; nothing for what may come at
/// any time.
std::optional<int> step_on_the_way(Stage stage) {
    constexpr std::array way{std::pair{Stage::placed, 0},
                             std::pair{Stage::payment_review, 1},
                             std::pair{Stage::paid, 2},
                             std::pair{Stage::preparing, 3},
                             std::pair{Stage::shipped, 4},
                             std::pair{Stage::in_transit, 5},
                             std::pair{Stage::customs_hold, 6},
                             std::pair{Stage::customs_released, 7},
                             std::pair{Stage::out_for_delivery, 8},
                             std::pair{Stage::attempt_failed, 9},
                             std::pair{Stage::pickup_ready, 9},
                             std::pair{Stage::delivered, 10},
                             std::pair{Stage::review, 11},
                             std::pair{Stage::return_received, 11}};
    for (const auto& [one, step] : way)
        if (one == stage) return step;
    return std::nullopt;
}

bool comes_after(Stage stage, Stage other) {
    const auto step = step_on_the_way(stage);
    const auto before = step_on_the_way(other);
    return step && before && *step > *before;
}

Words on_instead(Stage stage) {
    return say("a rule that starts then says {}", "on = " + quoted(name(stage)));
}

void doubt_review(const TomlEntry& review, const Rule& rule, const Report& report) {
    if (!comes_after(Stage::review, rule.on)) return;
    report.warning(review.key_at,
                   say("conditions are judged when the rule starts, and a review comes after {}",
                       quoted(name(rule.on))),
                   on_instead(Stage::review));
}

/// How many days a condition asks for at least.
std::int64_t days_asked(const TomlValue& days) {
    const TomlEntry* from = days.find("from");
    return from ? from->value.integer : days.integer;
}

void doubt_days(const TomlEntry& days, const Rule& rule, const Report& report) {
    for (const TomlEntry& entry : days.value.entries) {
        const auto stage = stage_named(entry.key);
        if (stage && comes_after(*stage, rule.on))
            report.warning(entry.key_at,
                           say("conditions are judged when the rule starts, and {} comes after {}",
                               quoted(entry.key), quoted(name(rule.on))),
                           on_instead(*stage));
        // A review that is changed starts its rules again, days after the first.
        const bool starts_now = stage == rule.on && rule.trigger == Trigger::stage;
        if (starts_now && *stage != Stage::review && days_asked(entry.value) > 0)
            report.warning(entry.key_at,
                           say("the rule starts when the order comes to {}, not days later",
                               quoted(entry.key)),
                           say("how long after it, like after = \"3d\""));
    }
}

/// Of one level, and of what must hold with it. Behind `any` and `not` the rule may apply all the
/// same.
void doubt_conditions(const TomlValue& when, const Rule& rule, const Report& report) {
    if (const TomlEntry* review = when.find("review")) doubt_review(*review, rule, report);
    if (const TomlEntry* days = when.find("days_in")) doubt_days(*days, rule, report);
    const TomlEntry* all = when.find("all");
    if (!all) return;
    doubt_conditions(all->value, rule, report);  // one table alone
    for (const TomlValue& each : all->value.items) doubt_conditions(each, rule, report);
}

}  // namespace

void doubt_timing(const TomlSection& table, const Rule& rule) {
    bool starts_on_stage = false;  // that is known
    for (const TomlEntry& entry : table.entries())
        if (entry.key == "on") starts_on_stage = stage_named(entry.value.text) == rule.on;
    if (!starts_on_stage || rule.trigger == Trigger::deadline) return;
    for (const TomlEntry& entry : table.entries())
        if (entry.key == "when") doubt_conditions(entry.value, rule, table.report());
}

}  // namespace vesper
