// The answer of `vesper why-not` for people.
#include "daemon/control/rule_checks.hpp"
#include "daemon/control/story_words.hpp"
#include "daemon/control/why_not.hpp"

namespace vesper {

namespace {

std::string shop_time(const House& house, Instant at) {
    const Clocks clocks = clocks_of(house, "");
    return clocks.shop == nullptr ? to_string(at) : local_words(at, *clocks.shop) + " shop time";
}

std::string rule_line(const House& house, const WhyNot& why) {
    std::string line = "  the rule       " + (why.place.empty() ? "place not known" : why.place);
    if (!why.life) return line + "\n";
    if (why.life->since) line += ", in the rules since " + shop_time(house, *why.life->since);
    if (why.life->changed) line += ", last changed " + shop_time(house, *why.life->changed);
    if (why.life->gone) line += ", in the rules no more since " + shop_time(house, *why.life->gone);
    return line + "\n";
}

/// Which release of tzdata a decision was made with, as far as that is kept.
std::string zones_line(const House& house) {
    std::string line = "  tzdata         " + house.zones().version();
    if (const auto change = house.status().zone_change)
        line += " since " + shop_time(house, change->at) + ", " + change->from + " before";
    return line + "\n";
}

std::string today_text(const WhyNot& why) {
    if (!why.runs) return "\nWhat today's rules say\n  nothing: the rule is in them no more\n";
    std::string text = "\nWhat today's rules say of today's order\n";
    for (const Check& check : why.today)
        text += (check.holds ? "  yes  " : "  NO   ") + check.words + '\n';
    if (why.if_now.empty()) return text;
    text += "\nIf it went on the plan now\n";
    for (const IfNow& each : why.if_now)
        text += "  step " + std::to_string(each.step + 1) + "  " + each.words + '\n';
    return text;
}

}  // namespace

std::string why_not_text(const House& house, const WhyNot& why) {
    std::string text = order_title(why.order) + ", rule " + why.rule + "\n\n" + why.answer +
                       ".\n\n" + rule_line(house, why) + "  buyer's clock  " +
                       clock_words(why.zone) + "\n" + zones_line(house);
    if (!why.jobs.empty()) text += "\nIts letters\n" + letters_text(house, why.jobs);
    text += "\nWhat was recorded then (UTC; buyer's clock)\n";
    text += why.then.empty() ? "  nothing\n" : entries_text(house, why.then);
    return text + today_text(why);
}

}  // namespace vesper
