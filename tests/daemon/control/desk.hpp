// A house at its control desk, without a socket: ask, let it turn, read the answer.
#pragma once

#include "daemon/control/api.hpp"
#include "tests/support/sim_house.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace vesper::test {

/// One rule: a letter three days after delivery; ends at a refund. One more that is for Brazil.
inline const std::string control_rules = R"(
[window.evening]
from = "19:00"
to   = "21:00"

[rule.review-request]
on      = "delivered"
after   = "3d"
unless  = ["refund-requested"]
class   = "solicitation"
window  = "evening"
channel = "email"
message = "news"

[rule.brazil]
on      = "delivered"
after   = "1d"
class   = "critical"
window  = "evening"
channel = "email"
message = "news"
when.country = ["BR"]
)";

class ControlDesk {
public:
    explicit ControlDesk(const std::string& database = ":memory:",
                         const std::string& rules = control_rules)
        : sim(sources_with(rules), "2026-03-02T10:00:00Z", database) {}

    std::string delivered(const std::string& order, const std::string& country = "DE") {
        return an_event(order, "shipment.delivered").in(country).at("2026-03-02T10:00:00Z");
    }
    Answer ask(const std::string& method, const std::string& target, const std::string& body = "",
               bool may_change = true, const std::string& accept = "") {
        std::optional<Answer> given;
        answer(control, Request{method, target, accept, body, may_change, accept_language},
               [&](Answer a) { given = std::move(a); });
        answered_at_once = given.has_value();
        if (!given) sim.house().turn();
        return given.value_or(Answer{0, "", "no answer after a turn", {}});
    }
    nlohmann::json get(const std::string& target) {
        return nlohmann::json::parse(ask("GET", target, "", false).body);
    }

    SimHouse sim;
    Histogram turns;
    int reloads = 0;
    bool reloaded_to_past = false;
    Reload next_reload;
    Control control{sim.house(),
                    [this](bool to_past) {
                        ++reloads;
                        reloaded_to_past = to_past;
                        return next_reload;
                    },
                    turns};
    bool answered_at_once = false;
    std::string accept_language;
};

}  // namespace vesper::test
