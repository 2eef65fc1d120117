#include "scheduler/affected_zones.hpp"

#include <algorithm>

namespace vesper {

std::vector<std::string> affected_zones(const ZoneSnapshot& before, const ZoneSnapshot& after,
                                        Instant from, Instant until) {
    std::vector<std::string> changed;
    std::vector<std::string> affected;
    for (const Zone& old : before.zones()) {
        const Zone* fresh = after.find(old.name());
        if (!fresh || !same_clock(old, *fresh, from, until)) changed.push_back(old.name());
    }
    const auto one_clock = [&](const ZoneSnapshot& zones, const Zone& zone,
                               const std::string& name) {
        const Zone* other = zones.find(name);
        return other && same_clock(zone, *other, from, until);
    };
    for (const Zone& old : before.zones()) {
        const Zone* fresh = after.find(old.name());
        const bool touched =
            std::any_of(changed.begin(), changed.end(), [&](const std::string& name) {
                return name == old.name() || one_clock(before, old, name) ||
                       (fresh && one_clock(after, *fresh, name));
            });
        if (touched) affected.push_back(old.name());
    }
    for (const Zone& fresh : after.zones()) {
        if (!before.find(fresh.name())) affected.push_back(fresh.name());
    }
    std::sort(affected.begin(), affected.end());
    return affected;
}

}  // namespace vesper
