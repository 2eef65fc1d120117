#include "rules/step_reader.hpp"

#include "rules/class_words.hpp"
#include "rules/meant.hpp"
#include "rules/plain_name.hpp"
#include "rules/spelling.hpp"
#include "rules/stage_words.hpp"
#include "rules/vocabulary.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::int64_t seconds_a_day = 86400;
constexpr std::int64_t clock_change_s = 7200;  // no zone moves its clock by more at a season's turn
constexpr std::int64_t times_max = 60;
constexpr std::size_t channels_max = 5;  // of one step, tried in turn

/// "messages/review-request/de.md", "review-request.md" -> "review-request"; else the text itself.
std::string message_name(std::string_view text) {
    constexpr std::string_view folder = "messages/";
    constexpr std::string_view ending = ".md";
    if (text.starts_with(folder)) text.remove_prefix(folder.size());
    text = text.substr(0, text.find('/'));
    if (text.ends_with(ending)) text.remove_suffix(ending.size());
    return std::string{text};
}

std::string read_name(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key);
    if (!text) return {};
    if (is_plain_name(*text)) return *text;
    const std::string name = message_name(*text);
    if (key == "message" && is_plain_name(name))
        section.report().error(section.at(key), say("a message is named without folder and .md"),
                               say("write {}", quoted(name)));
    else
        section.report().error(section.at(key),
                               say("a {}'s name is small letters, digits and hyphens", key),
                               name_hint(*text, "\"{}\""));
    return {};
}

/// `channel`, a name or several in turn, and `fallback`, which says the same more plainly.
std::vector<std::string> read_channels(const TomlSection& section) {
    std::vector<std::string> names;
    const Report& report = section.report();
    if (section.has("fallback") && !section.has("channel"))
        report.error(section.at("fallback"), say("\"fallback\" needs \"channel\" beside it"));
    for (const char* key : {"channel", "fallback"}) {
        const auto texts = section.texts(key);
        if (!texts) continue;
        if (texts->empty()) report.error(section.at(key), say("{} names none", quoted(key)));
        for (const auto& [text, at] : *texts) {
            if (!is_plain_name(text))
                report.error(at, say("a channel's name is small letters, digits and hyphens"),
                             list_hint(text, name_hint(text, "\"{}\""), plain_name_for));
            else if (std::find(names.begin(), names.end(), text) != names.end())
                report.error(at, say("channel {} would follow itself", quoted(text)),
                             say("each channel is tried once"));
            else
                names.push_back(text);
        }
    }
    if (names.size() > channels_max)
        report.error(section.at("channel"), say("more than {} channels in turn", channels_max));
    return names;
}

Shared read_shared(const TomlSection& section) {
    Shared said;
    said.latest = read_delay(section, "latest");
    said.missed = read_word(section, "missed", {Missed::next, Missed::drop, Missed::send});
    said.no_evening =
        read_word(section, "no_evening", {NoEvening::early, NoEvening::daytime, NoEvening::drop});
    said.unknown = read_word(section, "unknown", {OnUnknown::resend, OnUnknown::hold});
    said.doubt = read_doubt(section);
    said.window = read_name(section, "window");
    said.channels = read_channels(section);
    return said;
}

/// What is said where something is said, else what was there.
void overlay(Shared& wider, const Shared& narrower) {
    if (narrower.latest) wider.latest = narrower.latest;
    if (narrower.missed) wider.missed = narrower.missed;
    if (narrower.no_evening) wider.no_evening = narrower.no_evening;
    if (narrower.unknown) wider.unknown = narrower.unknown;
    if (narrower.doubt) wider.doubt = narrower.doubt;
    if (!narrower.window.empty()) wider.window = narrower.window;
    if (!narrower.channels.empty()) wider.channels = narrower.channels;
}

/// The defaults from wide to narrow, then the rule's own words, then the step's. A channel's
/// defaults count once the channel is known, whoever named it.
Shared resolved(const StepSources& from, const Rule& rule) {
    Shared own = read_shared(from.rule);
    if (&from.step != &from.rule) overlay(own, read_shared(from.step));
    Shared said = from.defaults.said;
    const auto on = from.defaults.on.find(rule.on);
    if (on != from.defaults.on.end() && rule.trigger != Trigger::deadline)
        overlay(said, on->second);
    const std::vector<std::string>& channels = own.channels.empty() ? said.channels : own.channels;
    if (!channels.empty()) {
        const auto by = from.defaults.channel.find(channels.front());
        if (by != from.defaults.channel.end()) overlay(said, by->second);
    }
    overlay(said, own);
    return said;
}

/// The first and last date, counted from the anchor's, on which a moment `delay` later may lie.
/// Clock changes are left room for: what is refused is impossible in every zone.
std::int64_t first_date(const Delay& delay) {
    if (const auto* calendar = std::get_if<CalendarDays>(&delay)) return calendar->days;
    return std::max<std::int64_t>(
        0, (std::get<Elapsed>(delay).span.count() - clock_change_s) / seconds_a_day);
}

std::int64_t last_date(const Delay& delay) {
    if (const auto* calendar = std::get_if<CalendarDays>(&delay)) return calendar->days;
    return (std::get<Elapsed>(delay).span.count() + clock_change_s) / seconds_a_day + 1;
}

void check_latest(const StepSources& from, const Rule& rule, const Step& step) {
    if (!step.latest) return;
    const auto* after = std::get_if<Elapsed>(&step.after);
    const auto* latest = std::get_if<Elapsed>(&*step.latest);
    const bool impossible = after && latest ? latest->span < after->span
                                            : last_date(*step.latest) < first_date(step.after);
    if (!impossible) return;
    const TomlSection& section = from.having("latest");
    const std::string_view counted = rule.trigger == Trigger::silence ? "without_news" : "after";
    section.report().error(
        section.has("latest") ? section.at("latest") : rule.at,
        say("latest ({}) comes before {} ({})", say_span(*step.latest), counted,
            say_span(step.after)),
        rule.trigger == Trigger::silence    ? say("both count from the parcel's last news")
        : rule.trigger == Trigger::deadline ? say("both count from the deadline named by of")
                                            : say("both count from the event named by on"));
}

/// `every = "4d"` with `times = 6`: dates, so that no two fall into one evening.
void read_repeats(const StepSources& from, const Rule& rule, Step& step) {
    const TomlSection& section = from.having("every");
    const Report& report = section.report();
    if (!from.has("every")) {
        if (from.has("times"))
            report.error(from.having("times").at("times"), say("\"times\" needs \"every\""),
                         say("how often, like every = \"4d\""));
        return;
    }
    const auto every = read_delay(section, "every");
    const auto times = from.having("times").integer("times", 2, times_max);
    if (rule.trigger != Trigger::stage) {
        report.error(section.at("every"),
                     say("\"every\" counts from a stage: it goes with \"on\" alone"));
        return;
    }
    if (!from.has("times"))
        report.error(section.at("every"), say("\"every\" needs \"times\""),
                     say("how often, like times = 6"));
    if (!every || !times) return;
    const auto* days = std::get_if<CalendarDays>(&*every);
    if (!days || days->days == 0) {
        report.error(section.at("every"), say("\"every\" counts days, one at least"),
                     say("write \"1d\", \"4d\" or \"2w\""));
        return;
    }
    step.every_days = days->days;
    step.times = static_cast<int>(*times);
    if (!from.has("after")) step.after = *every;
    if (std::holds_alternative<Elapsed>(step.after)) {
        report.error(from.having("after").at("after"),
                     say("\"after\" counts days where \"every\" does"),
                     say("write after = \"1d\", or leave it out"));
        return;
    }
    if (last_date(step.after) + (*times - 1) * days->days > delay_days_max)
        report.error(section.at("every"),
                     say("the last of {} comes after more than {} days", *times, delay_days_max));
}

/// `before = "5d"`: back from the deadline that the rule names, which is also its end.
void read_before(const StepSources& from, const Rule& rule, Step& step) {
    const TomlSection& section = from.having("before");
    const Report& report = section.report();
    step.of = rule.of;
    step.before = read_delay(section, "before");
    if (!section.has("before")) return;
    if (rule.trigger != Trigger::deadline)
        report.error(section.at("before"), say("\"before\" needs \"of\""),
                     say("the deadline it is before, like of = \"confirm-receipt\""));
    if (from.has("after") && rule.trigger == Trigger::deadline)
        report.error(from.having("after").at("after"),
                     say("\"before\" counts back from a deadline, \"after\" onwards"),
                     say("a step has one of them"));
    const TomlSection& latest = from.having("latest");
    if (latest.has("latest"))
        report.error(latest.at("latest"), say("\"latest\" has no use with \"before\""),
                     say("the deadline is the end"));
    step.latest.reset();
}

std::map<std::string, Parameter> read_parameters(const TomlSection& section) {
    std::map<std::string, Parameter> parameters;
    const TomlValue* table = section.table("with");
    if (!table) return parameters;
    for (const auto& [key, key_at, value] : table->entries) {
        Parameter parameter;
        parameter.text = value.text;
        if (value.kind == TomlValue::Kind::integer || value.kind == TomlValue::Kind::number) {
            parameter.kind = Parameter::Kind::number;
            if (value.text.starts_with('+')) parameter.text.erase(0, 1);  // JSON has no such sign
            if (value.kind == TomlValue::Kind::number && !parse_decimal(value.text))
                section.report().error(value.at,
                                       say("a number for a channel has at most four places"));
        } else if (value.kind == TomlValue::Kind::boolean) {
            parameter.kind = Parameter::Kind::boolean;
            parameter.text = value.boolean ? "true" : "false";
        } else if (value.kind != TomlValue::Kind::text) {
            section.report().error(
                value.at,
                say("what is handed to a channel is a text, a number, true or false, not {}",
                    in_words(value.kind)));
            continue;
        }
        parameters.emplace(key, std::move(parameter));
    }
    return parameters;
}

}  // namespace

std::optional<Delay> read_delay(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key, [&](const TomlValue& value) {
        return value.kind == TomlValue::Kind::integer
                   ? say("write {}", std::string{key} + " = " + quoted(value.text + 'd'))
                   : say("like {}", std::string{key} + " = \"5d\"");
    });
    if (!text) return std::nullopt;
    const auto delay = parse_delay(*text);
    if (delay) return *delay;
    section.report().error(section.at(key), delay.error().words);
    return std::nullopt;
}

std::optional<DeadlineKind> read_deadline(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key);
    if (!text) return std::nullopt;
    const auto kind = deadline_named(*text);
    if (!kind)
        section.report().error(section.at(key), say("unknown deadline {}", quoted(*text)),
                               deadline_hint(*text));
    return kind;
}

std::optional<Doubt> read_doubt(const TomlSection& section) {
    const auto text = section.text("doubt");
    if (!text) return std::nullopt;
    const Doubt doubt = doubt_from(*text);
    // Every canonical zone but UTC has a slash: anything else is a slip of one of the two words.
    if (doubt.way != Doubt::Way::zone || text->find('/') != std::string::npos) return doubt;
    const auto near = nearest(*text, {"hold", "both"});
    section.report().error(section.at("doubt"), say("unknown doubt {}", quoted(*text)),
                           near ? did_you_mean(*near)
                                : say("\"hold\", \"both\", or a zone like \"America/New_York\""));
    return std::nullopt;
}

Step read_step(const StepSources& from, const Rule& rule) {
    const Shared said = resolved(from, rule);
    // A second copy of a letter that somebody needs is better than none; of one that asks for
    // something it is worse.
    const bool needed = rule.message_class == MessageClass::critical ||
                        rule.message_class == MessageClass::transactional;
    Step step;
    const std::string_view counted = rule.trigger == Trigger::silence ? "without_news" : "after";
    step.after = read_delay(from.having(counted), counted).value_or(Elapsed{});
    step.by = read_deadline(from.having("by"), "by");
    step.latest = said.latest;
    read_repeats(from, rule, step);
    read_before(from, rule, step);
    step.missed = said.missed.value_or(Missed::next);
    step.no_evening = said.no_evening.value_or(NoEvening::drop);
    step.unknown = said.unknown.value_or(needed ? OnUnknown::resend : OnUnknown::hold);
    step.doubt = said.doubt;
    step.window = said.window;
    if (!said.channels.empty()) {
        step.channel = said.channels.front();
        step.fallback.assign(said.channels.begin() + 1, said.channels.end());
    }
    step.message = read_name(from.having("message"), "message");
    step.to = read_word(from.having("to"), "to", {Audience::buyer, Audience::shop})
                  .value_or(Audience::buyer);
    step.with = read_parameters(from.having("with"));
    check_latest(from, rule, step);
    return step;
}

namespace {

/// One table of defaults, whose keys may be said once in the set.
void add_defaults(const TomlValue& table, const std::string& prefix, const TomlSection& section,
                  Defaults& defaults, Shared& into) {
    const Report& report = section.report();
    for (const TomlEntry& entry : table.entries) {
        if (entry.value.kind == TomlValue::Kind::table) continue;  // the narrower ones
        const Defaults::Place here{&report.source(), entry.value.at, entry.value.text};
        const auto [first, is_new] = defaults.places.emplace(prefix + entry.key, here);
        if (!is_new)
            report.error(entry.key_at,
                         say("the default of {} is already set", quoted(prefix + entry.key)),
                         say("first in {}", place_name(*first->second.source, first->second.at)));
    }
    Shared said = read_shared(section);
    overlay(said, into);  // of two that clash the first stands, and the clash is reported
    into = said;
}

}  // namespace

void read_defaults(const TomlValue& table, const Report& report, Defaults& defaults) {
    const TomlSection section{table, "[defaults]", report};
    section.only(keys_of("defaults"));
    const auto narrower = [&](std::string_view key, auto each) {
        for (const TomlEntry& entry : table.entries) {
            if (entry.key != key || entry.value.kind != TomlValue::Kind::table) continue;
            for (const TomlEntry& inner : entry.value.entries) {
                const std::string path = std::string{key} + '.' + inner.key;
                if (inner.value.kind != TomlValue::Kind::table) {
                    report.error(inner.value.at,
                                 say("the defaults of {1} are a table [defaults.{1}], not {2}",
                                     path, in_words(inner.value.kind)));
                    continue;
                }
                const TomlSection one{inner.value, "[defaults." + path + ']', report};
                one.only(keys_of("shared"));
                each(inner, path, one);
            }
        }
    };
    narrower("on", [&](const TomlEntry& inner, const std::string& path, const TomlSection& one) {
        const auto stage = stage_named(inner.key);
        if (stage)
            add_defaults(inner.value, path + '.', one, defaults, defaults.on[*stage]);
        else
            report.error(inner.key_at, say("unknown stage {}", quoted(inner.key)),
                         stage_hint(inner.key));
    });
    narrower("channels",
             [&](const TomlEntry& inner, const std::string& path, const TomlSection& one) {
                 add_defaults(inner.value, path + '.', one, defaults, defaults.channel[inner.key]);
             });
    add_defaults(table, "", section, defaults, defaults.said);
}

}  // namespace vesper
