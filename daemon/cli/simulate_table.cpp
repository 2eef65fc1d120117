#include "daemon/cli/simulate_table.hpp"

#include "daemon/cli/moment.hpp"
#include "daemon/cli/simulate_picture.hpp"
#include "daemon/cli/table.hpp"
#include "daemon/cli/text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace vesper::cli {

namespace {

constexpr std::size_t orders_named_max = 1;  // of one reason

/// A letter, an action, or a job that neither became.
struct Line {
    Instant at;
    std::string zone;
    std::string order;
    std::string rule;
    int step = 0;
    int occurrence = 0;
    std::string channel;
    Cell became;
    std::vector<std::string> reasons;
};

Line line_of(const SimulatedLetter& letter) {
    std::string became = "action carried out";
    if (!letter.message.empty())
        became = "sent " + letter.message + '/' + letter.language +
                 (letter.to_shop ? " to the shop" : "");
    Line line{letter.sent, letter.zone,       letter.order,   letter.rule,
              letter.step, letter.occurrence, letter.channel, {became, Colour::green},
              {}};
    if (!letter.subject.empty()) line.reasons.push_back('"' + letter.subject + '"');
    line.reasons.push_back(letter.explanation);
    return line;
}

Line line_of(const SimulatedNone& none) {
    const std::string state = none.reason.substr(0, none.reason.find(':'));
    return {*none.due, none.zone,       none.order,   none.rule,
            none.step, none.occurrence, none.channel, {none.reason, colour_of_state(state)},
            {}};
}

std::vector<Line> lines_of(const Simulation& simulation) {
    std::vector<Line> lines;
    for (const SimulatedLetter& letter : simulation.letters) lines.push_back(line_of(letter));
    for (const SimulatedNone& none : simulation.not_sent)
        if (none.due) lines.push_back(line_of(none));
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return a.at < b.at; });
    return lines;
}

/// "parcel-news", "thanks/2" of a rule with several steps, "thanks/2 (3)" of the third time.
class RuleNames {
public:
    explicit RuleNames(const std::vector<Line>& lines) {
        for (const Line& line : lines) {
            if (line.step > 0) several_steps_.insert(line.rule);
            if (line.occurrence > 0) repeated_.insert({line.rule, line.step});
        }
    }
    std::string of(const Line& line) const {
        std::string name = line.rule;
        if (several_steps_.contains(line.rule)) name += '/' + std::to_string(line.step + 1);
        if (repeated_.contains({line.rule, line.step}))
            name += " (" + std::to_string(line.occurrence + 1) + ')';
        return name;
    }

private:
    std::set<std::string> several_steps_;
    std::set<std::pair<std::string, int>> repeated_;
};

std::string on_clock(Instant at, const Zone* zone) {
    return zone ? in_words(with_offset(at, *zone)) : "not known";
}

std::string follow_ups(const SimulationTable& asked, const std::vector<Line>& lines) {
    const RuleNames names{lines};
    Table table({"BUYER TIME", "SHOP TIME", "ORDER", "RULE", "CHANNEL", "WHAT BECOMES OF IT"});
    for (const Line& line : lines)
        table.add({on_clock(line.at, asked.zones.find(line.zone)), on_clock(line.at, &asked.shop),
                   line.order, names.of(line), line.channel, line.became});
    const std::string text = table.text(asked.width, asked.colours);
    if (!asked.with_reasons) return text;
    std::istringstream rows{text};
    std::string row;
    std::getline(rows, row);
    std::string with_reasons = row + '\n';
    for (const Line& line : lines) {
        std::getline(rows, row);
        with_reasons += row + '\n';
        for (const std::string& reason : line.reasons)
            with_reasons += "    " + printable(reason) + '\n';
    }
    return with_reasons;
}

std::string never_planned(const SimulationTable& asked) {
    struct Times {
        long long times = 0;
        std::vector<std::string> orders;
    };
    std::map<std::pair<std::string, std::string>, Times> by_reason;
    for (const SimulatedNone& none : asked.simulation.not_sent) {
        if (none.due) continue;
        Times& one = by_reason[{none.rule, none.reason}];
        ++one.times;
        if (one.orders.empty() || one.orders.back() != none.order) one.orders.push_back(none.order);
    }
    if (by_reason.empty()) return {};
    Table table({"NEVER PLANNED", "TIMES", "ORDERS", "WHY"});
    table.align_right(1);
    for (const auto& [key, one] : by_reason) {
        std::string orders;
        for (std::size_t i = 0; i < std::min(one.orders.size(), orders_named_max); ++i)
            orders += (i > 0 ? ", " : "") + one.orders[i];
        if (one.orders.size() > orders_named_max)
            orders += " and " + std::to_string(one.orders.size() - orders_named_max) + " more";
        table.add({key.first, std::to_string(one.times), orders, key.second});
    }
    return '\n' + table.text(asked.width, asked.colours);
}

std::string sums(const SimulationTable& asked) {
    const SimulationPicture picture = picture_of(asked.simulation, asked.shop, asked.zones);
    if (picture.rules.empty()) return {};
    Table table({"BY RULE", "CLASS", "SENT", "NOT SENT"});
    table.align_right(2).align_right(3);
    for (const RuleCount& rule : picture.rules)
        table.add({rule.rule.empty() ? "-" : rule.rule,
                   rule.message_class.empty() ? "-" : rule.message_class,
                   std::to_string(rule.letters), std::to_string(rule.not_sent)});
    return '\n' + table.text(asked.width, asked.colours);
}

}  // namespace

std::string simulation_text(const SimulationTable& asked) {
    const Simulation& simulation = asked.simulation;
    const std::vector<Line> lines = lines_of(simulation);
    std::string text;
    if (!lines.empty())
        text = counted(std::ssize(lines), "follow-up", "follow-ups") + " from " +
               in_words(lines.front().at, asked.shop) + " to " +
               in_words(lines.back().at, asked.shop) + " shop time\n\n" + follow_ups(asked, lines);
    if (simulation.letters.empty()) text += "no letter goes out\n";
    text += never_planned(asked);
    if (!simulation.problems.empty()) text += "\nRefused events:\n";
    for (const std::string& problem : simulation.problems) text += "  " + printable(problem) + '\n';
    text += sums(asked);
    return text + '\n' + counted(std::ssize(simulation.letters), "letter", "letters") + ", " +
           std::to_string(simulation.not_sent.size()) + " not sent, " +
           counted(std::ssize(simulation.problems), "event refused", "events refused") + '\n';
}

}  // namespace vesper::cli
