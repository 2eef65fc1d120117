#include "scheduler/zones.hpp"

#include "rules/check.hpp"
#include "scheduler/place.hpp"
#include "scheduler/tzif.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace vesper {

namespace {

constexpr std::int64_t always = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t guess_from = 0;  // 1970: orders are younger
constexpr int guess_shift = 24;
constexpr std::size_t guesses_max = 1024;  // to the year 2514

// The Gregorian calendar, weekdays and all, repeats itself after 146097 days; so does every yearly
// rule.
constexpr std::int64_t cycle_s = 146097LL * 86400;

}  // namespace

Zone::Zone(std::string name, const std::vector<std::int64_t>& starts,
           const std::vector<std::int32_t>& offsets, Instant repeats_from)
    : name_(std::move(name)), repeats_from_(unix_seconds(repeats_from)) {
    VESPER_CHECK(!starts.empty() && starts.size() == offsets.size(), "a zone has an offset");
    turns_.push_back({always, offsets.front()});
    for (std::size_t i = 1; i < starts.size(); ++i) {
        VESPER_CHECK(starts[i] > starts[i - 1], "clock changes follow one another");
        if (offsets[i] != turns_.back().offset) turns_.push_back({starts[i], offsets[i]});
    }
    VESPER_CHECK(turns_.size() <= std::numeric_limits<std::uint16_t>::max(), "a sane zone");
    turns_.shrink_to_fit();

    std::size_t turn = 0;
    for (std::size_t i = 0; i < guesses_max && turn + 1 < turns_.size(); ++i) {
        const auto beginning = guess_from + (static_cast<std::int64_t>(i) << guess_shift);
        while (turn + 1 < turns_.size() && turns_[turn + 1].start <= beginning) ++turn;
        guesses_.push_back(static_cast<std::uint16_t>(turn));
    }
    guesses_.shrink_to_fit();
}

std::size_t Zone::turn_before(std::int64_t unix_s) const {
    if (unix_s < guess_from) {
        const auto after = std::upper_bound(
            turns_.begin() + 1, turns_.end(), unix_s,
            [](std::int64_t instant, const Turn& turn) { return instant < turn.start; });
        return static_cast<std::size_t>(after - turns_.begin()) - 1;
    }
    const auto stretch = static_cast<std::size_t>((unix_s - guess_from) >> guess_shift);
    std::size_t turn = stretch < guesses_.size() ? guesses_[stretch]
                       : guesses_.empty()        ? 0
                                                 : guesses_.back();
    while (turn + 1 < turns_.size() && turns_[turn + 1].start <= unix_s) ++turn;
    return turn;
}

/// How far to go back to find the same clock written out.
std::int64_t Zone::whole_cycles(std::int64_t unix_s) const {
    if (unix_s < repeats_from_) return 0;
    return ((unix_s - repeats_from_) / cycle_s + 1) * cycle_s;
}

seconds Zone::offset_at(Instant instant) const {
    const std::int64_t unix_s = unix_seconds(instant);
    return seconds{turns_[turn_before(unix_s - whole_cycles(unix_s))].offset};
}

Segment Zone::segment_at(Instant instant) const {
    const std::int64_t unix_s = unix_seconds(instant);
    const std::int64_t back = whole_cycles(unix_s);
    const std::size_t turn = turn_before(unix_s - back);
    return {turn == 0 ? Instant::min() : from_unix(turns_[turn].start + back),
            turn + 1 == turns_.size() ? Instant::max() : from_unix(turns_[turn + 1].start + back),
            seconds{turns_[turn].offset}};
}

namespace {

std::uint64_t digest_of(const std::vector<ZoneFile>& files,
                        const std::vector<std::pair<std::string, std::string>>& links) {
    std::string all;
    for (const ZoneFile& file : files)
        all += file.name + ' ' + std::to_string(stable_hash(file.tzif)) + '\n';
    for (const auto& [alias, target] : links) all += alias + " -> " + target + '\n';
    return stable_hash(all);
}

}  // namespace

Result<std::shared_ptr<const ZoneSnapshot>> ZoneSnapshot::build(
    std::string version, const std::vector<ZoneFile>& files,
    const std::vector<std::pair<std::string, std::string>>& links, std::vector<ZonePlace> places) {
    std::shared_ptr<ZoneSnapshot> snapshot{new ZoneSnapshot};
    snapshot->version_ = std::move(version);
    snapshot->digest_ = digest_of(files, links);
    snapshot->places_ = std::move(places);
    for (std::size_t i = 0; i < snapshot->places_.size(); ++i) {
        snapshot->place_index_.emplace(snapshot->places_[i].zone, i);
    }
    snapshot->zones_.reserve(files.size());
    for (const ZoneFile& file : files) {
        auto zone = read_tzif(file.name, file.tzif);
        if (!zone) return fail("zone " + file.name + ": " + zone.error().message);
        snapshot->zones_.push_back(std::move(*zone));
    }
    auto& zones = snapshot->zones_;
    // A place whose zone is only a link today (Arctic/Longyearbyen) keeps its name all the same:
    // the day may come on which the two part.
    std::map<std::string_view, std::string_view> target;
    for (const auto& [name, stands_for] : links) target.emplace(name, stands_for);
    for (const ZonePlace& place : snapshot->places_) {
        std::string_view name = place.zone;
        for (std::size_t i = 0; i < links.size(); ++i) {  // a ring is refused below
            const auto link = target.find(name);
            if (link == target.end()) break;
            name = link->second;
        }
        if (name == place.zone) continue;
        const auto file = std::find_if(files.begin(), files.end(),
                                       [&](const ZoneFile& each) { return each.name == name; });
        if (file == files.end()) continue;
        auto zone = read_tzif(place.zone, file->tzif);
        if (!zone) return fail("zone " + place.zone + ": " + zone.error().message);
        zones.push_back(std::move(*zone));
    }
    std::sort(zones.begin(), zones.end(),
              [](const Zone& a, const Zone& b) { return a.name() < b.name(); });
    for (std::size_t i = 0; i < zones.size(); ++i) {
        if (!snapshot->index_.emplace(zones[i].name(), i).second) {
            return fail("zone " + zones[i].name() + " is there twice");
        }
    }

    // A link may stand before the link it leads to: as many rounds as there is progress.
    std::vector<const std::pair<std::string, std::string>*> open;
    for (const auto& link : links) open.push_back(&link);
    while (!open.empty()) {
        const auto resolved = std::erase_if(open, [&](const auto* link) {
            const auto goal = snapshot->index_.find(link->second);
            if (goal == snapshot->index_.end()) return false;
            snapshot->index_.emplace(link->first, goal->second);
            return true;
        });
        if (resolved == 0) {
            return fail("zone link " + open.front()->first + " leads to " + open.front()->second +
                        ", which is not there");
        }
    }
    return std::shared_ptr<const ZoneSnapshot>{std::move(snapshot)};
}

const Zone* ZoneSnapshot::find(std::string_view name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : &zones_[found->second];
}

std::vector<ZonePlace> ZoneSnapshot::places_in(std::string_view country) const {
    std::vector<ZonePlace> found;
    for (const ZonePlace& place : places_) {
        if (place.country == country) found.push_back(place);
    }
    return found;
}

const ZonePlace* ZoneSnapshot::place_of(std::string_view zone) const {
    const auto found = place_index_.find(zone);
    return found == place_index_.end() ? nullptr : &places_[found->second];
}

bool same_clock(const Zone& a, const Zone& b, Instant from, Instant until) {
    for (Instant at = from; at < until;) {
        const Segment one = a.segment_at(at);
        const Segment other = b.segment_at(at);
        if (one.offset != other.offset) return false;
        at = std::min(one.until, other.until);
    }
    return true;
}

}  // namespace vesper
