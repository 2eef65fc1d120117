#include "daemon/cli/simulate_picture.hpp"

#include "daemon/cli/simulate_drawing.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace vesper::cli {

namespace {

double hours_since(LocalDate date, Instant instant, const Zone& zone) {
    return static_cast<double>((zone.local(instant) - LocalTime{date}).count()) / 3600.0;
}

class Gathering {
public:
    Gathering(const Simulation& simulation, const Zone& shop, const ZoneSnapshot& zones)
        : simulation_(simulation), shop_(shop), zones_(zones) {}

    SimulationPicture done() {
        std::set<std::string> orders;
        for (const SimulatedLetter& letter : simulation_.letters) {
            orders.insert(letter.order);
            take(letter);
        }
        picture_.orders = static_cast<int>(orders.size());
        put_days();
        put_zones();
        put_rules();
        frame();
        return std::move(picture_);
    }

private:
    void take(const SimulatedLetter& letter) {
        const Zone* known = zones_.find(letter.zone);
        const Zone& zone = known == nullptr ? shop_ : *known;
        const bool dated = letter.local_date != LocalDate{};
        const LocalDate date = dated ? letter.local_date : zone.local_date(letter.sent);
        BuyerEvening& evening = evenings_[{date, letter.to_shop, std::string{zone.name()}}];
        evening.zone = &zone;
        evening.staff = letter.to_shop;
        evening.date = date;
        if (letter.opens && letter.closes) {
            const double opens = hours_since(date, *letter.opens, zone);
            const double closes = hours_since(date, *letter.closes, zone);
            const bool first = evening.opens == evening.closes;
            evening.opens = first ? opens : std::min(evening.opens, opens);
            evening.closes = first ? closes : std::max(evening.closes, closes);
        }
        evening.letters.push_back({&letter, &zone, hours_since(date, letter.sent, zone)});
        const auto hour = static_cast<std::size_t>(
            date::hh_mm_ss{shop_.local(letter.sent) - LocalTime{shop_.local_date(letter.sent)}}
                .hours()
                .count());
        ZoneLoad& load = loads_[std::string{zone.name()}];
        if (load.letters == 0) load.offset = zone.offset_at(letter.sent);
        load.zone = &zone;
        ++load.letters;
        picture_.busiest_cell = std::max(picture_.busiest_cell, ++load.by_hour[hour]);
        ++picture_.by_hour[hour];
        RuleCount& rule = rules_[letter.rule];
        rule.message_class = letter.message_class;
        ++rule.letters;
    }

    void put_days() {
        for (auto& [key, evening] : evenings_) {
            if (picture_.days.empty() || picture_.days.back().date != evening.date)
                picture_.days.push_back({evening.date, {}, 0});
            EveningDay& day = picture_.days.back();
            day.letters += static_cast<int>(evening.letters.size());
            day.evenings.push_back(std::move(evening));
        }
        for (EveningDay& day : picture_.days)
            std::stable_sort(day.evenings.begin(), day.evenings.end(),
                             [](const BuyerEvening& a, const BuyerEvening& b) {
                                 if (a.staff != b.staff) return b.staff;
                                 return a.letters.front().letter->sent <
                                        b.letters.front().letter->sent;
                             });
    }

    void put_zones() {
        for (auto& [name, load] : loads_) picture_.zones.push_back(load);
        std::stable_sort(picture_.zones.begin(), picture_.zones.end(),
                         [](const ZoneLoad& a, const ZoneLoad& b) { return a.offset > b.offset; });
    }

    void put_rules() {
        picture_.not_sent = gathered(simulation_);
        for (const NotSent& none : picture_.not_sent) rules_[none.rule].not_sent += none.times;
        for (auto& [name, count] : rules_) {
            count.rule = name;
            picture_.rules.push_back(count);
        }
        std::stable_sort(
            picture_.rules.begin(), picture_.rules.end(),
            [](const RuleCount& a, const RuleCount& b) { return a.letters > b.letters; });
    }

    /// Whole hours around all that buyers' evenings show, an hour to spare on either side.
    void frame() {
        bool any = false;
        for (const EveningDay& day : picture_.days)
            for (const BuyerEvening& evening : day.evenings) {
                if (evening.staff) continue;
                double first = evening.letters.front().hour;
                double last = evening.letters.back().hour;
                if (evening.opens != evening.closes) {
                    first = std::min(first, evening.opens);
                    last = std::max(last, evening.closes);
                }
                picture_.first_hour = any ? std::min(picture_.first_hour, first) : first;
                picture_.last_hour = any ? std::max(picture_.last_hour, last) : last;
                any = true;
            }
        if (!any) return;
        picture_.first_hour = std::floor(picture_.first_hour) - 1;
        picture_.last_hour = std::ceil(picture_.last_hour) + 1;
    }

    const Simulation& simulation_;
    const Zone& shop_;
    const ZoneSnapshot& zones_;
    std::map<std::tuple<LocalDate, bool, std::string>, BuyerEvening> evenings_;
    std::map<std::string, ZoneLoad> loads_;
    std::map<std::string, RuleCount> rules_;
    SimulationPicture picture_;
};

}  // namespace

SimulationPicture picture_of(const Simulation& simulation, const Zone& shop,
                             const ZoneSnapshot& zones) {
    return Gathering{simulation, shop, zones}.done();
}

std::vector<NotSent> gathered(const Simulation& simulation) {
    std::map<std::pair<std::string, std::string>, NotSent> by_reason;
    for (const SimulatedNone& none : simulation.not_sent) {
        const std::string& reason = none.shareable;
        NotSent& one = by_reason[{none.rule, reason}];
        one.rule = none.rule;
        one.reason = reason;
        ++one.times;
        if (one.orders.empty() || one.orders.back() != none.order) one.orders.push_back(none.order);
    }
    std::vector<NotSent> list;
    for (auto& [key, one] : by_reason) list.push_back(std::move(one));
    return list;
}

}  // namespace vesper::cli
