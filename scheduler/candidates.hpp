// Sets of clocks a person may live by: in place, so that the fast path allocates nothing.
#pragma once

#include "scheduler/zones.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

/// Zones with weights, no two of one clock. Zones belong to the snapshot that they were read from.
class ClockSet {
public:
    struct Entry {
        const Zone* zone = nullptr;
        double weight = 0;  // share of the people it stands for
    };
    static constexpr std::size_t entries_max = 14;  // more clocks than any country keeps

    /// A zone of a clock that is there already adds to its weight; the heavier name stays.
    void add(const Zone& zone, double weight, const ZoneSnapshot& zones);
    /// Heaviest first, weights together 1.
    void settle();

    bool empty() const { return size_ == 0; }
    bool certain() const { return size_ == 1; }
    std::size_t size() const { return size_; }
    const Entry& front() const { return entries_[0]; }
    const Entry* begin() const { return entries_.data(); }
    const Entry* end() const { return entries_.data() + size_; }
    bool has_clock_of(const Zone& zone, const ZoneSnapshot& zones) const;

private:
    std::array<Entry, entries_max> entries_{};
    std::size_t size_ = 0;
};

/// "America/New_York 94 America/Chicago 6", as scheduler/geo writes it. A zone that this release of
/// tzdata does not have is left out.
ClockSet read_clocks(std::string_view text, const ZoneSnapshot& zones);

/// Those of `wide` whose clock is in `narrow`, too.
ClockSet in_both(const ClockSet& wide, const ClockSet& narrow, const ZoneSnapshot& zones);

/// Both, the first with this share of the weight.
ClockSet either(const ClockSet& one, double share, const ClockSet& other,
                const ZoneSnapshot& zones);

/// Shares of a whole as people read them: in whole per cents that are a hundred together, "under
/// 1 %" where there is less, "over 99 %" beside that.
std::vector<std::string> in_per_cent(std::span<const double> shares);

/// "America/New_York (94 %) or America/Chicago (6 %)".
std::string listing(const ClockSet& clocks);

}  // namespace vesper
