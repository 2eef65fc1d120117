// A simulation at a terminal: one aligned line a follow-up, and what each rule comes to.
#include "daemon/cli/simulate_table.hpp"
#include "tests/daemon/cli/simulated.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::cli;
using namespace vesper::test;

namespace {

SimulatedNone a_job_that(const std::string& became, const std::string& order,
                         const std::string& due, const std::string& zone) {
    return {order, "news", became, became, *parse_instant(due), zone, 0, 2, "sms"};
}

Simulation a_mixed_lot() {
    Simulation simulation;
    simulation.letters = {a_letter("s/a/1", "2026-03-28T18:20:00Z", "Europe/Berlin"),
                          a_letter("s/a/2", "2026-03-29T10:10:00Z", "Asia/Tokyo"),
                          a_letter("s/a/2", "2026-03-30T10:10:00Z", "Asia/Tokyo")};
    simulation.letters[1].step = 1;
    simulation.letters[1].to_shop = true;
    SimulatedLetter& action = simulation.letters[2];
    action.message = action.language = action.subject = "";
    action.channel = "shop-api";
    action.explanation = "at once";
    simulation.not_sent = {
        a_job_that("withdrawn: refunded", "s/a/3", "2026-03-29T18:00:00Z", "Europe/Berlin"),
        a_job_that("held: the buyer's clock is not known", "s/a/4", "2026-03-28T09:00:00Z", ""),
        {"s/a/5", "thanks", "country is FR; the rule is for DE"},
        {"s/a/6", "thanks", "country is FR; the rule is for DE"},
        {"s/a/6", "thanks", "country is FR; the rule is for DE"},
        {"s/a/7", "thanks", "country is FR; the rule is for DE"},
        {"s/a/8", "thanks", "country is FR; the rule is for DE"}};
    simulation.problems = {"event 3: not JSON"};
    return simulation;
}

std::string text_of(const Simulation& simulation, bool with_reasons = false, int width = 0) {
    const auto zones = system_zones();
    return simulation_text(
        {simulation, *zones->find("Asia/Shanghai"), *zones, with_reasons, width, false});
}

}  // namespace

TEST_CASE("a simulation is a table, in order of time, with sums by rule") {
    CHECK(
        text_of(a_mixed_lot()) ==
        "5 follow-ups from Sat 28 Mar 2026 17:00 to Mon 30 Mar 2026 18:10 shop time\n"
        "\n"
        "BUYER TIME        SHOP TIME         ORDER  RULE      CHANNEL   WHAT BECOMES OF IT\n"
        "not known         Sat 28 Mar 17:00  s/a/4  news (3)  sms       held: the buyer's clock is "
        "not known\n"
        "Sat 28 Mar 19:20  Sun 29 Mar 02:20  s/a/1  thanks/1  email     sent thanks/en\n"
        "Sun 29 Mar 19:10  Sun 29 Mar 18:10  s/a/2  thanks/2  email     sent thanks/en to the "
        "shop\n"
        "Sun 29 Mar 20:00  Mon 30 Mar 02:00  s/a/3  news (3)  sms       withdrawn: refunded\n"
        "Mon 30 Mar 19:10  Mon 30 Mar 18:10  s/a/2  thanks/1  shop-api  action carried out\n"
        "\n"
        "NEVER PLANNED  TIMES  ORDERS            WHY\n"
        "thanks             5  s/a/5 and 3 more  country is FR; the rule is for DE\n"
        "\n"
        "Refused events:\n"
        "  event 3: not JSON\n"
        "\n"
        "BY RULE  CLASS          SENT  NOT SENT\n"
        "thanks   transactional     3         5\n"
        "news     -                 0         2\n"
        "\n"
        "3 letters, 7 not sent, 1 event refused\n");
}

TEST_CASE("with --long each letter has its subject and its reason below it, whole") {
    Simulation simulation;
    simulation.letters = {a_letter("s/a/1", "2026-03-28T18:20:00Z", "Europe/Berlin")};
    simulation.letters[0].subject = "Thank\nyou \x1b[31m";
    CHECK(text_of(simulation, true, 60) ==
          "1 follow-up from Sun 29 Mar 2026 02:20 to Sun 29 Mar 2026 02:20 shop time\n"
          "\n"
          "BUYER TIME  SHOP TIME    ORDER  RULE    CHANNEL  WHAT BECOM…\n"
          "Sat 28 Ma…  Sun 29 Mar…  s/a/1  thanks  email    sent thank…\n"
          "    \"Thank you �[31m\"\n"
          "    paid Sat 28 Mar 12:00 buyer time; + 1 day\n"
          "\n"
          "BY RULE  CLASS          SENT  NOT SENT\n"
          "thanks   transactional     1         0\n"
          "\n"
          "1 letter, 0 not sent, 0 events refused\n");
}

TEST_CASE("a simulation that sends nothing says so") {
    CHECK(text_of({}) == "no letter goes out\n\n0 letters, 0 not sent, 0 events refused\n");
}
