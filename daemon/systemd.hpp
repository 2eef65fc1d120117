// What the service manager is told, and what it asks for; all of it is nothing outside systemd.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace vesper::systemd {

void ready(const std::string& status);
/// Before a reload; `ready` ends it. Carries MONOTONIC_USEC, as Type=notify-reload wants it.
void reloading();
void stopping(const std::string& status);
void status(const std::string& words);
/// Fed by the turn: a loop that hangs is killed.
void alive();
/// Long work begins: starting or stopping may take this much longer.
void extend(std::chrono::seconds by);
/// How often `alive` must be heard; absent = nobody listens.
std::optional<std::chrono::microseconds> watchdog();

}  // namespace vesper::systemd
