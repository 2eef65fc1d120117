// Whether the machine's clock may be believed.
#pragma once

#include "scheduler/clock.hpp"

#include <functional>
#include <optional>
#include <string>

namespace vesper {

/// Why not yet; empty = it may. A machine that systemd-timesyncd keeps in time waits for it, at
/// most ten minutes after boot: a clock that is never synchronised must not stop the shop's mail.
/// (adjtimex is outside the service's system-call filter, hence the files.)
std::string clock_distrust();

/// Seconds since boot, sleep included: what no setting of the clock touches.
seconds since_boot();

/// A step ahead by more than this is doubted, for this long.
inline constexpr seconds step_believed{600};
inline constexpr seconds step_patience{600};

/// The wall clock, except just after it was set far ahead: then it goes on from where it was until
/// the step is ten minutes old or taken back. Somebody's slip of a year would give up every letter
/// that waits, and each event of these minutes would be stale; a step that stands is believed, and
/// what it made late is judged by the rules (`missed`). Meanwhile `problem` says why nothing is
/// sent. A step back is believed at once: House sends nothing before what has happened already.
class SteadyClock final : public Clock {
public:
    SteadyClock(const Clock& wall, std::function<seconds()> since_boot)
        : wall_(wall), since_boot_(std::move(since_boot)) {}

    Instant now() const override;
    std::string problem() const;

private:
    struct Reading {
        Instant wall;
        seconds boot;
    };
    void look() const;

    const Clock& wall_;
    std::function<seconds()> since_boot_;
    // Looking at a clock changes what is known about it, for whoever may only read it, too.
    mutable std::optional<Reading> last_;
    mutable seconds ahead_{0};       // how far the clock is beyond the time that has passed
    mutable seconds stepped_at_{0};  // since boot
};

}  // namespace vesper
