#include "rules/rule_reader.hpp"

#include "rules/ascii.hpp"
#include "rules/class_words.hpp"
#include "rules/condition_timing.hpp"
#include "rules/conditions_reader.hpp"
#include "rules/plain_name.hpp"
#include "rules/spelling.hpp"
#include "rules/stage_words.hpp"
#include "rules/vocabulary.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::size_t steps_max = 20;
constexpr std::int64_t priority_max = 100;
constexpr std::int64_t letters_max = 100;  // to one buyer in a day or a week

std::optional<Stage> read_stage(const std::string& text, Position at, const Report& report,
                                StagePlace place) {
    const auto stage = stage_named(text);
    if (!stage) report.error(at, say("unknown stage {}", quoted(text)), stage_hint(text, place));
    return stage;
}

/// The tables of `[[rule.NAME.step]]`; the rule's own table where it has none.
std::vector<const TomlValue*> step_tables(const TomlSection& section) {
    std::vector<const TomlValue*> tables = section.tables("step");
    if (tables.size() <= steps_max) return tables;
    section.report().error(tables[steps_max]->at, say("more than {} steps", steps_max));
    tables.resize(steps_max);
    return tables;
}

bool is_said(const TomlSection& section, std::string_view key) {
    if (section.has(key)) return true;
    const auto& entries = section.entries();
    const auto steps = std::find_if(entries.begin(), entries.end(),
                                    [](const TomlEntry& entry) { return entry.key == "step"; });
    if (steps == entries.end()) return false;
    const auto& items = steps->value.items;
    return std::any_of(items.begin(), items.end(),
                       [&](const TomlValue& item) { return item.find(key) != nullptr; });
}

/// What starts the rule; answers its stage, if a known one is said. A parcel that arrived, came
/// back or was lost is silent no more.
std::optional<Stage> read_trigger(const TomlSection& section, Rule& rule) {
    const Report& report = section.report();
    const auto one_stage = [](const TomlValue& value) {
        return value.kind == TomlValue::Kind::list
                   ? say("a rule starts on one stage; write a rule for each")
                   : Words{};
    };
    std::optional<Stage> on;
    if (const auto text = section.text("on", one_stage))
        on = read_stage(*text, section.at("on"), report, StagePlace::on);
    rule.on = on.value_or(rule.on);
    if (section.has("of")) {
        rule.trigger = Trigger::deadline;
        rule.of = read_deadline(section, "of");
        if (section.has("on"))
            report.error(section.at("on"),
                         say("a rule starts on a stage or counts from a deadline"),
                         say("write \"on\" or \"of\""));
    }
    if (!is_said(section, "without_news")) return on;
    if (rule.trigger == Trigger::deadline)
        report.error(section.at("of"),
                     say("silence counts from the parcel's last news, not from a deadline"));
    rule.trigger = Trigger::silence;
    rule.unless = {Stage::delivered, Stage::returning, Stage::lost};
    if (is_said(section, "after"))
        report.error(
            section.has("after") ? section.at("after") : section.at("on"),
            say("\"after\" counts from an event, \"without_news\" from the parcel's last news"),
            say("a rule has one of them"));
    return on;
}

void read_unless(const TomlSection& section, std::optional<Stage> on, Rule& rule) {
    const Report& report = section.report();
    const auto unless = section.texts("unless");
    if (!unless) return;
    std::vector<Stage> said;
    for (const auto& [text, at] : *unless) {
        const auto stage = read_stage(text, at, report, StagePlace::elsewhere);
        if (!stage) continue;
        if (stage == on && rule.trigger != Trigger::deadline)
            report.error(at, say("the rule starts on {} and would be withdrawn by it at once",
                                 quoted(text)));
        else if (std::find(said.begin(), said.end(), *stage) != said.end())
            report.error(at, say("{} is written twice", quoted(text)));
        else
            said.push_back(*stage);
    }
    for (const Stage stage : said)
        if (std::find(rule.unless.begin(), rule.unless.end(), stage) == rule.unless.end())
            rule.unless.push_back(stage);
}

/// "10%": of the buyers, who get nothing, so that a shop can see what the rule is worth.
int read_holdout(const TomlSection& section) {
    const auto text = section.text("holdout", [](const TomlValue& value) {
        return value.kind == TomlValue::Kind::integer
                   ? say("write {}", "holdout = " + quoted(value.text + '%'))
                   : say("like {}", "holdout = \"10%\"");
    });
    if (!text) return 0;
    const bool in_form = text->size() >= 2 && text->size() <= 3 && text->back() == '%' &&
                         std::all_of(text->begin(), text->end() - 1, is_digit);
    const int percent = in_form ? std::stoi(text->substr(0, text->size() - 1)) : 0;
    if (percent == 0)
        section.report().error(section.at("holdout"),
                               say("{} is not a share of the buyers", quoted(*text)),
                               say("from \"1%\" to \"99%\", like holdout = \"10%\""));
    return percent;
}

void read_words_of_rule(const TomlSection& section, Rule& rule) {
    const auto message_class = read_word(section, "class",
                                         {MessageClass::critical, MessageClass::transactional,
                                          MessageClass::solicitation, MessageClass::marketing},
                                         class_hint);
    rule.message_class = message_class.value_or(rule.message_class);
    rule.is_unclear = rule.is_unclear || !message_class;
    rule.holdout_percent = read_holdout(section);
    if (section.has("priority"))
        rule.priority =
            static_cast<int>(section.integer("priority", -priority_max, priority_max).value_or(0));
    rule.on_change =
        read_word(section, "on_change", {OnChange::replan, OnChange::keep, OnChange::withdraw})
            .value_or(OnChange::replan);
    rule.no_channel = read_word(section, "no_channel", {NoChannel::refuse, NoChannel::sleep})
                          .value_or(NoChannel::refuse);
    if (const auto was = section.text("was")) {
        if (is_plain_name(*was) && *was != rule.name)
            rule.was = *was;
        else
            section.report().error(section.at("was"),
                                   say("{} is not another rule's name", quoted(*was)));
    }
}

/// A key of a rule that stands in another place, or in no place: `country` for `when.country`.
Words rule_hint(const TomlEntry& entry) {
    const auto& conditions = keys_of("conditions");
    if (std::find(conditions.begin(), conditions.end(), entry.key) == conditions.end()) return {};
    return say("this is a condition; write {}", "when." + entry.key);
}

/// TOML gives the step whatever stands below its head.
Words step_hint(const TomlEntry& entry) {
    const auto& words = keys_of("rule");
    const auto& conditions = keys_of("conditions");
    if (std::find(words.begin(), words.end(), entry.key) != words.end() && entry.key != "step")
        return say("it holds for the whole rule; write it above the first step");
    if (std::find(conditions.begin(), conditions.end(), entry.key) != conditions.end())
        return say("this is a condition of the whole rule; write {} above the first step",
                   "when." + entry.key);
    return {};
}

struct Needed {
    std::string_view key;
    bool given;
    Words hint;
};

void report_lacking(const Report& report, Position at, const Words& whose,
                    const std::vector<Needed>& needed) {
    for (const Needed& one : needed)
        if (!one.given) report.error(at, say("{} lacks {}", whose, quoted(one.key)), one.hint);
}

/// A channel that the rule or step itself names may do something that is not a letter; whether it
/// can is known where channels are.
void report_missing(const StepSources& from, const Rule& rule, const Step& step, Position at,
                    const Words& whose) {
    const auto misspelt = [&](std::string_view key) {
        return from.step.has_misspelt(key, keys_of("step")) ||
               from.rule.has_misspelt(key, keys_of("rule"));
    };
    const auto has = [&](std::string_view key) { return from.has(key) || misspelt(key); };
    const Needed counted =
        rule.trigger == Trigger::silence
            ? Needed{"without_news", has("without_news"),
                     say("how long the parcel was silent, like without_news = \"7d\"")}
        : rule.trigger == Trigger::deadline
            ? Needed{"before", has("before") || has("after"),
                     say("how long before the deadline, like before = \"5d\"")}
            : Needed{"after", has("after") || has("every"),
                     say("how long after it, like after = \"3d\"")};
    const bool may_be_action = from.having("channel").has("channel");
    report_lacking(from.step.report(), at, whose,
                   {counted,
                    {"message", has("message") || may_be_action,
                     say("the text to send, like message = \"review-request\"")},
                    {"window", has("window") || !step.window.empty(),
                     say("here or in [defaults], like window = \"evening\"")},
                    {"channel", may_be_action || misspelt("channel") || !step.channel.empty(),
                     say("here or in [defaults], like channel = \"email\"")}});
}

void note_places(const TomlSection& section, const std::string& prefix, Rule& rule) {
    for (const TomlEntry& entry : section.entries())
        rule.where[prefix + entry.key] = entry.value.at;
}

void read_steps(const TomlSection& section, const Defaults& defaults, Rule& rule) {
    const Report& report = section.report();
    const Words whose = say("rule {}", quoted(rule.name));
    if (section.has_misspelt("step", keys_of("rule"))) return;  // the one thing to mend
    const bool has_steps = section.has("step");
    if (!has_steps) {
        const StepSources from{section, section, defaults};
        rule.steps.push_back(read_step(from, rule));
        report_missing(from, rule, rule.steps.back(), rule.at, whose);
        return;
    }
    for (const TomlValue* table : step_tables(section)) {
        const std::string number = std::to_string(rule.steps.size() + 1);
        const TomlSection step{*table, say("step {} of {}", number, section.title()), report};
        step.only(keys_of("step"), {}, step_hint);
        const StepSources from{section, step, defaults};
        note_places(step, "step." + number + '.', rule);
        rule.where["step." + number] = table->at;
        rule.steps.push_back(read_step(from, rule));
        report_missing(from, rule, rule.steps.back(), table->at,
                       say("step {} of {}", number, whose));
    }
    if (rule.steps.empty()) report.error(section.at("step"), say("{} has no steps", whose));
}

}  // namespace

Rule read_rule(const TomlEntry& entry, const Defaults& defaults, const Report& report) {
    Rule rule;
    rule.name = entry.key;
    rule.file = report.file();
    rule.at = entry.key_at;
    if (!is_plain_name(entry.key))
        report.error(entry.key_at, say("a rule's name is small letters, digits and hyphens"),
                     name_hint(entry.key, "[rule.{}]"));
    if (entry.value.kind != TomlValue::Kind::table) {
        report.error(entry.value.at, say("a rule is a table [rule.{}], not {}", entry.key,
                                         in_words(entry.value.kind)));
        return rule;
    }
    const TomlSection section{entry.value, "[rule." + entry.key + ']', report};
    section.only(keys_of("rule"), {}, rule_hint);

    const auto on = read_trigger(section, rule);
    rule.is_unclear = rule.trigger == Trigger::deadline ? !rule.of : !on;
    read_unless(section, on, rule);
    read_words_of_rule(section, rule);
    rule.when = read_conditions(section);
    doubt_timing(section, rule);
    note_places(section, "", rule);
    report_lacking(
        report, entry.key_at, say("rule {}", quoted(entry.key)),
        {{"on",
          section.has("on") || section.has("of") || section.has_misspelt("on", keys_of("rule")) ||
              section.has_misspelt("of", keys_of("rule")),
          say("the stage that starts it, like on = \"delivered\"")},
         {"class", section.has("class") || section.has_misspelt("class", keys_of("rule")),
          say("one of \"critical\", \"transactional\", \"solicitation\", \"marketing\"")}});
    read_steps(section, defaults, rule);
    return rule;
}

Limits read_limits(const TomlValue& table, const Report& report) {
    Limits limits;
    const TomlSection section{table, "[limits]", report};
    section.only(keys_of("limits"));
    const auto read = [&](std::string_view key, int& into) {
        if (section.has(key))
            into = static_cast<int>(section.integer(key, 1, letters_max).value_or(0));
    };
    read("buyer_per_day", limits.buyer_per_day);
    read("buyer_per_week", limits.buyer_per_week);
    if (limits.buyer_per_day > limits.buyer_per_week && limits.buyer_per_week != 0)
        report.error(section.at("buyer_per_week"),
                     say("a week's limit ({}) is smaller than a day's ({})", limits.buyer_per_week,
                         limits.buyer_per_day));
    return limits;
}

}  // namespace vesper
