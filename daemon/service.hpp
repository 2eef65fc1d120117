// The house on the machine: sockets, timers, signals, the inbox folder, systemd.
//
// One Asio loop on one thread. Whatever arrives posts a turn; a turn posts the next by timer, never
// more than a minute ahead; a timerfd with CANCEL_ON_SET tells at once when the clock is set or the
// machine resumes.
#pragma once

#include "daemon/config.hpp"

#include <string>

namespace vesper {

/// Runs until SIGTERM or SIGINT; SIGHUP reloads. Returns the exit code: 0, 1 (the house is broken),
/// 78 (configuration; RestartPreventExitStatus). Sockets come from systemd (LISTEN_FDNAMES "read",
/// "admin") or are made.
int run_service(const Config& config);

}  // namespace vesper
