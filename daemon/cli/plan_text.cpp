#include "daemon/cli/plan_text.hpp"

#include "daemon/cli/moment.hpp"
#include "daemon/cli/text.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

namespace vesper::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array all_effects{Effect::added, Effect::moved,    Effect::withdrawn,
                                 Effect::held,  Effect::released, Effect::reworded,
                                 Effect::kept};
static_assert(all_effects.size() == effects);
constexpr std::size_t label_width = 9;  // "withdrawn"
const std::string indent(2 + label_width + 2, ' ');

std::int64_t count_of(const RuleOutcome& outcome, Effect effect) {
    const auto found = outcome.counts.find(effect);
    return found == outcome.counts.end() ? 0 : found->second;
}

/// The buyer's clock; the shop's where the buyer's is not known.
const Zone& clock_of(const std::string& zone, const PlanView& view) {
    const Zone* buyer = view.zones.find(zone);
    return buyer ? *buyer : view.shop;
}

/// "Sat 28 Mar 2026 19:12 -> Mon 30 Mar 2026 19:12", or the one there is.
std::string from_to(const std::optional<Instant>& from, const std::optional<Instant>& to,
                    const Zone& zone) {
    std::string text;
    if (from) text = in_words(*from, zone);
    if (to && to != from) text += (text.empty() ? "" : " -> ") + in_words(*to, zone);
    return text;
}

std::string which_letter(const std::string& order, int step, int occurrence) {
    std::string text = printable(order);
    if (step > 0) text += ", step " + std::to_string(step + 1);
    if (occurrence > 0) text += ", number " + std::to_string(occurrence + 1);
    return text;
}

/// One letter: what becomes of it, whose it is, and when on both clocks.
std::string letter_text(std::string_view label, const std::string& which,
                        const std::optional<Instant>& from, const std::optional<Instant>& to,
                        const Zone& buyer, const Zone& shop) {
    std::string text = "  " + std::string{label};
    text.resize(std::max(text.size(), 2 + label_width), ' ');
    text += "  " + which + '\n';
    if (!from && !to) return text;
    return text + indent + from_to(from, to, buyer) + " buyer (" + buyer.name() + ")\n" + indent +
           from_to(from, to, shop) + " shop\n";
}

std::string counts_text(const std::function<std::int64_t(Effect)>& count) {
    std::string text;
    for (const Effect effect : all_effects)
        if (const std::int64_t number = count(effect); number > 0)
            text += (text.empty() ? "" : ", ") + std::to_string(number) + ' ' +
                    std::string{name(effect)};
    return text;
}

std::string heading(const RuleOutcome& outcome, const PlanView& view) {
    std::string text = outcome.rule;
    if (outcome.is_new) text += " (new)";
    if (outcome.is_gone) text += " (removed)";
    if (!outcome.was.empty()) text += " (was " + outcome.was + ')';
    const std::string counts =
        counts_text([&](Effect effect) { return count_of(outcome, effect); });
    if (!counts.empty()) return text + ": " + counts;
    if (outcome.is_new && !view.to_past) return text + ": acts on what happens from now on";
    return text + ": nothing of it waits";
}

std::string rule_text(const RuleOutcome& outcome, const PlanView& view) {
    std::string text = printable(heading(outcome, view)) + '\n';
    std::map<Effect, std::size_t> shown;
    for (const Consequence& one : outcome.consequences) {
        if (!view.all && shown[one.effect] == examples) continue;
        ++shown[one.effect];
        text += letter_text(name(one.effect),
                            which_letter(one.key.order, one.key.step, one.key.occurrence), one.from,
                            one.to, clock_of(one.zone, view), view.shop);
        text += indent + printable(one.why) + '\n';
    }
    for (const auto& [effect, count] : shown) {
        const std::int64_t more = count_of(outcome, effect) - static_cast<std::int64_t>(count);
        if (more > 0)
            text += "  and " + std::to_string(more) + " more " + std::string{name(effect)} +
                    "; --all lists them\n";
    }
    return text;
}

bool is_quiet(const RuleOutcome& outcome) {
    return outcome.consequences.empty() && !outcome.is_new && !outcome.is_gone &&
           outcome.was.empty();
}

std::string rule_text(const ReplayedRule& rule, const PlanView& view) {
    std::string text = printable(rule.rule) + ": " +
                       counted(rule.then, "letter then", "letters then") + ", " +
                       std::to_string(rule.now) + " now";
    for (const auto& [count, what] : {std::pair{rule.gained, "gained"},
                                      std::pair{rule.lost, "lost"}, std::pair{rule.moved, "moved"}})
        if (count > 0) text += ", " + std::to_string(count) + ' ' + what;
    text += '\n';
    std::map<std::string_view, std::size_t> shown;
    std::size_t left_out = 0;
    for (const ReplayedLetter& letter : rule.letters) {
        const std::string_view what = !letter.then ? "gained" : !letter.now ? "lost" : "moved";
        if (!view.all && shown[what] == examples) {
            ++left_out;
            continue;
        }
        ++shown[what];
        text += letter_text(what, which_letter(letter.order, letter.step, letter.occurrence),
                            letter.then, letter.now, clock_of(letter.zone, view), view.shop);
    }
    if (left_out > 0) text += "  and " + std::to_string(left_out) + " more; --all lists them\n";
    return text;
}

Json moment_json(const std::optional<Instant>& instant, const Zone& buyer, const Zone& shop) {
    if (!instant) return nullptr;
    return {{"utc", to_string(*instant)},
            {"buyer", with_offset(*instant, buyer)},
            {"shop", with_offset(*instant, shop)}};
}

Json counts_json(const std::function<std::int64_t(Effect)>& count) {
    Json shown = Json::object();
    for (const Effect effect : all_effects) shown[std::string{name(effect)}] = count(effect);
    return shown;
}

Json as_json(const RuleOutcome& outcome, const PlanView& view) {
    Json shown = {{"rule", outcome.rule},
                  {"was", outcome.was},
                  {"new", outcome.is_new},
                  {"removed", outcome.is_gone}};
    shown["counts"] = counts_json([&](Effect effect) { return count_of(outcome, effect); });
    shown["jobs"] = Json::array();
    for (const Consequence& one : outcome.consequences) {
        const Zone& buyer = clock_of(one.zone, view);
        shown["jobs"].push_back({{"effect", name(one.effect)},
                                 {"job", one.job},
                                 {"order", one.key.order},
                                 {"step", one.key.step},
                                 {"occurrence", one.key.occurrence},
                                 {"zone", one.zone},
                                 {"from", moment_json(one.from, buyer, view.shop)},
                                 {"to", moment_json(one.to, buyer, view.shop)},
                                 {"why", one.why}});
    }
    return shown;
}

Json as_json(const Replay& replay, const PlanView& view) {
    Json shown = {{"since", to_string(replay.since)}, {"until", to_string(replay.until)},
                  {"events_since", nullptr},          {"events", replay.events},
                  {"rules", Json::array()},           {"problems", replay.problems}};
    if (replay.events_since) shown["events_since"] = to_string(*replay.events_since);
    for (const ReplayedRule& rule : replay.rules) {
        Json one = {{"rule", rule.rule},     {"then", rule.then}, {"now", rule.now},
                    {"gained", rule.gained}, {"lost", rule.lost}, {"moved", rule.moved}};
        one["letters"] = Json::array();
        for (const ReplayedLetter& letter : rule.letters) {
            const Zone& buyer = clock_of(letter.zone, view);
            one["letters"].push_back({{"order", letter.order},
                                      {"step", letter.step},
                                      {"occurrence", letter.occurrence},
                                      {"zone", letter.zone},
                                      {"then", moment_json(letter.then, buyer, view.shop)},
                                      {"now", moment_json(letter.now, buyer, view.shop)}});
        }
        shown["rules"].push_back(std::move(one));
    }
    return shown;
}

}  // namespace

std::string plan_text(const Rehearsal& rehearsal, const PlanView& view) {
    if (!rehearsal.changes())
        return "nothing would change: " + std::to_string(rehearsal.count(Effect::kept)) + " kept\n";
    std::string text;
    for (const RuleOutcome& outcome : rehearsal.rules)
        if (!is_quiet(outcome)) text += rule_text(outcome, view) + '\n';
    for (const OtherText& other : rehearsal.texts)
        text += "message " + printable(other.message + '/' + other.language) + " differs: " +
                counted(other.letters, "waiting letter reads", "waiting letters read") +
                " differently\n";
    if (rehearsal.other_shop) text += "shop.toml differs: what letters say of the shop may, too\n";
    const std::string totals = counts_text([&](Effect effect) { return rehearsal.count(effect); });
    return text + "total: " + (totals.empty() ? "nothing waits" : totals) +
           "\nnothing is changed by this; " +
           (view.to_past ? "vesper reload --apply-to-past of" : "a reload of") +
           " these files does it\n";
}

std::string replay_text(const Replay& replay, const PlanView& view) {
    std::string text = "Replay from " + in_words(replay.since, view.shop) + " to " +
                       in_words(replay.until, view.shop) + " shop time, over " +
                       counted(replay.events, "event", "events") + '\n';
    if (!replay.events_since)
        text += "no events are kept\n";
    else if (*replay.events_since > replay.since)
        text += "events are kept since " + in_words(*replay.events_since, view.shop) +
                " only; of the time before nothing is known\n";
    if (!replay.problems.empty())
        text += counted(static_cast<long long>(replay.problems.size()), "event", "events") +
                " could not be read any more: " + printable(replay.problems.front()) + '\n';
    if (replay.rules.empty()) text += "no letter by either\n";
    for (const ReplayedRule& rule : replay.rules) text += '\n' + rule_text(rule, view);
    return text;
}

std::string plan_json(const Rehearsal& rehearsal, const std::optional<Replay>& replay,
                      const PlanView& view) {
    Json shown = {{"changes", rehearsal.changes()}, {"apply_to_past", view.to_past}};
    shown["totals"] = counts_json([&](Effect effect) { return rehearsal.count(effect); });
    shown["rules"] = Json::array();
    for (const RuleOutcome& outcome : rehearsal.rules)
        shown["rules"].push_back(as_json(outcome, view));
    shown["messages"] = Json::array();
    for (const OtherText& text : rehearsal.texts)
        shown["messages"].push_back(
            {{"message", text.message}, {"language", text.language}, {"letters", text.letters}});
    shown["shop_differs"] = rehearsal.other_shop;
    if (replay) shown["replay"] = as_json(*replay, view);
    return shown.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace vesper::cli
