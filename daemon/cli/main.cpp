// The process around `vesper`: standard streams, the environment, the terminal, the clock.
#include "daemon/cli/run.hpp"
#include "daemon/system_clock.hpp"

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
    if (!std::cout) {
        std::cerr << "vesper: cannot write the answer\n";
        return code == 0 ? 1 : code;
    }
    return code;
}
