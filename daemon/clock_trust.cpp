#include "daemon/clock_trust.hpp"

#include <time.h>
#include <unistd.h>

namespace vesper {

namespace {

constexpr seconds boot_patience{600};
// Reading two clocks of whole seconds, and what a time service slews in a minute.
constexpr seconds step_min{5};

bool exists(const char* path) {
    return access(path, F_OK) == 0;
}

std::string in_words(seconds span) {
    const auto minutes = span.count() / 60;
    if (minutes < 120) return std::to_string(minutes) + " minutes";
    if (minutes < 48 * 60) return std::to_string(minutes / 60) + " hours";
    return std::to_string(minutes / (24 * 60)) + " days";
}

}  // namespace

seconds since_boot() {
    timespec since{};
    clock_gettime(CLOCK_BOOTTIME, &since);
    return seconds{since.tv_sec};
}

std::string clock_distrust() {
    if (since_boot() >= boot_patience) return "";
    if (!exists("/run/systemd/timesync") || exists("/run/systemd/timesync/synchronized")) return "";
    return "the clock is not synchronised yet (systemd-timesyncd); sending begins with it, at the "
           "latest ten minutes after boot";
}

void SteadyClock::look() const {
    const Reading reading{wall_.now(), since_boot_()};
    if (!last_) last_ = reading;
    const seconds step = (reading.wall - last_->wall) - (reading.boot - last_->boot);
    last_ = reading;
    if (step > step_min || step < -step_min) {
        const bool doubted = ahead_ > seconds{0};
        ahead_ = doubted || step > step_believed ? ahead_ + step : seconds{0};
        if (ahead_ <= step_believed) ahead_ = seconds{0};  // taken back, or never far
        if (step > seconds{0}) stepped_at_ = reading.boot;
    }
    if (reading.boot - stepped_at_ >= step_patience) ahead_ = seconds{0};
}

Instant SteadyClock::now() const {
    look();
    return last_->wall - ahead_;
}

std::string SteadyClock::problem() const {
    look();
    if (ahead_ == seconds{0}) return "";
    return "the clock was set " + in_words(ahead_) + " ahead, to " + to_string(last_->wall) +
           "; if it is not set back it is believed within ten minutes";
}

}  // namespace vesper
