// Tonight: what goes out in the coming hours, on the buyers' clocks and the shop's, and how full
// each evening is.
#include "daemon/channel_rate.hpp"
#include "daemon/control/call.hpp"
#include "daemon/control/json_text.hpp"
#include "daemon/control/views.hpp"
#include "daemon/on_trial.hpp"
#include "scheduler/ladder.hpp"
#include "scheduler/subdivision.hpp"

#include <algorithm>
#include <charconv>

namespace vesper {

namespace {

constexpr int hours_default = 24;
constexpr int hours_max = 168;
constexpr int listed_default = 200;
constexpr int listed_max = 1000;
/// Reading more would hold up the loop; a longer evening says that it was cut.
constexpr std::size_t counted_max = 10'000;
constexpr int page = 1000;

struct EveningKey {
    std::string channel;
    std::string zone;
    LocalDate date;
    std::string window;
    std::string region;  // the narrowest that the window has hours of its own for
    friend auto operator<=>(const EveningKey&, const EveningKey&) = default;
};

struct Evening {
    std::int64_t letters = 0;
    Instant last;
    Job first;
};

std::optional<int> number_between(const std::string& text, int fallback, int max) {
    if (text.empty()) return fallback;
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > max)
        return std::nullopt;
    return value;
}

std::vector<Job> due_between(const Store& store, Instant from, Instant before) {
    JobFilter filter;
    filter.states = {JobState::scheduled};
    filter.due_from = from;
    filter.due_before = before;
    filter.limit = page;
    std::vector<Job> jobs;
    while (jobs.size() < counted_max) {
        std::vector<Job> more = store.jobs(filter);
        const bool last = more.size() < static_cast<std::size_t>(page);
        std::move(more.begin(), more.end(), std::back_inserter(jobs));
        if (last) break;
        filter.after = std::pair{jobs.back().due, jobs.back().id};
    }
    return jobs;
}

/// Ramadan hours for everybody stand under "", which is no region.
bool names_region(const Window& window, const std::string& region) {
    return !region.empty() && (window.in.contains(region) || window.ramadan.contains(region));
}

bool names_part_of(const Window& window, const std::string& country) {
    const std::string prefix = country + '-';
    for (const auto* tables : {&window.in, &window.ramadan}) {
        const auto first = tables->lower_bound(prefix);
        if (first != tables->end() && first->first.starts_with(prefix)) return true;
    }
    return false;
}

/// Where letters' hours are looked up. The order is read only where its state has a say, and then
/// in short, for thousands may be due: the loop waits for this answer.
class Regions {
public:
    explicit Regions(const House& house) : house_(house) {}

    std::string of(const Job& job) {
        const auto found = house_.set().rules.windows.find(job.intent.window);
        if (found == house_.set().rules.windows.end()) return {};
        const Window& window = found->second;
        if (names_part_of(window, job.country)) {
            const std::string& part = part_of(job.key.order);
            if (names_region(window, part)) return part;
        }
        const ZonePlace* lives = house_.zones().place_of(job.intent.zone);
        const std::string territory = territory_of(job.country, lives);
        if (names_region(window, territory)) return territory;
        return names_region(window, job.country) ? job.country : "";
    }

private:
    const std::string& part_of(const std::string& order_key) {
        if (order_key != last_order_) {
            const auto order = house_.store().order_in_short(order_key);
            last_part_ = order ? subdivision_of(address_of(*order)) : "";
            last_order_ = order_key;
        }
        return last_part_;
    }

    const House& house_;
    std::string last_order_;  // letters of one order often follow each other
    std::string last_part_;
};

/// The stretches that the evening stands for, as its window is written today, at the place of its
/// first letter; none if the window is gone or no longer opens on that date.
std::vector<Opening> openings_of(const House& house, const EveningKey& key, const Job& letter) {
    const auto window = house.set().rules.windows.find(key.window);
    const auto order = house.store().order(letter.key.order);
    if (window == house.set().rules.windows.end() || !order) return {};
    const Media media = media_of(house);
    Place place = place_of(window->second, resolve_buyer(*order, house.set().shop, house.zones()),
                           *order, calendar_of(house, media), letter);
    place.zone = house.zones().find(key.zone);  // that it was planned with
    if (place.zone == nullptr) return {};
    return openings_on(window->second, place, key.date);
}

/// Letters of the channel in these hours, whoever's evening it is: zones share its minutes.
std::int64_t planned_in(const Occupancy& occupancy, const std::string& channel,
                        const std::vector<Opening>& openings) {
    std::int64_t letters = 0;
    for (const Opening& one : openings)
        for (Instant minute = one.from; minute < one.until; minute += std::chrono::minutes{1})
            letters += occupancy.planned(channel, minute);
    return letters;
}

seconds length_of(const std::vector<Opening>& openings) {
    seconds length{0};
    for (const Opening& one : openings) length += one.until - one.from;
    return length;
}

std::string evening_json(const House& house, const EveningKey& key, const Evening& evening) {
    const Clocks clocks = clocks_of(house, key.zone);
    JsonObject view;
    view.text("channel", key.channel)
        .text("zone", key.zone)
        .text("local_date", to_string(key.date))
        .text("window", key.window)
        .number("letters", evening.letters)
        .json("first", moment_json(evening.first.due, clocks))
        .json("last", moment_json(evening.last, clocks));
    if (!key.region.empty()) view.text("region", key.region);
    const auto openings = openings_of(house, key, evening.first);
    if (openings.empty()) return view.done();
    view.json("opens", moment_json(openings.front().from, clocks))
        .json("closes", moment_json(openings.back().until, clocks));
    const auto channel = house.config().channels.find(key.channel);
    const int rate =
        channel == house.config().channels.end() ? 0 : letters_a_minute(channel->second);
    if (rate > 0) {
        const auto capacity = length_of(openings).count() * rate / 60;
        const auto planned = planned_in(house.occupancy(), key.channel, openings);
        view.number("capacity", capacity).number("planned", planned);
        if (capacity > 0)
            view.fraction("full", static_cast<double>(planned) / static_cast<double>(capacity));
    }
    return view.done();
}

std::string zone_counts(const std::vector<Job>& jobs) {
    std::map<std::string, std::int64_t> counts;
    for (const Job& job : jobs) ++counts[job.intent.zone];
    JsonObject view;
    for (const auto& [zone, count] : counts) view.number(zone, count);
    return view.done();
}

}  // namespace

void answer_tonight(Call& call) {
    const House& house = call.control.house;
    const auto hours = number_between(call.asked("hours"), hours_default, hours_max);
    if (!hours)
        return call.done(bad_request("hours: a number from 1 to " + std::to_string(hours_max)));
    const auto listed = number_between(call.asked("limit"), listed_default, listed_max);
    if (!listed)
        return call.done(bad_request("limit: a number from 1 to " + std::to_string(listed_max)));
    const Instant now = house.now();
    const Instant until = now + std::chrono::hours{*hours};
    // What is overdue goes out at once and so belongs to tonight.
    const std::vector<Job> jobs = due_between(house.store(), from_unix(0), until);

    std::map<EveningKey, Evening> evenings;
    Regions regions{house};
    JsonArray list;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const Job& job = jobs[i];
        if (i < static_cast<std::size_t>(*listed)) list.json(job_json(house, job));
        Evening& evening = evenings[{job.channel, job.intent.zone, job.local_date,
                                     job.intent.window, regions.of(job)}];
        if (evening.letters++ == 0) evening.first = job;
        evening.last = job.due;
    }
    JsonArray evening_list;
    for (const auto& [key, evening] : evenings)
        evening_list.json(evening_json(house, key, evening));
    const Clocks clocks = clocks_of(house, "");
    const std::string view = JsonObject{}
                                 .json("from", moment_json(now, clocks))
                                 .json("to", moment_json(until, clocks))
                                 .number("letters", jobs.size())
                                 .flag("cut", jobs.size() >= counted_max)
                                 .json("zones", zone_counts(jobs))
                                 .json("evenings", evening_list.done())
                                 .json("jobs", list.done())
                                 .done();
    call.done(Answer{200, "application/json", view + "\n", {}});
}

}  // namespace vesper
