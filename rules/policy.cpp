#include "rules/policy.hpp"

#include "rules/rule.hpp"
#include "rules/step_channels.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::int64_t seconds_a_day = 86400;

template <class Value>
bool holds(const std::vector<Value>& values, const Value& value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// Of all channels that the step may go by: a fallback is no way around a limit.
bool goes_only_by(const Step& step, const std::vector<std::string>& names) {
    const std::vector<std::string> channels = channels_of(step);
    return !channels.empty() &&
           std::all_of(channels.begin(), channels.end(),
                       [&](const std::string& channel) { return holds(names, channel); });
}

bool is_of(const std::vector<MessageClass>& classes, const Rule& rule) {
    return classes.empty() || holds(classes, rule.message_class);
}

/// An action that a limit names is its business, whatever the rule says of its class.
bool does_one_of(const std::vector<std::string>& actions, const Step& step) {
    const std::vector<std::string> channels = channels_of(step);
    return step.is_action() &&
           std::any_of(channels.begin(), channels.end(),
                       [&](const std::string& channel) { return holds(actions, channel); });
}

bool concerns(const PlatformLimit& limit, const Rule& rule, const Step& step) {
    if (!is_of(limit.classes, rule) && !does_one_of(limit.actions, step)) return false;
    if (limit.stages.empty() && limit.deadlines.empty()) return true;
    if (rule.trigger == Trigger::deadline) return rule.of && holds(limit.deadlines, *rule.of);
    return holds(limit.stages, rule.on);
}

/// The limit that decides about the step; nothing: it is free.
const PlatformLimit* limit_of(const Platform& platform, const Rule& rule, const Step& step) {
    // Who is told of an action makes it no other action.
    const bool is_limited =
        std::any_of(platform.limits.begin(), platform.limits.end(),
                    [&](const PlatformLimit& limit) { return does_one_of(limit.actions, step); });
    if (step.to == Audience::shop && !is_limited) return nullptr;
    if (step.is_action() && goes_only_by(step, platform.silent)) return nullptr;
    const auto found =
        std::find_if(platform.limits.begin(), platform.limits.end(),
                     [&](const PlatformLimit& limit) { return concerns(limit, rule, step); });
    return found == platform.limits.end() ? nullptr : &*found;
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

bool says_how(const PlatformLimit& limit) {
    return !limit.actions.empty() || !limit.kinds.empty() || limit.by_platform ||
           !limit.counts_from.empty() || limit.from_days || limit.until_days || limit.once;
}

/// How the step must be done, where it is not.
Words wrong_way(const PlatformLimit& limit, const Rule& rule, const Step& step,
                std::optional<bool> acts) {
    if (!is_of(limit.classes, rule)) {
        std::vector<std::string_view> classes;
        for (const MessageClass one : limit.classes) classes.push_back(name(one));
        return say("only with class = {}", listed(classes));
    }
    if (!limit.actions.empty() && !(step.is_action() && goes_only_by(step, limit.actions)))
        return say("only by the action {}", listed(limit.actions));
    if (!limit.kinds.empty()) {
        const auto kind = step.with.find("kind");
        if (kind == step.with.end() || !holds(limit.kinds, kind->second.text))
            return say("only as a message of its own kind, with.kind = {}", listed(limit.kinds));
    }
    if (limit.by_platform && acts && !*acts) return say("only through the platform's own messages");
    return {};
}

/// When the step must be done, where it is not.
Words wrong_time(const PlatformLimit& limit, const Rule& rule, const Step& step) {
    const bool from_event = rule.trigger == Trigger::stage;
    if (!limit.counts_from.empty() && !(from_event && holds(limit.counts_from, rule.on))) {
        std::vector<std::string_view> stages;
        for (const Stage stage : limit.counts_from) stages.push_back(name(stage));
        return say("only counted from {}", listed(stages));
    }
    if ((limit.from_days || limit.until_days) && !from_event)
        return say("only counted from an event, with on and after");
    if (limit.from_days && first_day(step) < *limit.from_days)
        return say("not before day {}", *limit.from_days);
    if (limit.from_days && step.no_evening == NoEvening::early)
        return say("not before day {}, as no_evening = \"early\" might be", *limit.from_days);
    if (limit.until_days && last_day(step).value_or(*limit.until_days + 1) > *limit.until_days)
        return say("not after day {1} (latest = \"{1}d\")", *limit.until_days);
    return {};
}

/// Whether the rule itself does more than once what the limit allows once.
bool repeats(const Platform& platform, const PlatformLimit& limit, const Rule& rule,
             std::size_t step) {
    if (rule.steps[step].times > 1) return true;
    const auto earlier_end = rule.steps.begin() + static_cast<std::ptrdiff_t>(step);
    return std::any_of(rule.steps.begin(), earlier_end, [&](const Step& earlier) {
        return limit_of(platform, rule, earlier) == &limit &&
               wrong_way(limit, rule, earlier, std::nullopt).empty() &&
               wrong_time(limit, rule, earlier).empty();  // else it is left out itself
    });
}

}  // namespace

Words not_allowed(const Platform& platform, const Rule& rule, std::size_t step,
                  std::optional<bool> acts) {
    const PlatformLimit* limit = limit_of(platform, rule, rule.steps[step]);
    if (!limit) return {};
    Words how;
    if (!says_how(*limit)) how = say("it may not be sent");
    if (how.empty()) how = wrong_way(*limit, rule, rule.steps[step], acts);
    if (how.empty()) how = wrong_time(*limit, rule, rule.steps[step]);
    if (how.empty() && limit->once && repeats(platform, *limit, rule, step))
        how = say("only once for each order");
    return how.empty() ? how : say("{}: {}", how, from_table(limit->because));
}

std::string allowed_once(const Platform& platform, const Rule& rule, std::size_t step) {
    const PlatformLimit* limit = limit_of(platform, rule, rule.steps[step]);
    return limit && limit->once ? limit->because : std::string{};
}

}  // namespace vesper
