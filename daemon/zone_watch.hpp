// The machine's time zone files, watched while the house runs.
#pragma once

#include "daemon/zoneinfo.hpp"

#include <optional>

namespace vesper {

/// When the table of names under `dir` was written (scheduler/release).
std::optional<Instant> zones_written(const std::string& dir);

/// Watches the zone files. Loads a new tree aside once it has come to rest: while a package manager
/// is at work every look finds it changed again.
class ZoneWatch {
public:
    ZoneWatch(std::string dir, std::string seen) : dir_(std::move(dir)), taken_(std::move(seen)) {}

    struct Look {
        std::shared_ptr<const ZoneSnapshot> zones;  // new, whole, at rest; else nullptr
        std::string problem;                        // why a tree at rest cannot be used
        bool restless = false;                      // changed since the last look: look again soon
    };
    Look look();
    /// The snapshot of the last look is in use.
    void taken() { taken_ = seen_; }

private:
    std::string dir_;
    std::string taken_;
    std::string seen_;
};

}  // namespace vesper
