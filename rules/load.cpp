#include "rules/load.hpp"

#include "rules/key_words.hpp"
#include "rules/languages_met.hpp"
#include "rules/message_check.hpp"
#include "rules/spelling.hpp"
#include "rules/step_channels.hpp"
#include "rules/toml_reader.hpp"
#include "rules/vocabulary.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// Whether the step's channels stand in a platform's name; nothing: the channels are not known.
std::optional<bool> can_act(const Step& step, const std::vector<KnownChannel>& channels) {
    if (channels.empty()) return std::nullopt;
    const std::vector<std::string> names = channels_of(step);
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return std::any_of(channels.begin(), channels.end(), [&](const KnownChannel& channel) {
            return channel.name == name && channel.acts;
        });
    });
}

/// Whether the conditions ask for the platform by name, at whatever depth. `asked`: what stands
/// here is to hold; within `not` it is not to, and within a second `not` it is again.
bool names(const Conditions& when, const std::string& platform, bool asked = true) {
    const auto any = [&](const std::vector<Conditions>& nested, bool asked_there) {
        return std::any_of(nested.begin(), nested.end(), [&](const Conditions& one) {
            return names(one, platform, asked_there);
        });
    };
    const bool here =
        std::find(when.platform.begin(), when.platform.end(), platform) != when.platform.end();
    return (asked && here) || any(when.all, asked) || any(when.any, asked) ||
           any(when.none, !asked);
}

/// Whether no order of another platform meets the conditions.
bool is_only(const Conditions& when, const std::string& platform) {
    const auto here = [&](const Conditions& one) { return is_only(one, platform); };
    return when.platform == std::vector{platform} ||
           std::any_of(when.all.begin(), when.all.end(), here) ||
           (!when.any.empty() && std::all_of(when.any.begin(), when.any.end(), here));
}

/// The way that the platform leaves. Where it leaves none the rule may be for other orders; one
/// that has no others must not be widened to every shop's.
Words way_out(const std::string& platform, const Rule& rule, std::size_t step,
              const Barred& barred) {
    const bool alone = is_only(rule.when, platform);
    if (!barred.way.empty())
        return barred.is_its_own && !alone
                   ? say("in a rule for {} alone: {}", quoted(platform), barred.way)
                   : barred.way;
    if (alone)
        return rule.steps.size() == 1 ? say("the rule has no use; remove it")
                                      : say("step {} has no use; remove it", step + 1);
    const auto& named = rule.when.platform;
    return std::find(named.begin(), named.end(), platform) != named.end()
               ? say("leave {} out of when.platform", quoted(platform))
               : say("leave {} out of the conditions", quoted(platform));
}

void refuse_for(const std::string& platform, const Rule& rule, std::size_t step,
                const Barred& barred, const Report& report) {
    report.error(
        rule.place("when").value_or(rule.at),
        say("{} does not allow what rule {} does: {}", platform, quoted(rule.name), barred.why),
        way_out(platform, rule, step, barred));
}

/// A rule may wait for its channels; whether one is a letter's or an action's is then not known.
void put_to_sleep(RuleSet& set, const std::vector<KnownChannel>& channels) {
    if (channels.empty()) return;
    const auto is_known = [&](const std::string& name) {
        return std::any_of(channels.begin(), channels.end(),
                           [&](const KnownChannel& channel) { return channel.name == name; });
    };
    for (Rule& rule : set.rules) {
        if (rule.no_channel != NoChannel::sleep) continue;
        for (const Step& step : rule.steps)
            for (const std::string& name : channels_of(step))
                if (rule.asleep.empty() && !is_known(name)) rule.asleep = name;
    }
}

/// A rule that is written for a platform must keep its rules; one for all platforms leaves out the
/// orders of those that do not allow it.
void apply_policy(RuleSet& set, const std::vector<Source>& sources,
                  const std::vector<KnownChannel>& channels, Diagnostics& diagnostics) {
    for (Rule& rule : set.rules) {
        if (rule.is_unclear) continue;
        for (std::size_t number = 0; number < rule.steps.size(); ++number) {
            Step& step = rule.steps[number];
            for (const auto& [name, platform] : set.platforms) {
                if (std::string once = allowed_once(platform, rule, number); !once.empty())
                    step.once[name] = std::move(once);
                const Barred barred =
                    not_allowed(platform, rule, number,
                                rule.asleep.empty() ? can_act(step, channels) : std::nullopt);
                if (barred.empty()) continue;
                step.barred[name] = in_english(say("{} does not allow it: {}", name, barred.why));
                if (!names(rule.when, name)) continue;
                for (const Source& source : sources)
                    if (source.name == rule.file)
                        refuse_for(name, rule, number, barred, Report{source, diagnostics});
            }
        }
    }
}

/// The checks that need more than one file. Places are those of the rules that name things.
class CrossCheck {
public:
    CrossCheck(const SetSources& sources, const RunningSet& set,
               const std::vector<KnownChannel>& channels,
               const std::function<bool(const std::string&)>& is_zone, Diagnostics& diagnostics)
        : sources_{sources},
          set_{set},
          channels_{channels},
          is_zone_{is_zone},
          diagnostics_{diagnostics} {}

    void run() {
        for (const Rule& rule : set_.rules.rules) {
            const Source* source = source_of(rule.file);
            if (!source) continue;
            const Report report{*source, diagnostics_};
            if (!rule.asleep.empty()) note_asleep(rule, report);
            for (std::size_t number = 0; number < rule.steps.size(); ++number) {
                check_channels(rule, number, report);
                if (rule.steps[number].doubt)
                    check_doubt(rule, number, *rule.steps[number].doubt, report);
                if (!rule.steps[number].message.empty()) check_message(rule, number, report);
            }
            check_currency(rule, report);
        }
        check_unused_windows();
        for (const auto& [name, window] : set_.rules.windows) check_occasions(window);
    }

private:
    const Source* source_of(const std::string& name) const {
        const auto found = std::find_if(sources_.rules.begin(), sources_.rules.end(),
                                        [&](const Source& source) { return source.name == name; });
        return found == sources_.rules.end() ? nullptr : &*found;
    }

    const KnownChannel* channel_named(const std::string& name) const {
        const auto found =
            std::find_if(channels_.begin(), channels_.end(),
                         [&](const KnownChannel& channel) { return channel.name == name; });
        return found == channels_.end() ? nullptr : &*found;
    }

    std::vector<std::string_view> channel_names() const {
        std::vector<std::string_view> names;
        for (const KnownChannel& channel : channels_) names.push_back(channel.name);
        return names;
    }

    void note_asleep(const Rule& rule, const Report& report) const {
        const auto near = nearest(rule.asleep, channel_names());
        report.note(
            rule.at,
            say("rule {} sleeps: channel {} is not configured", quoted(rule.name),
                quoted(rule.asleep)),
            near ? did_you_mean(*near) : say("[channel.{}] in vesper.toml wakes it", rule.asleep));
    }

    void check_channels(const Rule& rule, std::size_t number, const Report& report) const {
        if (channels_.empty()) return;
        const Step& step = rule.steps[number];
        const Position at = rule.place("channel", number).value_or(rule.at);
        for (const std::string& name : channels_of(step)) {
            const KnownChannel* channel = channel_named(name);
            if (!channel) {
                if (rule.asleep.empty())
                    report.error(at, say("channel {} is not configured", quoted(name)),
                                 suggestion(name, channel_names()));
            } else if (step.is_action() && !channel->acts && lacks_message(rule, number)) {
                report.error(at,
                             say("channel {} carries letters: a message is missing", quoted(name)),
                             say("like {}", "message = \"review-request\""));
            }
        }
    }

    /// Whether the rule names the channel and no message: one with a message that is none or is
    /// misspelt, or without a channel of its own, was told of its message already.
    static bool lacks_message(const Rule& rule, std::size_t number) {
        const auto& words = keys_of("rule");
        const auto is_meant = [&](const auto& said) {
            const std::string word = said.first.substr(said.first.rfind('.') + 1);
            return std::find(words.begin(), words.end(), word) == words.end() &&
                   key_or_slip_of(word, words) == "message";
        };
        return rule.place("channel", number) && !rule.place("message", number) &&
               std::none_of(rule.where.begin(), rule.where.end(), is_meant);
    }

    bool goes_by_sms(const Step& step) const {
        const auto is_sms = [&](const std::string& name) {
            const KnownChannel* channel = channel_named(name);
            return channel && channel->is_sms;
        };
        return is_sms(step.channel) ||
               std::any_of(step.fallback.begin(), step.fallback.end(), is_sms);
    }

    /// Said once for a zone: [defaults] gives it to every rule.
    void check_doubt(const Rule& rule, std::size_t number, const Doubt& doubt,
                     const Report& report) {
        if (doubt.way != Doubt::Way::zone || !is_zone_ || is_zone_(doubt.zone) ||
            !zones_said_.insert(doubt.zone).second)
            return;
        report.error(rule.place("doubt", number).value_or(rule.at),
                     say("unknown time zone {}", quoted(doubt.zone)),
                     say("a name like {}", "\"America/New_York\""));
    }

    void check_message(const Rule& rule, std::size_t number, const Report& report) {
        const Step& step = rule.steps[number];
        messages_.check({step.message, rule.place("message", number).value_or(rule.at),
                         languages_met(rule.when, set_.shop.languages), step.to == Audience::shop,
                         rule.message_class == MessageClass::marketing, goes_by_sms(step)},
                        report);
    }

    /// A shop that sells in its own currency and a rule that names others only.
    void check_currency(const Rule& rule, const Report& report) const {
        const std::string& currency = set_.shop.currency;
        const Conditions& when = rule.when;
        const auto lacks = [&](const std::map<std::string, Decimal>& amounts) {
            return !amounts.empty() && amounts.count(currency) == 0;
        };
        if (currency.empty() || (!lacks(when.total_from) && !lacks(when.total_below))) return;
        report.warning(rule.place("when").value_or(rule.at),
                       say("orders in {}, the shop's currency, never match: \"total\" names no "
                           "amount in it",
                           currency));
    }

    /// A file of windows alone is a palette for other files; a window among rules is meant for
    /// them.
    void check_unused_windows() const {
        for (const auto& [name, window] : set_.rules.windows) {
            const Source* source = source_of(window.file);
            if (is_used(window) || !has_rules(window.file) || !source) continue;
            Report{*source, diagnostics_}.warning(window.at,
                                                  say("no rule uses window {}", quoted(name)));
        }
    }

    bool is_used(const Window& window) const {
        const auto uses = [&](const Step& step) { return step.window == window.name; };
        const auto& rules = set_.rules.rules;
        return std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
            return std::any_of(rule.steps.begin(), rule.steps.end(), uses);
        });
    }

    bool has_rules(const std::string& file) const {
        const auto& rules = set_.rules.rules;
        return std::any_of(rules.begin(), rules.end(),
                           [&](const Rule& rule) { return rule.file == file; });
    }

    /// Words that windows avoid, or open on, and no calendar explains.
    void check_occasions(const Window& window) const {
        const Source* source = source_of(window.file);
        if (!source) return;
        const Report report{*source, diagnostics_};
        const auto check = [&](const Opens& opens) {
            if (opens.avoid) check_occasions(*opens.avoid, true, report);
            if (opens.only) check_occasions(*opens.only, false, report);
        };
        check(window.everywhere);
        for (const auto& [region, opens] : window.in) check(opens);
        for (const auto& [region, opens] : window.ramadan) check(opens);
    }

    void check_occasions(const std::vector<Occasion>& occasions, bool avoided,
                         const Report& report) const {
        for (const Occasion& occasion : occasions) {
            const bool known = occasion.kind != Occasion::Kind::named ||
                               set_.calendars.named.contains(occasion.name);
            if (known) continue;
            std::vector<std::string_view> words = occasion_words();
            for (const auto& [name, calendar] : set_.calendars.named) words.push_back(name);
            const auto near = nearest(occasion.name, words);
            report.error(occasion.at,
                         avoided ? say("cannot avoid {}", quoted(occasion.name))
                                 : say("cannot open on {}", quoted(occasion.name)),
                         near ? did_you_mean(*near)
                              : say("known: {}; a table [calendar.{}] makes it known",
                                    listed(words), occasion.name));
        }
    }

    const SetSources& sources_;
    const RunningSet& set_;
    const std::vector<KnownChannel>& channels_;
    const std::function<bool(const std::string&)>& is_zone_;
    std::set<std::string> zones_said_;
    Diagnostics& diagnostics_;
    MessageCheck messages_{set_.shop, set_.messages};
};

bool all_are_there(const SetSources& sources) {
    const auto there = [](const Source& source) { return source.problem.empty(); };
    return there(sources.shop) && std::all_of(sources.rules.begin(), sources.rules.end(), there) &&
           std::all_of(sources.messages.begin(), sources.messages.end(), there) &&
           std::all_of(sources.calendars.begin(), sources.calendars.end(), there);
}

}  // namespace

Loaded load_set(const SetSources& sources, const std::vector<KnownChannel>& channels,
                const std::function<bool(const std::string&)>& is_zone) {
    Loaded loaded;
    RunningSet set;
    set.shop = load_shop(sources.shop, loaded.diagnostics, is_zone);
    set.rules = load_rules(sources.rules, loaded.diagnostics);
    set.calendars = load_calendars(sources.calendars, loaded.diagnostics);
    // An empty folder, or one that went away, must not withdraw every letter that waits.
    if (set.rules.rules.empty() && !has_errors(loaded.diagnostics))
        loaded.diagnostics.push_back({Severity::error,
                                      "rules",
                                      {},
                                      say("there is no rule in any file"),
                                      say("vesper init copies the shipped ones"),
                                      {}});
    put_to_sleep(set.rules, channels);
    apply_policy(set.rules, sources.rules, channels, loaded.diagnostics);
    set.messages = load_messages(sources.messages, loaded.diagnostics);
    // What seems to be missing may stand in a file that could not be read.
    if (all_are_there(sources))
        CrossCheck{sources, set, channels, is_zone, loaded.diagnostics}.run();
    (has_errors(loaded.diagnostics) ? loaded.draft : loaded.set) = std::move(set);
    return loaded;
}

}  // namespace vesper
