// The process around `vesper`: standard streams, the environment, the terminal, the clock.
#include "daemon/cli/run.hpp"
#include "daemon/system_clock.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

int terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

/// `vesper queue | head`: who reads has seen enough. Streams do not keep errno, but the end of a
/// pipe without a reader tells (poll(2), POLLERR).
bool reader_has_gone() {
    pollfd out{STDOUT_FILENO, POLLOUT, 0};
    return poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    const vesper::SystemClock clock;
    vesper::cli::Console console{std::cin, std::cout, std::cerr, clock, environment};
    if (isatty(STDOUT_FILENO) == 1) {
        console.width = terminal_width();
        // https://no-color.org: present and not empty.
        console.colours = environment("NO_COLOR").empty() && environment("TERM") != "dumb";
    }
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const int code = vesper::cli::run(arguments, console);
    std::cout.flush();
    if (!std::cout && !reader_has_gone()) {
        std::cerr << "vesper: cannot write the answer\n";
        return code == 0 ? 1 : code;
    }
    return code;
}
