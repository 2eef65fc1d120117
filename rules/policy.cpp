#include "rules/policy.hpp"

#include "rules/rule.hpp"
#include "rules/spelling.hpp"
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

std::vector<std::string> assigned(std::string_view key, const std::vector<std::string>& values) {
    std::vector<std::string> out;
    for (const std::string& value : values) out.push_back(std::string{key} + " = " + quoted(value));
    return out;
}

std::string assigned(std::string_view key, std::int64_t days) {
    return std::string{key} + " = " + quoted(std::to_string(days) + 'd');
}

/// "write with.kind = "a"", or one of several.
Words write_one_of(const std::vector<std::string>& lines) {
    return lines.size() == 1 ? say("write {}", lines.front())
                             : say("write one of {}", listed(lines));
}

/// How the step must be done, where it is not.
Barred wrong_way(const PlatformLimit& limit, const Rule& rule, const Step& step,
                 std::optional<bool> acts) {
    if (!is_of(limit.classes, rule)) {
        std::vector<std::string> classes;
        for (const MessageClass one : limit.classes) classes.emplace_back(name(one));
        return {say("only with class = {}", listed(classes)),
                write_one_of(assigned("class", classes))};
    }
    if (!limit.actions.empty() && !(step.is_action() && goes_only_by(step, limit.actions)))
        return {say("only by the action {}", listed(limit.actions)),
                say("write {}, without a message or another channel",
                    assigned("channel", limit.actions).front()),
                true};
    if (!limit.kinds.empty()) {
        const auto kind = step.with.find("kind");
        if (kind == step.with.end() || !holds(limit.kinds, kind->second.text))
            return {say("only as a message of its own kind, with.kind = {}", listed(limit.kinds)),
                    write_one_of(assigned("with.kind", limit.kinds)), true};
    }
    if (limit.by_platform && acts && !*acts)
        return {say("only through the platform's own messages"),
                say("write the channel that speaks to the platform, and no other"), true};
    return {};
}

/// From which stage the step must count, where it counts from another or from none.
Barred wrong_start(const PlatformLimit& limit, const Rule& rule) {
    const bool from_event = rule.trigger == Trigger::stage;
    if (!limit.counts_from.empty() && !(from_event && holds(limit.counts_from, rule.on))) {
        std::vector<std::string> stages;
        for (const Stage stage : limit.counts_from) stages.emplace_back(name(stage));
        const std::string on = assigned("on", stages).front();
        return {say("only counted from {}", listed(stages)),
                from_event
                    ? say("write {}", on)
                    : say("write {} and {}", on, assigned("after", limit.from_days.value_or(1)))};
    }
    if ((limit.from_days || limit.until_days) && !from_event)
        return {say("only counted from an event, with on and after"),
                say("write \"on\" and \"after\" in place of {}",
                    quoted(rule.trigger == Trigger::deadline ? "of" : "without_news"))};
    return {};
}

/// When the step must be done, where it is not.
Barred wrong_time(const PlatformLimit& limit, const Rule& rule, const Step& step) {
    if (Barred start = wrong_start(limit, rule); !start.empty()) return start;
    if (limit.from_days && first_day(step) < *limit.from_days) {
        const std::string after = assigned("after", *limit.from_days);
        return {say("not before day {}", *limit.from_days),
                last_day(step).value_or(*limit.from_days) < *limit.from_days
                    ? say("write {}, and a later \"latest\"", after)
                    : say("write {}", after)};
    }
    if (limit.from_days && step.no_evening == NoEvening::early)
        return {say("not before day {}, as no_evening = \"early\" might be", *limit.from_days),
                say("write {}", "no_evening = \"drop\"")};
    if (limit.until_days && last_day(step).value_or(*limit.until_days + 1) > *limit.until_days) {
        const std::string latest = assigned("latest", *limit.until_days);
        return {say("not after day {1} (latest = \"{1}d\")", *limit.until_days),
                first_day(step) > *limit.until_days
                    ? say("write {}, and an earlier \"after\"", latest)
                    : say("write {}", latest)};
    }
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

Barred not_allowed(const Platform& platform, const Rule& rule, std::size_t step,
                   std::optional<bool> acts) {
    const PlatformLimit* limit = limit_of(platform, rule, rule.steps[step]);
    if (!limit) return {};
    Barred how;
    if (!says_how(*limit)) how.why = say("it may not be sent");
    if (how.empty()) how = wrong_way(*limit, rule, rule.steps[step], acts);
    if (how.empty()) how = wrong_time(*limit, rule, rule.steps[step]);
    if (how.empty() && limit->once && repeats(platform, *limit, rule, step))
        how = {say("only once for each order"),
               rule.steps[step].times > 1
                   ? say("leave out \"every\" and \"times\"")
                   : say("leave out step {}: an earlier one does it", step + 1)};
    if (!how.empty()) how.why = say("{}: {}", how.why, from_table(limit->because));
    return how;
}

std::string allowed_once(const Platform& platform, const Rule& rule, std::size_t step) {
    const PlatformLimit* limit = limit_of(platform, rule, rule.steps[step]);
    return limit && limit->once ? limit->because : std::string{};
}

}  // namespace vesper
