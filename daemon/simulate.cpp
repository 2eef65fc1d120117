#include "daemon/simulate.hpp"

#include "daemon/house.hpp"
#include "daemon/on_trial.hpp"
#include "daemon/system_clock.hpp"
#include "rules/step_channels.hpp"
#include "scheduler/ladder.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr int simulated_days_max = 400;

struct TimedEvent {
    Instant at;
    std::string text;
};

/// Events in the order in which they happened; what cannot be read is named.
std::vector<TimedEvent> in_order(const std::vector<std::string>& events, const ZoneSnapshot& zones,
                                 std::vector<std::string>& problems) {
    std::vector<TimedEvent> timed;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const ParsedEvent parsed = parse_event(events[i], zones);
        for (const Problem& problem : parsed.problems) {
            problems.push_back("event " + std::to_string(i + 1) + ": " +
                               (problem.pointer.empty() ? "" : problem.pointer + ": ") +
                               problem.message);
        }
        if (parsed.problems.empty()) timed.push_back({parsed.event.time, events[i]});
    }
    std::stable_sort(timed.begin(), timed.end(),
                     [](const TimedEvent& a, const TimedEvent& b) { return a.at < b.at; });
    return timed;
}

/// Channels of every name a rule uses, all accepting at once: the operator's as they are, others
/// without a rate. A rule that may sleep gets none beside the operator's: it would not act.
Config config_for(const SetSources& sources, const ChannelConfigs& channels) {
    const Loaded loaded = load_set(sources, {});
    if (!loaded.set) {
        NoGoodSet none{"the rules cannot be simulated"};
        none.diagnostics = loaded.diagnostics;
        throw none;
    }
    Config config;
    config.database = ":memory:";
    config.channels.clear();
    for (const Rule& rule : loaded.set->rules.rules) {
        const bool may_sleep = rule.no_channel == NoChannel::sleep && !channels.empty();
        for (const Step& step : rule.steps) {
            for (const std::string& name : channels_of(step)) {
                if (const auto known = channels.find(name); known != channels.end()) {
                    config.channels[name] = known->second;
                    continue;
                }
                if (may_sleep) continue;
                ChannelConfig& channel = config.channels[name];
                channel.name = name;
                channel.rate = 0;
                if (step.is_action()) channel.kind = ChannelConfig::Kind::webhook;
            }
        }
    }
    return config;
}

/// The whole evening that a job lands in, at its buyer's place.
std::optional<Opening> evening_of(const House& house, const Job& job, const Order& order) {
    constexpr seconds longest{26 * 3600};  // a day, and two hours that a clock change repeats
    const Media media = media_of(house);
    const auto window = house.set().rules.windows.find(job.intent.window);
    if (window == house.set().rules.windows.end()) return std::nullopt;
    Place place = place_of(window->second, resolve_buyer(order, house.set().shop, house.zones()),
                           order, calendar_of(house, media), job);
    place.zone = house.zones().find(job.intent.zone);  // that it was planned with
    if (place.zone == nullptr) return std::nullopt;
    const auto opening = first_opening(window->second, place, job.due - longest, job.local_date);
    if (!opening || job.due < opening->from || job.due >= opening->until) return std::nullopt;
    return opening;
}

/// The letter of a parcel that is under way, as the house recorded it.
SimulatedLetter letter_of(const House& house, const Parcel& parcel, Instant sent) {
    const auto job = house.store().job(parcel.job);
    SimulatedLetter letter;
    letter.sent = sent;
    letter.order = job->key.order;
    letter.rule = job->key.rule;
    letter.step = job->key.step;
    letter.occurrence = job->key.occurrence;
    letter.message = job->message;
    letter.zone = job->intent.zone;
    letter.explanation = job->explanation;
    letter.subject = house.store().attempts(job->id).back().subject;
    letter.channel = job->channel;
    letter.message_class = name(job->message_class);
    letter.local_date = job->local_date;
    const Rule* rule = house.set().rules.find(job->key.rule);
    letter.to_shop = rule->steps.at(static_cast<std::size_t>(job->key.step)).to == Audience::shop;
    const auto order = house.store().order(job->key.order);
    if (const auto evening = evening_of(house, *job, *order)) {
        letter.opens = evening->from;
        letter.closes = evening->until;
    }
    if (const Message* message = house.set().messages.find(job->message, order->buyer.locale,
                                                           house.set().shop.languages)) {
        letter.language = message->language;
    }
    return letter;
}

void gather_not_sent(const House& house, const std::vector<std::string>& orders,
                     const std::map<std::string, std::string>& shareable, Simulation& simulation) {
    const auto shared = [&](const std::string& reason) {
        const auto found = shareable.find(reason);
        return found == shareable.end() ? reason : found->second;
    };
    for (const std::string& key : orders) {
        for (const DecisionRow& decision : house.store().decisions(key)) {
            simulation.not_sent.push_back(
                {key, decision.rule, decision.reason, shared(decision.reason)});
        }
        for (const Job& job : house.store().jobs_of_order(key)) {
            if (job.state == JobState::delivered || job.state == JobState::scheduled) continue;
            const std::string state = std::string{name(job.state)} + ": ";
            simulation.not_sent.push_back({key, job.key.rule, state + job.reason,
                                           state + shared(job.reason), job.due, job.intent.zone,
                                           job.key.step, job.key.occurrence, job.channel});
        }
    }
}

}  // namespace

Simulation simulate(const SetSources& sources, std::shared_ptr<const ZoneSnapshot> zones,
                    const std::vector<std::string>& events, std::optional<Instant> from,
                    std::optional<Instant> to, const ChannelConfigs& channels) {
    Simulation simulation;
    const std::vector<TimedEvent> timed = in_order(events, *zones, simulation.problems);
    const Instant start = from ? *from : timed.empty() ? Instant{} : timed.front().at;
    const Instant end = to ? *to : start + date::days{simulated_days_max};
    SimClock clock{start};
    std::vector<Parcel> sent;
    std::map<std::string, std::string> shareable;
    House::Parts parts;
    parts.shareable = &shareable;
    parts.config = config_for(sources, channels);
    parts.clock = &clock;
    parts.courier = make_inline_courier([&](const Parcel& parcel) -> Outcome {
        sent.push_back(parcel);
        return Delivered{"simulated"};
    });
    parts.zones = std::move(zones);
    parts.sources = sources;
    House house{std::move(parts)};
    std::vector<std::string> orders;
    std::size_t next = 0;
    while (clock.now() < end) {
        for (; next < timed.size() && timed[next].at <= clock.now(); ++next) {
            house.submit({timed[next].text}, [&](const Receipt& receipt) {
                for (const EventVerdict& verdict : receipt.events)
                    orders.push_back(verdict.order_key);
            });
        }
        const Instant again = house.turn();
        for (const Parcel& parcel : sent)
            simulation.letters.push_back(letter_of(house, parcel, clock.now()));
        sent.clear();
        if (!house.idle()) continue;
        // What is due and must wait for its channel's next minute says when to look again.
        std::optional<Instant> wake = house.status().next_due;
        if (wake) wake = std::max(*wake, again);
        if (next < timed.size()) wake = wake ? std::min(*wake, timed[next].at) : timed[next].at;
        if (!wake) break;
        clock.set(std::max(*wake, clock.now()));
    }
    std::sort(orders.begin(), orders.end());
    orders.erase(std::unique(orders.begin(), orders.end()), orders.end());
    gather_not_sent(house, orders, shareable, simulation);
    return simulation;
}

}  // namespace vesper
