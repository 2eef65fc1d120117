// Rules, zones and settings change under waiting jobs.
#include "daemon/files.hpp"
#include "daemon/simulate.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/small_shop.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace vesper;
using namespace vesper::test;

namespace {

/// The system's zones with Berlin's clock replaced by that of another zone, as a new release would.
std::shared_ptr<const ZoneSnapshot> with_other_berlin(const std::string& like) {
    const auto bytes = read_file("/usr/share/zoneinfo/" + like);
    std::vector<ZoneFile> files{{"Europe/Berlin", *bytes},
                                {"Asia/Shanghai", *read_file("/usr/share/zoneinfo/Asia/Shanghai")}};
    auto built = ZoneSnapshot::build("2099z", files, {}, system_zones()->places_in("DE"));
    REQUIRE(built.has_value());
    return *built;
}

}  // namespace

TEST_CASE("a changed rule moves what waits; a removed one withdraws it; back again reinstates") {
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    house.receive(delivered("A1"));
    CHECK(to_string(house.only_job().local_date) == "2026-03-05");

    const Reload later = house.house().reload(sources_with(evening + rule("news", "5d")));
    REQUIRE(later.accepted);
    CHECK(later.replan.moved == 1);
    CHECK(to_string(house.only_job().local_date) == "2026-03-07");

    const Reload gone = house.house().reload(sources_with(evening + rule("other", "5d")));
    REQUIRE(gone.accepted);
    CHECK(gone.replan.withdrawn == 1);
    CHECK(house.only_job().state == JobState::withdrawn);
    CHECK(house.only_job().reason == "the rule was removed");

    const Reload back = house.house().reload(sources_with(evening + rule("news", "5d")));
    REQUIRE(back.accepted);
    CHECK(back.replan.reinstated == 1);
    house.run_for(date::days{7});
    CHECK(house.sent_local().size() == 1);
}

TEST_CASE("a tag is given a zone in shop.toml, and the order a tag") {
    const std::string rules = evening + rule("news", "3d");
    const auto told = [&](const std::string& zone) {
        return sources_with(rules, "[zone_of_tag]\nmoved = \"" + zone + "\"\n");
    };
    const auto delivered_to = [](const std::string& order) {
        return an_event(order, "shipment.delivered").in("DE").at(morning);
    };
    SimHouse house{sources_with(rules), morning};
    house.receive(delivered_to("A1").set("/data/order/tags", "[\"moved\"]"));
    house.receive(delivered_to("A2"));
    const auto zones = [&] {
        std::map<std::string, std::string> found;
        for (const Job& job : house.all_jobs()) found[job.key.order] = job.intent.zone;
        return found;
    };
    const std::string first = "shopify/shop.example/A1";
    const std::string second = "shopify/shop.example/A2";
    CHECK(zones() ==
          std::map<std::string, std::string>{{first, "Europe/Berlin"}, {second, "Europe/Berlin"}});
    const Reload reload = house.house().reload(told("Asia/Tokyo"));
    REQUIRE(reload.accepted);
    CHECK(reload.replan.moved == 1);
    CHECK(zones() ==
          std::map<std::string, std::string>{{first, "Asia/Tokyo"}, {second, "Europe/Berlin"}});
    house.receive(an_event("A2", "order.updated")
                      .in("DE")
                      .set("/data/order/tags", "[\"moved\"]")
                      .id("later")
                      .at("2026-03-02T11:00:00Z"));
    CHECK(zones().at(second) == "Asia/Tokyo");
    CHECK(house.house().reload(told("Asia/Atlantis")).accepted == false);
    CHECK(zones().at(second) == "Asia/Tokyo");
    REQUIRE(house.house().reload(sources_with(rules)).accepted);
    CHECK(zones().at(first) == "Europe/Berlin");
    CHECK(zones().at(second) == "Europe/Berlin");
}

TEST_CASE("a reload without changes moves nothing") {
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    for (int i = 0; i < 30; ++i) house.receive(delivered("A" + std::to_string(i)));
    const Reload again = house.house().reload(sources_with(evening + rule("news", "3d")));
    REQUIRE(again.accepted);
    CHECK(again.replan.moved == 0);
    CHECK(again.replan.withdrawn == 0);
}

TEST_CASE("a restart without changes moves nothing, whatever platforms allow") {
    SetSources sources = sources_with(evening + rule("news", "3d"));
    sources.rules.push_back(library_file("rules/90-platforms.toml"));
    const Scratch folder;
    {
        SimHouse house{sources, morning, folder.path("vesper.db")};
        house.receive(delivered("A1"));
        const std::int64_t job = house.only_job().id;
        const std::size_t moves = house.house().store().moves(job).size();
        house.restart();
        CHECK(house.house().store().moves(job).size() == moves);
        CHECK(house.house().status().last_replan_why.empty());
        SetSources later = sources;
        later.rules = sources_with(evening + rule("news", "4d")).rules;
        house.restart_with(later);
        CHECK(house.house().status().last_replan_why == "rules changed while stopped");
    }
}

TEST_CASE("a changed window moves what waits in it") {
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    house.receive(delivered("A1"));
    CHECK(house.house().reload(sources_with(noon + rule("news", "3d"))).replan.moved == 1);
    house.run_for(date::days{5});
    REQUIRE(house.sent().size() == 1);
    CHECK(house.sent()[0].local.substr(11, 2) == "12");
}

TEST_CASE("a letter held for its message goes out once the message is mended") {
    const bool while_stopped = GENERATE(false, true);
    const Scratch folder;
    SetSources sources = sources_with(evening + rule("news", "0d"));
    // A subject with nothing in it for an order that has no parcel yet.
    for (Source& message : sources.messages)
        message.text = "+++\nsubject = \"{{#shipment.url}}x{{/shipment.url}}\"\n+++\nHello.\n";
    SimHouse house{sources, morning, folder.path("vesper.db")};
    house.receive(delivered("A1"));
    house.run_for(date::days{1});
    REQUIRE(house.only_job().state == JobState::held);
    REQUIRE(house.sent().empty());
    const SetSources mended = sources_with(evening + rule("news", "0d"));
    if (while_stopped) {
        house.restart();  // nothing was mended: it stays
        REQUIRE(house.only_job().state == JobState::held);
        house.restart_with(mended);
        CHECK(house.house().status().last_replan.moved == 1);
    } else {
        house.house().reload(sources);  // nothing was mended: it lands, and is held again
        house.run_for(date::days{1});
        REQUIRE(house.only_job().state == JobState::held);
        CHECK(house.house().reload(mended).replan.moved == 1);
    }
    house.run_for(date::days{2});
    CHECK(house.sent().size() == 1);
}

TEST_CASE("a broken set is refused whole and the running one goes on") {
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    house.receive(delivered("A1"));
    const Instant due = house.only_job().due;
    const Reload broken = house.house().reload(sources_with(evening + rule("news", "3 days")));
    CHECK_FALSE(broken.accepted);
    CHECK(has_errors(broken.diagnostics));
    CHECK(has_errors(house.house().status().set_problems));
    CHECK(house.only_job().due == due);
    house.run_for(date::days{5});
    CHECK(house.sent().size() == 1);
}

TEST_CASE(
    "a start with broken files runs on the last good set, loudly; with none ever good it does "
    "not") {
    const Scratch folder;
    const std::string file = folder.path("vesper.db");
    { SimHouse good{sources_with(evening + rule("news", "3d")), morning, file}; }
    {
        SimHouse broken{sources_with("[rule.news]\non = \"delivred\"\n"), morning, file};
        CHECK(broken.house().status().set_from_store);
        CHECK(has_errors(broken.house().status().set_problems));
        CHECK(broken.house().set().rules.find("news") != nullptr);
    }
    CHECK_THROWS_AS(SimHouse(sources_with("[rule.news]\non = \"delivred\"\n"), morning,
                             folder.path("other.db")),
                    NoGoodSet);
}

TEST_CASE("a new release of the zone database moves what waits before it is due") {
    SimHouse house{sources_with(evening + rule("news", "3d")), morning};
    house.receive(delivered("A1"));
    house.receive(an_event("B1", "shipment.delivered").in("CN").at(morning));
    const Instant before = house.house().store().jobs_of_order("shopify/shop.example/A1")[0].due;
    const Replan replan = house.house().new_zones(with_other_berlin("Europe/Moscow"));
    CHECK(replan.moved == 1);
    const Job moved = house.house().store().jobs_of_order("shopify/shop.example/A1")[0];
    CHECK(moved.due ==
          before - seconds{2 * 3600});  // Moscow's evening is two hours earlier in March
    CHECK(moved.intent.tzdata == "2099z");
    CHECK(house.house().status().tzdata == "2099z");
    CHECK(house.house().store().moves(moved.id).back().reason.find("2099z") != std::string::npos);
}

TEST_CASE("simulation and production agree to the second") {
    const int rate = GENERATE(0, 1);  // letters a minute; 0: any number
    const SetSources sources =
        sources_with(evening + rule("news", "3d") + rule("more", "36h"), "", {"news"});
    std::vector<std::string> events;
    std::vector<std::string> countries = {"DE", "JP", "NP", "BR", "NZ", "GB", "ZA", "IN"};
    if (rate > 0) countries = {"DE"};  // one evening's minutes for all of them
    for (std::size_t i = 0; i < 40; ++i) {
        const Instant when = test::at(morning) + seconds{static_cast<int>(i) * 1237};
        events.push_back(an_event("A" + std::to_string(i), "shipment.delivered")
                             .in(countries[i % countries.size()],
                                 countries[i % countries.size()] == "BR" ? "SP" : "")
                             .at(to_string(when)));
    }
    ChannelConfigs channels;
    channels["email"].name = "email";
    channels["email"].rate = rate;
    const Simulation simulated =
        simulate(sources, system_zones(), events, std::nullopt, std::nullopt, channels);
    SimHouse house{sources, morning,
                   ":memory:", [&](Config& config) { config.channels = channels; }};
    for (const std::string& event : events) {
        const ParsedEvent parsed = parse_event(event, *system_zones());
        house.run_until(to_string(parsed.event.time));
        house.receive(event);
    }
    house.run_for(date::days{10});
    REQUIRE(simulated.letters.size() == 80);
    REQUIRE(house.sent().size() == simulated.letters.size());
    for (std::size_t i = 0; i < house.sent().size(); ++i) {
        CHECK(house.sent()[i].when == simulated.letters[i].sent);
    }
    std::set<std::int64_t> minutes;
    for (const SimulatedLetter& letter : simulated.letters)
        minutes.insert(unix_seconds(letter.sent) / 60);
    if (rate == 1) CHECK(minutes.size() == simulated.letters.size());
}
