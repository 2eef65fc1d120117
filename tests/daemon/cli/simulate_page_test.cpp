// The page of a simulation: whole by itself, the same every time, and deaf to what buyers type.
#include "daemon/cli/html.hpp"
#include "daemon/cli/simulate_html.hpp"
#include "daemon/cli/simulate_picture.hpp"
#include "tests/daemon/cli/simulated.hpp"

#include <catch2/catch.hpp>

#include <regex>

using namespace vesper;
using namespace vesper::cli;
using namespace vesper::test;

namespace {

/// With what a buyer may have typed, and where he lives.
SimulatedLetter a_private_letter(const std::string& order, const std::string& sent,
                                 const std::string& zone) {
    SimulatedLetter letter = a_letter(order, sent, zone);
    letter.subject = "Thank you, Anna <script>alert(1)</script>";
    letter.explanation = "zone Europe/Berlin (postal code 04109)";
    return letter;
}

Simulation some_letters() {
    Simulation simulation;
    simulation.letters = {a_private_letter("s/a/1", "2026-03-28T18:20:00Z", "Europe/Berlin"),
                          a_private_letter("s/a/2", "2026-03-28T19:00:00Z", "Europe/Berlin"),
                          a_private_letter("s/a/3", "2026-03-29T10:10:00Z", "Asia/Tokyo")};
    simulation.letters[0].opens = *parse_instant("2026-03-28T18:00:00Z");
    simulation.letters[0].closes = *parse_instant("2026-03-28T20:00:00Z");
    simulation.not_sent = {
        {"s/a/4", "thanks", "country is FR; the rule is for DE", "not met: country DE"},
        {"s/a/4", "thanks", "country is FR; the rule is for DE", "not met: country DE"},
        {"s/a/5", "thanks", "held: the buyer's clock is not certain: ZIP 46534 (Knox)",
         "held: the buyer's clock is not certain"}};
    simulation.problems = {"event 3: /data/buyer/email: \"anna@x\" is not an address"};
    return simulation;
}

std::string page_of(const Simulation& simulation, bool subjects = false,
                    const std::string& shop = "Sample Shop") {
    const auto zones = system_zones();
    return simulation_html({simulation, shop, *zones->find("Asia/Shanghai"), *zones, subjects});
}

std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("the page needs nothing else, and its policy holds a browser to that") {
    const std::string page = page_of(some_letters());
    CHECK(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
    CHECK(page.find("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                    "form-action 'none'\"") != std::string::npos);
    for (const char* outside : {"http:", "https:", "//", "url(", "@import", "<script", "<link",
                                "<img", "src=", "href=", "javascript:", " on"}) {
        INFO(outside);
        // " on" begins event handlers; as a word it is in sentences, never before "=".
        const bool is_handler = std::string{outside} == " on";
        const bool found = is_handler ? std::regex_search(page, std::regex{"<[^>]* on[a-z]+="})
                                      : page.find(outside) != std::string::npos;
        CHECK_FALSE(found);
    }
    CHECK(page_of(some_letters()) == page);
}

TEST_CASE("what somebody typed is text, wherever it stands") {
    Simulation simulation = some_letters();
    simulation.letters[0].order = "s/a/\"><svg onload=alert(1)>";
    simulation.not_sent[0].shareable = "tags are <b>'vip'</b> & \x1b[31m";
    const std::string page = page_of(simulation, true, "</title><script>x</script>");
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("<svg onload") == std::string::npos);
    CHECK(page.find("&lt;/title&gt;&lt;script&gt;x") != std::string::npos);
    CHECK(page.find("Thank you, Anna &lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
    CHECK(page.find("tags are &lt;b&gt;&#39;vip&#39;&lt;/b&gt; &amp; \xEF\xBF\xBD[31m") !=
          std::string::npos);
    CHECK(escaped("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;");
}

TEST_CASE("a page to send on names no buyer, unless subjects are asked for") {
    const std::string page = page_of(some_letters());
    for (const char* personal : {"Anna", "04109", "46534", "anna@x", "Knox", "FR"}) {
        INFO(personal);
        CHECK(page.find(personal) == std::string::npos);
    }
    CHECK(page.find("event 3, /data/buyer/email") != std::string::npos);
    CHECK(page.find("held: the buyer&#39;s clock is not certain</td>") != std::string::npos);
    CHECK(page_of(some_letters(), true).find("Anna") != std::string::npos);  // control
}

TEST_CASE("letters are gathered into buyers' evenings and the shop's hours") {
    const Simulation simulation = some_letters();
    const auto zones = system_zones();
    const SimulationPicture picture = picture_of(simulation, *zones->find("Asia/Shanghai"), *zones);
    REQUIRE(picture.days.size() == 2);
    CHECK(picture.days[0].letters == 2);
    const BuyerEvening& evening = picture.days[0].evenings.at(0);
    CHECK(evening.zone->name() == "Europe/Berlin");
    CHECK(evening.opens == 19);
    CHECK(evening.closes == 21);
    CHECK(evening.letters[1].hour == 20);
    CHECK(picture.zones[0].zone->name() == "Asia/Tokyo");  // the earth turns eastwards
    CHECK(picture.by_hour[2] == 1);                        // 18:20 UTC is 02:20 in Shanghai
    CHECK(picture.by_hour[3] == 1);
    CHECK(picture.first_hour == 18);
    CHECK(picture.last_hour == 22);
    REQUIRE(picture.not_sent.size() == 2);
    CHECK(picture.not_sent[1].times == 2);
    CHECK(picture.not_sent[1].orders == std::vector<std::string>{"s/a/4"});
    CHECK(times(page_of(simulation), "<line ") == 3);  // one for each letter
}

TEST_CASE("a page without letters says so") {
    const std::string page = page_of({});
    CHECK(page.find("No letter goes out.") != std::string::npos);
    CHECK(page.ends_with("</html>\n"));
}
