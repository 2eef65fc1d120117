// The shop that most stories of the house are about: one evening window, rules on a delivery, and
// buyers in Germany.
#pragma once

#include "daemon/files.hpp"
#include "tests/support/sim_house.hpp"
#include "tests/support/tree.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace vesper::test {

inline const std::string morning = "2026-03-02T10:00:00Z";  // 11:00 in Berlin
inline const std::string evening = "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n";
inline const std::string noon = "[window.evening]\nfrom = \"12:00\"\nto = \"13:00\"\n";

/// Two windows, the buyer's evening and the shop's office, and defaults for rules that name none.
inline const std::string two_windows = R"(
[window.evening]
from = "19:00"
to   = "21:00"
[window.office]
clock = "shop"
days  = "mon-fri"
from  = "09:00"
to    = "18:00"
[defaults]
window  = "evening"
channel = "email"
)";

/// [rule.NAME] on a stage, by mail in the evening; `lines` are its class and what else it says.
inline std::string rule_on(const std::string& name, const std::string& stage,
                           const std::string& after, const std::string& lines,
                           const std::string& message = "news") {
    return "[rule." + name + "]\non = \"" + stage + "\"\nafter = \"" + after +
           "\"\nwindow = \"evening\"\nchannel = \"email\"\nmessage = \"" + message + "\"\n" + lines;
}

/// Of the most common kind: on a delivery.
inline std::string rule(const std::string& name, const std::string& after,
                        const std::string& lines = "", const std::string& message = "news") {
    return rule_on(name, "delivered", after, "class = \"transactional\"\n" + lines, message);
}

/// A file of the shipped library, "rules/90-platforms.toml", as sets have it.
inline Source library_file(const std::string& name) {
    auto text = read_file(source_tree() + "/rules/library/" + name);
    if (!text) throw std::runtime_error{"no file " + name};
    return {name, std::move(*text)};
}

inline EventBuilder delivered(const std::string& order, const std::string& when = morning) {
    return an_event(order, "shipment.delivered").in("DE").at(when);
}

}  // namespace vesper::test
