#include "daemon/systemd.hpp"

#include <systemd/sd-daemon.h>
#include <time.h>

#include <cstdint>

namespace vesper::systemd {

namespace {

/// STATUS= ends at its line.
std::string one_line(std::string words) {
    for (char& character : words)
        if (character == '\n') character = ' ';
    return words;
}

void tell(const std::string& state) {
    sd_notify(0, state.c_str());
}

}  // namespace

void ready(const std::string& words) {
    tell("READY=1\nSTATUS=" + one_line(words));
}

void reloading() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const std::int64_t usec =
        std::int64_t{now.tv_sec} * 1'000'000 + std::int64_t{now.tv_nsec} / 1000;
    tell("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(usec) + "\nSTATUS=reloading the rules");
}

void stopping(const std::string& words) {
    tell("STOPPING=1\nSTATUS=" + one_line(words));
}

void status(const std::string& words) {
    tell("STATUS=" + one_line(words));
}

void alive() {
    tell("WATCHDOG=1");
}

void extend(std::chrono::seconds by) {
    tell("EXTEND_TIMEOUT_USEC=" + std::to_string(std::chrono::microseconds{by}.count()));
}

std::optional<std::chrono::microseconds> watchdog() {
    std::uint64_t usec = 0;
    if (sd_watchdog_enabled(0, &usec) <= 0) return std::nullopt;
    return std::chrono::microseconds{usec};
}

}  // namespace vesper::systemd
