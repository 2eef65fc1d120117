// Whether the machine's clock may be believed.
#pragma once

#include <string>

namespace vesper {

/// Why not yet; empty = it may. A machine that systemd-timesyncd keeps in time waits for it, at
/// most ten minutes after boot: a clock that is never synchronised must not stop the shop's mail.
/// (adjtimex is outside the service's system-call filter, hence the files.)
std::string clock_distrust();

}  // namespace vesper
