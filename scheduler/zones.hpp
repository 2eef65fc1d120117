// Every zone of the world at one release of tzdata, as one immutable snapshot.
//
// The packaged date library reads zones lazily, cannot reload, and is wrong past 2037, so the house
// reads TZif itself (scheduler/tzif). A snapshot is built from bytes the daemon read
// (daemon/zoneinfo) and replaced whole when the system's tzdata changes; whoever plans holds one
// shared pointer.
#pragma once

#include "rules/instant.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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
    /// `starts` ascending; `offsets[i]` holds from starts[i] (offsets[0] before it, too).
    Zone(std::string name, std::vector<std::int64_t> starts, std::vector<std::int32_t> offsets);

    const std::string& name() const { return name_; }
    seconds offset_at(Instant instant) const;
    LocalTime local(Instant instant) const {
        return LocalTime{instant.time_since_epoch() + offset_at(instant)};
    }
    LocalDate local_date(Instant instant) const { return date::floor<date::days>(local(instant)); }
    /// The segment that contains `instant`. Its ends may be Instant::min() / max().
    Segment segment_at(Instant instant) const;

private:
    std::string name_;
    std::vector<std::int64_t> starts_;
    std::vector<std::int32_t> offsets_;
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
    /// `links`: alias -> canonical name. Error: names the first file that is not RFC 9636 version
    /// 2+.
    static Result<std::shared_ptr<const ZoneSnapshot>> build(
        std::string version, const std::vector<ZoneFile>& files,
        const std::vector<std::pair<std::string, std::string>>& links,
        std::vector<ZonePlace> places);

    /// "2026f".
    const std::string& version() const { return version_; }
    /// By canonical name or link, exact case; nullptr if there is none.
    const Zone* find(std::string_view name) const;
    /// The canonical zones, sorted by name.
    const std::vector<Zone>& zones() const { return zones_; }
    /// zone.tab rows of a country, in the file's order (most populous area first).
    std::vector<ZonePlace> places_in(std::string_view country) const;
    const ZonePlace* place_of(std::string_view zone) const;

private:
    ZoneSnapshot() = default;
    std::string version_;
    std::vector<Zone> zones_;
    std::unordered_map<std::string, std::size_t> index_;
    std::vector<ZonePlace> places_;
};

/// Whether two zones keep the same offset at every instant of [from, until).
bool same_clock(const Zone& a, const Zone& b, Instant from, Instant until);

}  // namespace vesper
