// What the intake must survive: a body that is anything at all.
#pragma once

#include "daemon/intake/cloud_event.hpp"
#include "tests/fuzz/promise.hpp"

#include <memory>
#include <string>

namespace vesper::fuzz {

inline const ZoneSnapshot& one_zone() {
    static const auto zones = [] {
        // A zone file of version 2 without a transition: RFC 9636, section 3.
        const std::string header{
            "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
            "\0\0\0\1\0\0\0\4",
            44};
        const std::string block = header + std::string(6, '\0') + std::string("UTC\0", 4);
        auto built =
            ZoneSnapshot::build("2026f", {{"Etc/UTC", block + block + "\nUTC0\n"}}, {}, {});
        if (!built) hold_to("the zone of the fuzzer is none: " + built.error().message);
        return *built;
    }();
    return *zones;
}

/// Every problem names a place and says what is wrong with it.
inline Broken check_problems(const std::vector<Problem>& problems) {
    for (const Problem& problem : problems) {
        if (problem.message.empty()) return "a problem without words at " + problem.pointer;
        if (!problem.pointer.empty() && problem.pointer.front() != '/')
            return "no JSON pointer: " + problem.pointer;
    }
    return {};
}

inline Broken feed_events(const std::string& body) {
    const SplitBody split = split_events(body);
    if (Broken broken = check_problems(split.problems); !broken.empty()) return broken;
    if (split.problems.empty() && split.events.size() > batch_events_max)
        return "a batch of " + std::to_string(split.events.size()) + " events";
    for (const std::string& text : split.events) {
        const ParsedEvent parsed = parse_event(text, one_zone());
        if (Broken broken = check_problems(parsed.problems); !broken.empty()) return broken;
        if (!parsed.problems.empty()) continue;
        if (parsed.event.id.empty() || parsed.event.source.empty())
            return "an event without a name: " + text;
        // Two bodies that say the same are one: the canonical text is a good event of the same
        // name.
        const std::string canonical = canonical_json(text);
        if (canonical_json(canonical) != canonical) return "not canonical: " + canonical;
        const ParsedEvent again = parse_event(canonical, one_zone());
        if (!again.problems.empty())
            return "its canonical text is refused: " + again.problems.front().message;
        if (again.event.id != parsed.event.id || again.event.said.key != parsed.event.said.key)
            return "its canonical text is another event: " + canonical;
    }
    return {};
}

}  // namespace vesper::fuzz
