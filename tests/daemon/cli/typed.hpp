// A person at a terminal, for tests: what they type, and every byte they see.
#pragma once

#include "daemon/cli/run.hpp"
#include "daemon/system_clock.hpp"

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace vesper::cli {

struct Seen {
    int code = 0;
    std::string out;
    std::string err;
};

struct Person {
    SimClock clock{*parse_instant("2026-03-28T12:00:00Z")};
    std::map<std::string, std::string> environment;
    bool colours = false;
    int width = 0;

    Seen types(const std::vector<std::string>& words, const std::string& input = "") {
        std::istringstream in(input);
        std::ostringstream out;
        std::ostringstream err;
        const auto look = [this](const char* name) {
            const auto found = environment.find(name);
            return found == environment.end() ? std::string() : found->second;
        };
        const int code = run(words, Console{in, out, err, clock, look, colours, width});
        return {code, out.str(), err.str()};
    }
};

}  // namespace vesper::cli
