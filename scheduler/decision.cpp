#include "scheduler/decision.hpp"

#include "scheduler/explanation.hpp"
#include "scheduler/law_in_the_way.hpp"
#include "scheduler/natural_dates.hpp"
#include "scheduler/other_clocks.hpp"
#include "scheduler/place.hpp"
#include "scheduler/seat.hpp"

#include <algorithm>

namespace vesper {

namespace {

HoldIt hold_for_doubt(const ZoneAnswer& buyer, Intent intent) {
    return {"the buyer's clock is not certain: " + buyer.reason + " (" +
                candidates_in_words(buyer) + ')',
            std::move(intent), "the buyer's clock is not certain"};
}

/// One decision, step by step: whose clock, which evening, which minute.
class Decision {
public:
    explicit Decision(const Question& question)
        : question_(question), job_(question.job), intent_(question.job.intent) {
        if (intent_.of) {
            intent_.anchor = deadline_of(question.order, *intent_.of).value_or(intent_.anchor);
        }
        intent_.not_before = std::max(intent_.not_before, question.not_before);
        intent_.tzdata = question.calendar.zones->version();
    }

    Replanned make() {
        const auto& windows = question_.calendar.rules->windows;
        const auto window = windows.find(intent_.window);
        if (window == windows.end()) {
            return hold("the window \"" + intent_.window + "\" is in the rules no more");
        }
        window_ = &window->second;
        if (auto held = find_person()) return std::move(*held);
        letter_.key = to_string(job_.key);
        letter_.channel = job_.channel;
        letter_.occupancy = &question_.occupancy;
        letter_.alongside = question_.alongside;
        if (job_.state == JobState::scheduled && job_.due != Instant{}) {
            letter_.present_due = job_.due;
        }
        find_buyers_days();
        return find_seat();
    }

private:
    HoldIt hold(std::string reason, std::string shareable = {}) const {
        return {std::move(reason), intent_, std::move(shareable)};
    }

    const Zone& zone() const { return *person_.place.zone; }
    std::string_view whose_time() const {
        return window_->clock == Window::Clock::shop ? " shop time" : " buyer time";
    }

    std::optional<HoldIt> find_person() {
        const ZoneSnapshot& zones = *question_.calendar.zones;
        intent_.in_doubt.reset();
        person_.place =
            place_of(*window_, question_.buyer, question_.order, question_.calendar, job_);
        if (window_->clock == Window::Clock::buyer) return find_buyer(zones);
        if (!person_.place.zone) {
            return hold("the shop's zone \"" + question_.calendar.shop->zone + "\" is not known");
        }
        intent_.grade = Grade::exact;
        intent_.rung = "shop";
        zone_reason_ = "the shop's clock";
        intent_.zone = zone().name();
        return std::nullopt;
    }

    std::optional<HoldIt> find_buyer(const ZoneSnapshot& zones) {
        const ZoneAnswer& buyer = question_.buyer;
        intent_.grade = buyer.grade;
        intent_.rung = buyer.rung;
        zone_reason_ = buyer.reason;
        intent_.zone.clear();
        if (!is_certain(buyer)) {
            intent_.in_doubt = job_.doubt.way;
            if (job_.doubt.way == Doubt::Way::zone) return take_named_zone(zones);
        }
        if (buyer.grade == Grade::none) {
            intent_.in_doubt = Doubt::Way::hold;
            return hold("the buyer's clock is not known: " + buyer.reason,
                        "the buyer's clock is not known");
        }
        if (!person_.place.zone) {
            return hold("the zone " + buyer.zone + " is not in tzdata " + zones.version(),
                        "the buyer's zone is not in tzdata " + zones.version());
        }
        intent_.zone = zone().name();
        if (is_certain(buyer)) return std::nullopt;
        if (job_.doubt.way == Doubt::Way::hold) {
            intent_.zone = buyer.zone;
            return hold_for_doubt(buyer, intent_);
        }
        person_.others = other_clocks(buyer, zone(), zones, question_.not_before);
        if (buyer.rung == "addresses" || buyer.rung == "conflict")
            for (const Zone* other : person_.others)
                person_.elsewhere.push_back(at_clock(person_.place, *other, zones));
        return std::nullopt;
    }

    /// The rule, or the shop, says whose clock is taken where the buyer's is not certain.
    std::optional<HoldIt> take_named_zone(const ZoneSnapshot& zones) {
        person_.place.zone = zones.find(job_.doubt.zone);
        if (!person_.place.zone) {
            return hold("the zone " + job_.doubt.zone + " is not in tzdata " + zones.version());
        }
        intent_.zone = zone().name();
        return std::nullopt;
    }

    /// Letters planned in the same breath count, too.
    void find_buyers_days() {
        const RuleSet& rules = *question_.calendar.rules;
        if (!rules.limits.any() || !counts_for_buyer(job_, rules)) return;
        days_ = question_.occupancy.buyer;
        for (const Job& job : question_.alongside)
            if (job.state == JobState::scheduled && counts_for_buyer(job, rules))
                days_.add(job.local_date);
        letter_.buyer = &days_;
    }

    Replanned find_seat() {
        const Natural natural = natural_of(intent_, zone());
        find_bound();
        if (expires_ && question_.not_before >= *expires_) {
            return ExpireIt{"too late: " + bound_over_};
        }
        const auto natural_opening =
            first_opening(*window_, person_.place, natural.not_before, natural.earliest_date);
        overdue_ = natural_opening && natural_opening->until <= question_.not_before;
        // What counts back from a deadline has a point until then, however late it became known.
        if (question_.may_be_stale && !intent_.before && natural_opening &&
            natural_opening->until + question_.stale < question_.not_before) {
            return stale(*natural_opening);
        }
        const Instant from = std::max(natural.not_before, question_.not_before);
        const Search search =
            first_seat(*window_, person_, letter_, from, natural.earliest_date, expires_);
        if (search.seat) {
            return land(*search.seat, deviations(search, natural_opening, *search.seat));
        }
        if (search.never_opens) return shut_for_good(from);
        if (search.indecent.openings > 0)
            if (auto landing = by_another_clock()) return *std::move(landing);
        if (search.deadline) return without_evening(natural, from, search);
        const std::string passed = passed_in_words(search, job_.channel);
        const std::string window = '"' + intent_.window + '"';
        if (search.indecent.openings > 0) return hold_indecent(passed);
        if (search.full.openings == 0 && search.heard_enough.empty())
            return hold("the window " + window + " is never open for longer than " +
                        std::to_string(margin_default.count()) + " s");
        return hold("no place in " + std::to_string(search.looked_at) + " openings of " + window +
                    passed);
    }

    /// No hour of the window by the likeliest clock is a decent one on the others: an hour of it by
    /// another of them, that is decent on the rest.
    std::optional<Landing> by_another_clock() const {
        if (turned_) return std::nullopt;
        for (std::size_t i = 0; i < person_.others.size(); ++i) {
            Decision attempt{*this};
            attempt.turn_to(i);
            Replanned decision = attempt.find_seat();
            if (auto* landing = std::get_if<Landing>(&decision)) return std::move(*landing);
        }
        return std::nullopt;
    }

    void turn_to(std::size_t other) {
        const ZoneSnapshot& zones = *question_.calendar.zones;
        const Place likeliest = person_.place;
        const Zone* zone = person_.others[other];
        person_.others[other] = likeliest.zone;
        if (person_.elsewhere.empty()) {
            person_.place = at_clock(likeliest, *zone, zones);
        } else {
            person_.place = person_.elsewhere[other];
            person_.elsewhere[other] = likeliest;
        }
        intent_.zone = zone->name();
        turned_ = "; no hour by the likeliest clock, that of " + likeliest.zone->name() +
                  ", is a decent one on the others";
    }

    HoldIt hold_indecent(const std::string& passed) const {
        const std::string none =
            "no hour of \"" + intent_.window + "\" is a decent one on every clock";
        return hold(none + ": " + question_.buyer.reason + " (" +
                        candidates_in_words(question_.buyer) + ')' + passed,
                    none + " that may be the buyer's" + passed);
    }

    HoldIt shut_for_good(Instant from) const {
        const std::string law = law_that_shuts(*window_, person_.place, from);
        const std::string window = "the window \"" + intent_.window + '"';
        if (!law.empty()) {
            const std::string nothing =
                " leaves nothing of " + window + " for " + std::string{name(person_.place.medium)};
            return hold(law + nothing, "the law of the buyer's place" + nothing);
        }
        return hold(
            window + " does not open within " + std::to_string(search_days_max) + " days" +
            shut_before(*window_, person_.place, intent_, from + date::days{search_days_max}));
    }

    /// The last moment: the end of the last day, or a deadline of the order, whichever is sooner.
    void find_bound() {
        if (intent_.latest) {
            const LocalDate last = last_date(intent_, *intent_.latest, zone());
            expires_ = end_of_date(last, zone());
            const std::string day = day_in_words(last) + std::string(whose_time());
            bound_ = "the end of " + day;
            bound_over_ = "its last day, " + day + ", is over";
        }
        if (intent_.before) bound_by(*intent_.of, intent_.anchor);
        if (!intent_.by) return;
        if (const auto at = deadline_of(question_.order, *intent_.by)) bound_by(*intent_.by, *at);
    }

    void bound_by(DeadlineKind kind, Instant at) {
        if (expires_ && *expires_ <= at) return;
        expires_ = at;
        deadline_ = kind;
        bound_ = std::string(name(kind)) + ", " + day_and_time(zone().local(at)) +
                 std::string(whose_time());
        bound_over_ = bound_ + ", has passed";
    }

    ExpireIt stale(const Opening& opening) const {
        const LocalTime ended = zone().local(opening.until);
        const auto days = (question_.not_before - opening.until).count() / 86400;
        const LocalDate date = date::floor<date::days>(ended);
        return {"stale: its " + intent_.window + " ended " + to_string(date) + ' ' +
                time_of_day(ended - LocalTime{date}) + std::string(whose_time()) + ", " +
                std::to_string(days) + " days ago"};
    }

    /// What was in the way between the evening the rule means and the seat that was found.
    std::string deviations(const Search& search, const std::optional<Opening>& natural_opening,
                           const Seat& seat) const {
        std::string text = question_.note;
        const PassedOver over = over_before(natural_opening);
        const bool noted = !text.empty() && over.openings == 1;
        if (over.openings == 1 && !noted)
            text += "; its " + intent_.window + " of " + days_in_words(over) +
                    " is over, the next is taken";
        else if (over.openings > 1)
            text += "; over already: its " + intent_.window + " of " + days_in_words(over);
        const std::string passed = passed_in_words(search, job_.channel);
        if (!passed.empty()) text += passed + ", moved to " + day_in_words(seat.opened_on);
        return text;
    }

    /// The evenings that the rule means and that had ended when the search began.
    PassedOver over_before(std::optional<Opening> opening) const {
        PassedOver over;
        while (opening && opening->until <= question_.not_before &&
               over.openings < openings_tried_max) {
            over.add(opening->opened_on);
            opening = first_opening(*window_, person_.place, opening->until);
        }
        return over;
    }

    /// The deadline comes before any opening: what `no_evening` makes of it.
    Replanned without_evening(const Natural& natural, Instant from, const Search& tried) {
        const std::string none = "no " + intent_.window + " before " + bound_;
        const std::string why = passed_in_words(tried, job_.channel) +
                                shut_before(*window_, person_.place, intent_, *expires_);
        const Instant now =
            intent_.of ? question_.not_before : std::max(intent_.anchor, question_.not_before);
        if (job_.no_evening == NoEvening::early) {
            const auto seat = last_seat(*window_, person_, letter_, now, *expires_);
            if (seat) return land(*seat, question_.note + "; " + none + ": sent early" + why);
            return no_more(none + ", nor an earlier one" + why, tried);
        }
        if (job_.no_evening == NoEvening::daytime) {
            Window daytime;
            daytime.name = "daytime";
            daytime.clock = window_->clock;
            daytime.everywhere.from = decent_hours.from;
            daytime.everywhere.until = decent_hours.until;
            daytime.everywhere.days = every_day;
            daytime.everywhere.avoid =
                opens_in(*window_, person_.place.country, false, person_.place.part()).avoid;
            const Search search =
                first_seat(daytime, person_, letter_, from, natural.earliest_date, expires_);
            window_ = &daytime;
            if (search.seat) {
                return land(*search.seat,
                            question_.note + "; " + none + ": sent in the daytime" + why);
            }
            return no_more(none + ", nor a daytime" + why, tried);
        }
        return no_more(none + why, tried);
    }

    /// What doubt about a clock alone keeps from leaving is a person's to judge, and is counted.
    Replanned no_more(std::string why, const Search& tried) const {
        if (tried.indecent.openings > 0) return hold_indecent("; " + why);
        return ExpireIt{std::move(why)};
    }

    Landing land(const Seat& seat, std::string deviations) const {
        if (seat.moved) {
            const LocalTime local = zone().local(seat.due);
            deviations += "; its minute is full, moved to " +
                          time_of_day(date::floor<std::chrono::minutes>(
                              local - LocalTime{date::floor<date::days>(local)}));
        }
        if (turned_) deviations += *turned_;
        if (deadline_ && !intent_.before) deviations += "; must leave before " + bound_;
        if (intent_.in_doubt == Doubt::Way::zone) {
            deviations += "; clock in doubt: taken as " + intent_.zone + ", as the rule says";
        }
        if (!person_.others.empty()) {
            deviations += seat.shared ? "; clock in doubt: in the " + window_->name + " also in "
                                      : "; clock in doubt: between 08:00 and 21:00 also in ";
            for (const Zone* other : person_.others) {
                if (other != person_.others.front()) deviations += ", ";
                deviations += other->name();
            }
        }
        const Rule* rule = question_.calendar.rules->find(job_.key.rule);
        const Grounds grounds{intent_.of                          ? name(*intent_.of)
                              : !rule                             ? "event"
                              : rule->trigger == Trigger::silence ? "last news of the parcel"
                                                                  : name(rule->on),
                              &intent_,
                              window_,
                              &person_,
                              zone_reason_,
                              deviations};
        return {seat.due,       seat.closes,
                seat.opened_on, expires_,
                intent_,        explain(grounds, seat),
                overdue_,       zone().offset_at(seat.due)};
    }

    const Question& question_;
    const Job& job_;
    Intent intent_;
    const Window* window_ = nullptr;
    Person person_;
    SeatRequest letter_;
    BuyerDays days_;
    std::string zone_reason_;
    std::optional<std::string> turned_;  // to another clock than the likeliest, and why
    bool overdue_ = false;
    std::optional<Instant> expires_;
    std::optional<DeadlineKind> deadline_;  // what `expires_` is, unless the end of a day
    std::string bound_;                     // `expires_` in words, and what is said once it is over
    std::string bound_over_;
};

}  // namespace

bool counts_for_buyer(const Job& job, const RuleSet& rules) {
    if (job.message_class == MessageClass::critical || job.message.empty()) return false;
    const Rule* rule = rules.find(job.key.rule);
    const auto step = static_cast<std::size_t>(job.key.step);
    return !rule || step >= rule->steps.size() || rule->steps[step].to == Audience::buyer;
}

bool is_certain(const ZoneAnswer& buyer) {
    return buyer.grade != Grade::none && buyer.certain();
}

Replanned decide(const Question& question) {
    return Decision(question).make();
}

}  // namespace vesper
