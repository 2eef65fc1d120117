#include "rules/policy.hpp"

#include "rules/rule.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::int64_t seconds_a_day = 86400;

template <class Value>
bool holds(const std::vector<Value>& values, const Value& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

bool concerns(const PlatformLimit& limit, const Rule& rule) {
    const bool stage =
        limit.stages.empty() || (rule.trigger != Trigger::deadline && holds(limit.stages, rule.on));
    return stage && (limit.classes.empty() || holds(limit.classes, rule.message_class));
}

/// Days after the stage on which the step comes first, and after which it comes no more.
std::int64_t first_day(const Step& step) {
    if (const auto* days = std::get_if<CalendarDays>(&step.after)) return days->days;
    return std::get<Elapsed>(step.after).span.count() / seconds_a_day;
}

std::optional<std::int64_t> last_day(const Step& step) {
    if (!step.latest) return std::nullopt;
    if (const auto* days = std::get_if<CalendarDays>(&*step.latest)) return days->days;
    return std::get<Elapsed>(*step.latest).span.count() / seconds_a_day + 1;
}

Words broken(const PlatformLimit& limit, const Step& step, std::optional<bool> acts) {
    const bool forbidden = limit.actions.empty() && limit.kinds.empty() && !limit.by_platform &&
                           !limit.from_days && !limit.until_days;
    if (forbidden) return say("it may not be sent");
    if (!limit.actions.empty() && (!step.is_action() || !holds(limit.actions, step.channel)))
        return say("only by the action {}", listed(limit.actions));
    if (!limit.kinds.empty()) {
        const auto kind = step.with.find("kind");
        if (kind == step.with.end() || !holds(limit.kinds, kind->second.text))
            return say("only as a message of its own kind, with.kind = {}", listed(limit.kinds));
    }
    if (limit.by_platform && acts && !*acts) return say("only through the platform's own messages");
    if (limit.from_days && first_day(step) < *limit.from_days)
        return say("not before day {}", *limit.from_days);
    if (limit.until_days && last_day(step).value_or(*limit.until_days + 1) > *limit.until_days)
        return say("not after day {1} (latest = \"{1}d\")", *limit.until_days);
    return {};
}

}  // namespace

Words not_allowed(const Platform& platform, const Rule& rule, const Step& step,
                  std::optional<bool> acts) {
    if (step.to == Audience::shop) return {};
    for (const PlatformLimit& limit : platform.limits) {
        if (!concerns(limit, rule)) continue;
        const Words how = broken(limit, step, acts);
        return how.empty() ? how : say("{}: {}", how, from_table(limit.because));
    }
    return {};
}

}  // namespace vesper
