#include "rules/rule_reader.hpp"

#include "rules/conditions_reader.hpp"
#include "rules/spelling.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::int64_t seconds_a_day = 86400;
constexpr std::int64_t clock_change_s = 7200;  // no zone moves its clock by more at a season's turn

/// Keys that [defaults] and a rule share.
const std::vector<std::string_view> shared_keys{"latest", "missed", "no_evening", "unknown",
                                                "doubt",  "window", "channel"};

/// Words of the language that is to come, refused by name.
const std::vector<std::string_view> later_words{"every", "times",    "before",    "of",
                                                "step",  "to",       "holdout",   "with",
                                                "was",   "priority", "on_change", "limits"};

std::optional<Delay> read_delay(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key);
    if (!text) return std::nullopt;
    const auto delay = parse_delay(*text);
    if (delay) return *delay;
    section.report().error(section.at(key), delay.error().message);
    return std::nullopt;
}

std::string read_name(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key);
    if (!text) return {};
    if (is_plain_name(*text)) return *text;
    section.report().error(
        section.at(key), "a " + std::string{key} + "'s name is small letters, digits and hyphens");
    return {};
}

std::optional<DeadlineKind> read_deadline(const TomlSection& section, std::string_view key) {
    const auto text = section.text(key);
    if (!text) return std::nullopt;
    const auto kind = deadline_named(*text);
    if (!kind)
        section.report().error(section.at(key), "unknown deadline " + quoted(*text),
                               suggestion(*text, deadline_names()));
    return kind;
}

template <class Word>
std::optional<Word> read_word(const TomlSection& section, std::string_view key,
                              std::initializer_list<Word> words) {
    std::vector<std::string_view> names;
    for (const Word word : words) names.push_back(name(word));
    const auto index = section.word(key, names);
    if (!index) return std::nullopt;
    return *(words.begin() + *index);
}

}  // namespace

std::optional<Doubt> read_doubt(const TomlSection& section) {
    const auto text = section.text("doubt");
    if (!text) return std::nullopt;
    const Doubt doubt = doubt_from(*text);
    // Every canonical zone but UTC has a slash: anything else is a slip of one of the two words.
    if (doubt.way != Doubt::Way::zone || text->find('/') != std::string::npos) return doubt;
    const auto near = nearest(*text, {"hold", "both"});
    section.report().error(section.at("doubt"), "unknown doubt " + quoted(*text),
                           near ? "did you mean " + quoted(*near) + '?'
                                : "\"hold\", \"both\", or a zone like \"America/New_York\"");
    return std::nullopt;
}

namespace {

Shared read_shared(const TomlSection& section) {
    Shared said;
    said.latest = read_delay(section, "latest");
    said.missed = read_word(section, "missed", {Missed::next, Missed::drop, Missed::send});
    said.no_evening =
        read_word(section, "no_evening", {NoEvening::early, NoEvening::daytime, NoEvening::drop});
    said.unknown = read_word(section, "unknown", {OnUnknown::resend, OnUnknown::hold});
    said.doubt = read_doubt(section);
    said.window = read_name(section, "window");
    said.channel = read_name(section, "channel");
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
    if (!narrower.channel.empty()) wider.channel = narrower.channel;
}

std::optional<Stage> read_stage(const std::string& text, Position at, const Report& report) {
    const auto stage = stage_named(text);
    if (!stage) report.error(at, "unknown stage " + quoted(text), suggestion(text, stage_names()));
    return stage;
}

void read_stages(const TomlSection& section, Rule& rule) {
    const Report& report = section.report();
    bool on_is_known = false;
    if (const auto on = section.text("on")) {
        const auto stage = read_stage(*on, section.at("on"), report);
        on_is_known = stage.has_value();
        rule.on = stage.value_or(rule.on);
    }
    const auto unless = section.texts("unless");
    if (!unless) return;
    for (const auto& [text, at] : *unless) {
        const auto stage = read_stage(text, at, report);
        if (!stage) continue;
        if (on_is_known && *stage == rule.on)
            report.error(
                at, "the rule starts on " + quoted(text) + " and would be withdrawn by it at once");
        else if (std::find(rule.unless.begin(), rule.unless.end(), *stage) != rule.unless.end())
            report.error(at, quoted(text) + " is written twice");
        else
            rule.unless.push_back(*stage);
    }
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

void check_latest(const TomlSection& section, const Step& step, Position rule_at) {
    if (!step.latest) return;
    const auto* after = std::get_if<Elapsed>(&step.after);
    const auto* latest = std::get_if<Elapsed>(&*step.latest);
    const bool impossible = after && latest ? latest->span < after->span
                                            : last_date(*step.latest) < first_date(step.after);
    if (!impossible) return;
    section.report().error(
        section.has("latest") ? section.at("latest") : rule_at,
        "latest (" + in_words(*step.latest) + ") comes before after (" + in_words(step.after) + ")",
        "both count from the event named by on");
}

void report_missing(const TomlSection& section, const TomlEntry& entry, const Step& step) {
    struct Needed {
        std::string_view key;
        bool given;
        std::string_view hint;
    };
    const Needed needed[] = {
        {"on", section.has("on"), "the stage that starts it, like on = \"delivered\""},
        {"after", section.has("after"), "how long after it, like after = \"3d\""},
        {"class", section.has("class"),
         "one of \"critical\", \"transactional\", \"solicitation\", \"marketing\""},
        {"message", section.has("message"), "the text to send, like message = \"review-request\""},
        {"window", section.has("window") || !step.window.empty(),
         "here or in [defaults], like window = \"evening\""},
        {"channel", section.has("channel") || !step.channel.empty(),
         "here or in [defaults], like channel = \"email\""},
    };
    for (const Needed& one : needed)
        if (!one.given)
            section.report().error(entry.key_at,
                                   "rule " + quoted(entry.key) + " lacks " + quoted(one.key),
                                   std::string{one.hint});
}

Step read_step(const TomlSection& section, const Defaults& defaults, MessageClass message_class) {
    Shared said = defaults.said;
    overlay(said, read_shared(section));
    // A second copy of a letter that somebody needs is better than none; of one that asks for
    // something it is worse.
    const bool needed =
        message_class == MessageClass::critical || message_class == MessageClass::transactional;
    Step step;
    step.after = read_delay(section, "after").value_or(Elapsed{});
    step.by = read_deadline(section, "by");
    step.latest = said.latest;
    step.missed = said.missed.value_or(Missed::next);
    step.no_evening = said.no_evening.value_or(NoEvening::drop);
    step.unknown = said.unknown.value_or(needed ? OnUnknown::resend : OnUnknown::hold);
    step.doubt = said.doubt;
    step.window = said.window;
    step.channel = said.channel;
    step.message = read_name(section, "message");
    return step;
}

}  // namespace

void read_defaults(const TomlValue& table, const Report& report, Defaults& defaults) {
    const TomlSection section{table, "[defaults]", report};
    section.only(shared_keys, later_words);
    for (const TomlEntry& entry : table.entries) {
        const Defaults::Place here{&report.source(), entry.value.at};
        const auto [first, is_new] = defaults.places.emplace(entry.key, here);
        if (!is_new)
            report.error(entry.key_at, "the default of " + quoted(entry.key) + " is already set",
                         "first in " + place_name(*first->second.source, first->second.at));
    }
    Shared said = read_shared(section);
    overlay(said, defaults.said);  // of two that clash the first stands, and the clash is reported
    defaults.said = said;
}

Rule read_rule(const TomlEntry& entry, const Defaults& defaults, const Report& report) {
    Rule rule;
    rule.name = entry.key;
    rule.file = report.file();
    rule.at = entry.key_at;
    if (!is_plain_name(entry.key))
        report.error(entry.key_at, "a rule's name is small letters, digits and hyphens");
    if (entry.value.kind != TomlValue::Kind::table) {
        report.error(entry.value.at, "a rule is a table [rule." + entry.key + "], not " +
                                         std::string{in_words(entry.value.kind)});
        return rule;
    }
    const TomlSection section{entry.value, "[rule." + entry.key + ']', report};
    std::vector<std::string_view> known{"on", "after", "by", "class", "message", "unless", "when"};
    known.insert(known.end(), shared_keys.begin(), shared_keys.end());
    const bool all_built = section.only(known, later_words);

    read_stages(section, rule);
    const auto message_class = read_word(section, "class",
                                         {MessageClass::critical, MessageClass::transactional,
                                          MessageClass::solicitation, MessageClass::marketing});
    rule.message_class = message_class.value_or(rule.message_class);
    const Step step = read_step(section, defaults, rule.message_class);
    rule.when = read_conditions(section);
    for (const TomlEntry& key : entry.value.entries) rule.where[key.key] = key.value.at;
    check_latest(section, step, entry.key_at);
    // A rule in words to come lacks what those words would say; one message is enough.
    if (all_built) report_missing(section, entry, step);
    rule.steps.push_back(step);
    return rule;
}

}  // namespace vesper
