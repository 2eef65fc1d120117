// Every zone of the world at one release of tzdata, as one immutable snapshot.
//
// The packaged date library reads zones lazily, cannot reload, and is wrong past 2037, so the house
// reads TZif itself (scheduler/tzif). A snapshot is built from bytes the daemon read
// (daemon/zoneinfo) and replaced whole when the system's tzdata changes; whoever plans holds one
// shared pointer.
#pragma once

#include "rules/instant.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vesper {

/// A stretch [from, until) in which a zone keeps one UTC offset.
struct Segment {
    Instant from;
    Instant until;
    seconds offset;
};

/// One zone's clock: flat arrays, no allocation and no I/O after construction.
class Zone {
public:
    /// `starts` ascending, as many as `offsets`, at least one; `offsets[i]` holds from starts[i]
    /// (offsets[0] before it, too). Neighbours of equal offset become one segment.
    /// From `repeats_from` on the clock repeats itself every 400 years: then the starts must cover
    /// the 400 years before it and lead beyond it.
    Zone(std::string name, const std::vector<std::int64_t>& starts,
         const std::vector<std::int32_t>& offsets, Instant repeats_from = Instant::max());

    const std::string& name() const { return name_; }
    seconds offset_at(Instant instant) const;
    LocalTime local(Instant instant) const {
        return LocalTime{instant.time_since_epoch() + offset_at(instant)};
    }
    LocalDate local_date(Instant instant) const { return date::floor<date::days>(local(instant)); }
    /// The segment that contains `instant`. Its ends may be Instant::min() / max().
    Segment segment_at(Instant instant) const;

private:
    struct Turn {  // one clock change: start and offset together, so that a look-up touches one
                   // line
        std::int64_t start;
        std::int32_t offset;
    };
    std::size_t turn_before(std::int64_t unix_s) const;
    std::int64_t whole_cycles(std::int64_t unix_s) const;

    std::string name_;
    std::int64_t repeats_from_;
    std::vector<Turn> turns_;  // the first is "always"
    // Where to begin to look: for every stretch of 2^24 s (half a year) since `guess_from` the last
    // turn that is not later than its beginning. It makes a look-up two or three comparisons.
    std::vector<std::uint16_t> guesses_;
};

/// What the daemon read of one zone: its canonical name and its TZif file.
struct ZoneFile {
    std::string name;
    std::string tzif;
};

/// Where a zone lies, from zone.tab; for sunset and for candidates of a country.
struct ZonePlace {
    std::string country;  // alpha-2
    std::string zone;
    double lat = 0;  // degrees north
    double lon = 0;  // degrees east
};

class ZoneSnapshot {
public:
    /// `links`: alias -> the name it stands for, which may be an alias again. Error: names the
    /// first file that is not RFC 9636 version 2+, or the link that leads nowhere.
    static Result<std::shared_ptr<const ZoneSnapshot>> build(
        std::string version, const std::vector<ZoneFile>& files,
        const std::vector<std::pair<std::string, std::string>>& links,
        std::vector<ZonePlace> places);

    /// "2026f".
    const std::string& version() const { return version_; }
    /// Of every file and link: two snapshots of one version may still differ, where somebody
    /// compiled a zone by hand. By SipHash, the same for ever.
    std::uint64_t digest() const { return digest_; }
    /// By canonical name or link, exact case; nullptr if there is none.
    const Zone* find(std::string_view name) const;
    /// The canonical zones, sorted by name.
    const std::vector<Zone>& zones() const { return zones_; }
    /// zone.tab rows of a country, in the file's order (most populous area first).
    std::vector<ZonePlace> places_in(std::string_view country) const;
    const ZonePlace* place_of(std::string_view zone) const;

private:
    struct TextHash {  // looks up a string_view without making a string of it
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    ZoneSnapshot() = default;
    std::string version_;
    std::uint64_t digest_ = 0;
    std::vector<Zone> zones_;
    std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> index_;
    std::vector<ZonePlace> places_;
    std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>
        place_index_;  // by zone
};

/// Whether two zones keep the same offset at every instant of [from, until).
bool same_clock(const Zone& a, const Zone& b, Instant from, Instant until);

}  // namespace vesper
