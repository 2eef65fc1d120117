#include "scheduler/evidence.hpp"

#include "scheduler/ladder.hpp"
#include "tests/support/zones.hpp"

#include "tests/scheduler/desk_of_plans.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using vesper::test::at;
using vesper::test::DeskOfPlans;

namespace {

const std::string monday = "2026-03-23T09:00:00+01:00";

Replanned replanned(const DeskOfPlans& desk, const Job& job) {
    return replan(job, desk.order, desk.calendar(), desk.occupancy, at(monday), at(monday));
}

}  // namespace

TEST_CASE("what is kept of an order for its plans answers as the whole order does") {
    DeskOfPlans desk;
    desk.step().by = DeadlineKind::dispute_reply;
    desk.step().doubt = Doubt{};
    // country, region, postal, zone, bill-to country, phone, a dispute's deadline
    auto [country, region, postal, own_zone, bill, phone, due] =
        GENERATE(table<std::string, std::string, std::string, std::string, std::string, std::string,
                       std::string>({
            {"DE", "", "10115", "", "", "", ""},
            {"US", "", "", "", "", "", ""},
            {"US", "IN", "46534", "", "US", "+15745550100", ""},
            {"CA", "BC", "V6B 1A1", "", "DE", "", "2026-03-24T20:00:00Z"},
            {"US", "", "", "", "US", "+16045550100", "2026-03-20T20:00:00Z"},
            {"", "", "", "Asia/Tokyo", "JP", "", ""},
            {"", "", "", "", "", "", ""},
        }));
    CAPTURE(country, region, bill, phone);
    desk.order.timezone = own_zone;
    desk.order.ship_to = {country, region, "", postal, "Anna Example", 48.4, -123.4};
    desk.order.bill_to.country = bill;
    desk.order.buyer.phone = phone;
    desk.order.buyer.locale = "en-CA";
    if (!due.empty()) desk.order.dispute.due_at = at(due);
    const Plan made = desk.plan(monday);
    if (made.jobs.empty()) return;  // its deadline has passed
    const auto whole = replanned(desk, made.jobs.front());
    const auto read = order_from_evidence(evidence_text(desk.order));
    REQUIRE(read);
    CHECK(*read == what_plans_read(desk.order));
    desk.order = *read;
    CHECK(desk.order.ship_to.recipient.empty());  // nobody's name is kept twice
    const auto part = replanned(desk, made.jobs.front());
    REQUIRE(part.index() == whole.index());
    if (const auto* landing = std::get_if<Landing>(&whole)) {
        CHECK(std::get<Landing>(part).due == landing->due);
        CHECK(std::get<Landing>(part).expires == landing->expires);
        CHECK(std::get<Landing>(part).explanation == landing->explanation);
    } else if (const auto* hold = std::get_if<HoldIt>(&whole)) {
        CHECK(std::get<HoldIt>(part).reason == hold->reason);
    }
}

TEST_CASE("evidence that cannot be written, or is of another form, is none") {
    Order order;
    order.ship_to.city = "Ber\x1flin";
    CHECK(evidence_text(order).empty());
    order.ship_to.city = "Berlin";
    order.deadlines = {{DeadlineKind::pay, at(monday)}, {DeadlineKind::ship, at(monday)}};
    const std::string good = evidence_text(order);
    CHECK(order_from_evidence(good) == order);
    order.tags = {"vip", "", "moved-to-lisbon"};
    CHECK(order_from_evidence(evidence_text(order)) == order);
    CHECK(clock_evidence(order) != clock_evidence(*order_from_evidence(good)));
    CHECK_FALSE(order_from_evidence(""));
    CHECK_FALSE(order_from_evidence("1" + good.substr(1)));
    CHECK_FALSE(order_from_evidence(R"({"order":{}})"));
    for (std::size_t length = 0; length < good.size(); ++length) {
        // Cut short, it is refused, or, between two deadlines, fewer are known: never garbage.
        const auto cut = order_from_evidence(good.substr(0, length));
        if (cut) CHECK(cut->ship_to == order.ship_to);
    }
}

TEST_CASE("of the tags those have a say that the shop gave a zone") {
    Shop shop;
    shop.zone_of_tag = {{"moved-to-lisbon", "Europe/Lisbon"}};
    const auto evidence = [&](const std::vector<std::string>& tags) {
        Order order;
        order.ship_to.country = "DE";
        order.tags = tags;
        std::string text;
        put_clock_evidence(order, "", shop, text);
        return text;
    };
    CHECK(evidence({"vip", "spring"}) == evidence({}));
    CHECK(evidence({"vip", "moved-to-lisbon"}) == evidence({"moved-to-lisbon"}));
    CHECK(evidence({"moved-to-lisbon"}) != evidence({}));
}

TEST_CASE("of a telephone number only its known beginning has a say") {
    const auto evidence = [](const std::string& phone) {
        Order order;
        order.ship_to.country = "CA";
        order.buyer.phone = phone;
        std::string text = "what was here before";
        put_clock_evidence(order, known_prefix(phone), Shop{}, text);
        return std::pair{text, resolve_buyer(order, Shop{}, *test::system_zones()).reason};
    };
    const auto one = evidence("+1 604 555 0123");
    CHECK(one == evidence("+16045559876"));
    CHECK(one.first != evidence("+1 416 555 0123").first);  // control: another town
    CHECK(one.second != evidence("+1 416 555 0123").second);
    CHECK(one.first.find("0123") == std::string::npos);
}
