// Questions and answers, without a socket.
#include "daemon/store/sqlite.hpp"
#include "tests/daemon/control/desk.hpp"
#include "tests/support/folder.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace vesper;
using namespace vesper::test;
using nlohmann::json;

TEST_CASE("events are answered after their commit, with a verdict each") {
    ControlDesk desk;
    const Answer stored = desk.ask("POST", "/v1/events", desk.delivered("A1"));
    CHECK_FALSE(desk.answered_at_once);
    CHECK(stored.status == 202);
    const json verdict = json::parse(stored.body)["events"][0];
    CHECK(verdict["verdict"] == "accepted");
    CHECK(verdict["order"] == "shopify/shop.example/A1");
    CHECK(verdict["planned"] == 1);
    const json again = json::parse(desk.ask("POST", "/v1/events", desk.delivered("A1")).body);
    CHECK(again["events"][0]["verdict"] == "duplicate");
}

TEST_CASE("wrong events are refused whole, each problem by its pointer") {
    ControlDesk desk;
    const std::string wrong = an_event("A2", "shipment.delivered")
                                  .in("DE")
                                  .zone("Europe/Belin")
                                  .at("2026-03-02T10:00:00Z");
    const Answer refused =
        desk.ask("POST", "/v1/events", "[" + desk.delivered("A1") + "," + wrong + "]");
    CHECK(refused.status == 422);
    const json body = json::parse(refused.body);
    CHECK(body["error"]["code"] == "invalid-event");
    CHECK(body["events"][1]["problems"][0]["pointer"] == "/data/timezone");
    CHECK(desk.get("/v1/jobs")["jobs"].empty());
    CHECK(desk.ask("POST", "/v1/events", "no JSON").status == 422);
    CHECK(desk.ask("POST", "/v1/events", "").status == 422);
}

TEST_CASE("the same id with another body is a conflict") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1", "DE"));
    const Answer conflict = desk.ask("POST", "/v1/events", desk.delivered("A1", "FR"));
    CHECK(conflict.status == 409);
    CHECK(json::parse(conflict.body)["error"]["next"] == "give a changed event a new id");
}

TEST_CASE("two events of one body that contradict each other are named") {
    ControlDesk desk;
    const std::string first = desk.delivered("A1", "DE");
    const Answer refused =
        desk.ask("POST", "/v1/events",
                 first + "\n" + desk.delivered("A2", "DE") + "\n" + desk.delivered("A1", "FR"));
    CHECK(refused.status == 409);
    const json body = json::parse(refused.body);
    CHECK(body["error"]["message"] ==
          "two events of this body share source and id and say different things; nothing was "
          "stored");
    CHECK(body["error"]["next"] ==
          "`problems` names the pair: leave one out, or give it an id of its own");
    CHECK(body["events"][0]["verdict"] == "conflict");
    CHECK(body["events"][0]["problems"][0]["message"] ==
          "another event of this body (index 2) has the same source and id, and says something "
          "else");
    CHECK(body["events"][1]["verdict"] == "not-stored");
    CHECK(body["events"][2]["problems"][0]["message"] ==
          "another event of this body (index 0) has the same source and id, and says something "
          "else");
    CHECK(desk.get("/v1/jobs")["jobs"].empty());
    // The same twice is no contradiction.
    CHECK(desk.ask("POST", "/v1/events", first + "\n" + first).status == 202);
}

TEST_CASE("jobs are filtered and come in pages that neither skip nor repeat") {
    ControlDesk desk;
    for (const char* order : {"A1", "A2", "A3", "A4", "A5"})
        desk.ask("POST", "/v1/events", desk.delivered(order));
    desk.ask("POST", "/v1/events", desk.delivered("B1", "BR"));
    CHECK(desk.get("/v1/jobs")["jobs"].size() == 7);
    CHECK(desk.get("/v1/jobs?country=BR&state=scheduled,held")["jobs"].size() == 2);
    CHECK(desk.get("/v1/jobs?rule=brazil")["jobs"][0]["order"] == "shopify/shop.example/B1");
    CHECK(desk.get("/v1/jobs?state=delivered")["jobs"].empty());

    std::set<int> seen;
    std::string after;
    int pages = 0;
    for (; pages < 10; ++pages) {
        const json page = desk.get("/v1/jobs?limit=3" + after);
        for (const json& job : page["jobs"]) CHECK(seen.insert(job["id"].get<int>()).second);
        if (page["next"].is_null()) break;
        after = "&after=" + page["next"].get<std::string>();
    }
    CHECK(seen.size() == 7);
    CHECK(pages == 2);
}

TEST_CASE("a job shows its instants on three clocks") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    const json job = desk.get("/v1/jobs/1")["job"];
    CHECK(job["zone"]["name"] == "Europe/Berlin");
    CHECK(job["local_date"] == "2026-03-05");
    CHECK(job["due"]["utc"].get<std::string>().substr(0, 13) == "2026-03-05T18");
    CHECK(job["due"]["buyer"].get<std::string>().substr(0, 13) == "2026-03-05T19");
    CHECK(job["due"]["buyer"].get<std::string>().substr(19) == "+01:00");
    CHECK(job["due"]["shop"].get<std::string>().substr(0, 13) == "2026-03-06T02");
    CHECK(job["anchor"]["utc"] == "2026-03-02T10:00:00Z");
}

TEST_CASE("questions that make no sense say what would") {
    ControlDesk desk;
    // method, target, may change, status, words of the answer
    auto [method, target, may_change, status, words] =
        GENERATE(table<std::string, std::string, bool, int, std::string>(
            {{"GET", "/v1/jobs?state=waiting", false, 400, "unknown state"},
             {"GET", "/v1/jobs?colour=red", false, 400, "known: state order buyer"},
             {"GET", "/v1/jobs?limit=0", false, 400, "1 to 1000"},
             {"GET", "/v1/jobs?limit=1001", false, 400, "1 to 1000"},
             {"GET", "/v1/jobs?after=x", false, 400, "page token"},
             {"GET", "/v1/jobs?from=yesterday", false, 400, "from: "},
             {"GET", "/v1/jobs?order=%4", false, 400, "percent"},
             {"GET", "/v1/jobs/99", false, 404, "there is no job 99"},
             {"GET", "/v1/jobs/1x", false, 404, "there is no job 1x"},
             {"GET", "/v1/orders", false, 400, "q is missing"},
             {"GET", "/v1/orders/none/why", false, 404, "no order has"},
             {"GET", "/v1/tonight?hours=0", false, 400, "1 to 168"},
             {"GET", "/v2/status", false, 404, "there is no /v2/status"},
             {"GET", "/v1/jobs/", false, 404, "there is no"},
             {"PUT", "/v1/status", true, 405, "this path answers GET"},
             {"POST", "/v1/status", false, 403, "admin.sock"},
             {"POST", "/v1/reload", false, 403, "admin.sock"},
             {"DELETE", "/v1/suppressions/a@b.example", false, 403, "admin.sock"},
             {"DELETE", "/v1/suppressions/a@b.example", true, 404, "not suppressed"},
             {"POST", "/v1/channels/pigeon/pause", true, 404, "configured: email"},
             {"POST", "/v1/jobs/99/cancel", true, 404, "there is no job 99"},
             {"POST", "/v1/suppressions", true, 400, "address is missing"}}));
    INFO(method << " " << target);
    const Answer refused = desk.ask(method, target, "", may_change);
    CHECK(refused.status == status);
    CHECK_THAT(refused.body, Catch::Contains(words));
    CHECK(json::parse(refused.body)["error"]["code"].is_string());
}

TEST_CASE("a method that is not answered is told which are") {
    ControlDesk desk;
    const Answer refused = desk.ask("PATCH", "/v1/suppressions");
    REQUIRE(refused.status == 405);
    REQUIRE(refused.headers.size() == 1);
    CHECK(refused.headers[0] == std::pair<std::string, std::string>{"Allow", "GET, POST"});
}

TEST_CASE("people hold, release, cancel and send a job, and its story remembers") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    const Answer held = desk.ask("POST", "/v1/jobs/1/hold", R"({"why": "asks the carrier"})");
    CHECK_FALSE(desk.answered_at_once);
    CHECK(held.status == 200);
    CHECK(json::parse(held.body)["words"] == "job 1 held");
    CHECK(json::parse(held.body)["job"]["state"] == "held");
    CHECK(desk.ask("POST", "/v1/jobs/1/release", "{}").status == 200);
    CHECK(desk.ask("POST", "/v1/jobs/1/release", "{}").status == 409);
    CHECK(desk.ask("POST", "/v1/jobs/1/hold", "[1]").status == 400);
    CHECK(desk.ask("POST", "/v1/jobs/1/cancel", R"({"why": "buyer called"})").status == 200);
    const json job = desk.get("/v1/jobs/1");
    CHECK(job["job"]["state"] == "withdrawn");
    CHECK_THAT(job["moves"].dump(), Catch::Contains("asks the carrier"));
    CHECK_THAT(job["moves"].dump(), Catch::Contains("buyer called"));

    desk.ask("POST", "/v1/events", desk.delivered("A2"));
    CHECK(desk.sim.sent().empty());
    CHECK(desk.ask("POST", "/v1/jobs/2/now").status == 200);
    desk.sim.run_for(seconds{60});
    CHECK(desk.sim.sent().size() == 1);
}

TEST_CASE("a pause holds every letter back until it is resumed") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    CHECK(desk.ask("POST", "/v1/pause", R"({"why": "stock count"})").status == 200);
    json status = desk.get("/v1/status");
    CHECK(status["well"] == false);
    CHECK(status["worries"][0] == "everything is paused: stock count");
    desk.sim.run_until("2026-03-05T23:00:00Z");
    CHECK(desk.sim.sent().empty());
    CHECK(json::parse(desk.ask("POST", "/v1/channels/email/pause").body)["words"] ==
          "channel email is paused");
    CHECK(desk.get("/v1/status")["worries"][1] == "channel email is paused");
    CHECK(json::parse(desk.ask("POST", "/v1/resume").body)["words"] ==
          "everything resumed; channel email is still paused");
    CHECK(json::parse(desk.ask("POST", "/v1/resume").body)["error"]["message"] ==
          "nothing is paused as a whole; channel email is still paused");
    CHECK(desk.ask("POST", "/v1/channels/email/resume").status == 200);
    CHECK(desk.get("/v1/status")["well"] == true);
    desk.sim.run_until("2026-03-06T23:00:00Z");
    CHECK(desk.sim.sent().size() == 1);
}

TEST_CASE("a suppressed address is listed, gets nothing, and can be allowed again") {
    ControlDesk desk;
    const Answer done =
        desk.ask("POST", "/v1/suppressions",
                 R"({"address": "buyer-A1@example.org", "why": "asked us to stop"})");
    CHECK(done.status == 200);
    const json list = desk.get("/v1/suppressions")["suppressions"];
    REQUIRE(list.size() == 1);
    CHECK(list[0]["reason"] == "asked us to stop");
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.sim.run_for(date::days{5});
    CHECK(desk.sim.sent().empty());
    CHECK(desk.ask("DELETE", "/v1/suppressions/buyer-A1%40example.org").status == 200);
    CHECK(desk.get("/v1/suppressions")["suppressions"].empty());
}

TEST_CASE("a reload reports what changed, or the diagnostics") {
    ControlDesk desk;
    desk.next_reload.accepted = true;
    desk.next_reload.replan.moved = 3;
    const Answer good = desk.ask("POST", "/v1/reload");
    CHECK(good.status == 200);
    CHECK(json::parse(good.body)["replan"]["moved"] == 3);
    Diagnostic wrong;
    wrong.file = "30.toml";
    wrong.message = say("unknown stage {}", "\"x\"");
    desk.next_reload = Reload{};
    desk.next_reload.diagnostics = {wrong};
    const Answer bad = desk.ask("POST", "/v1/reload");
    CHECK(bad.status == 422);
    CHECK(json::parse(bad.body)["error"]["code"] == "broken-set");
    CHECK_THAT(json::parse(bad.body)["text"].get<std::string>(),
               Catch::Contains("30.toml") && Catch::Contains("unknown stage"));
    CHECK(desk.reloads == 2);
    CHECK_FALSE(desk.reloaded_to_past);
    CHECK(desk.ask("POST", "/v1/reload?apply_to_past=true").status == 422);
    CHECK(desk.reloaded_to_past);
    const Answer unclear = desk.ask("POST", "/v1/reload?apply_to_past=yes");
    CHECK(unclear.status == 400);
    CHECK(json::parse(unclear.body)["error"]["message"] ==
          "apply_to_past is true or false, not \"yes\"");
    CHECK(desk.reloads == 3);

    desk.accept_language = "zh-CN, en;q=0.5";
    const Answer chinese = desk.ask("POST", "/v1/reload");
    const json said = json::parse(chinese.body);
    CHECK(said["error"]["message"] == "文件有错误；正在运行的规则保持不变");
    CHECK(said["diagnostics"][0]["message"] == "没有 \"x\" 这个阶段");
    CHECK(said["text"] == "30.toml: 错误：没有 \"x\" 这个阶段\n");
    CHECK(chinese.headers == std::vector<std::pair<std::string, std::string>>{
                                 {"Content-Language", "zh-CN"}, {"Vary", "Accept-Language"}});
}

TEST_CASE("diagnostics are listed by file, line and column, however they were found") {
    ControlDesk desk;
    const auto wrong = [](const std::string& file, std::uint32_t line) {
        Diagnostic one;
        one.file = file;
        one.at = {line, 1};
        one.message = say("unknown stage {}", "\"x\"");
        return one;
    };
    desk.next_reload.diagnostics = {wrong("30.toml", 12), wrong("30.toml", 8), wrong("10.toml", 9),
                                    wrong("30.toml", 2)};
    std::string places;
    const json said = json::parse(desk.ask("POST", "/v1/reload").body);
    for (const json& each : said["diagnostics"])
        places += each["file"].get<std::string>() + ':' + each["line"].dump() + ' ';
    CHECK(places == "10.toml:9 30.toml:2 30.toml:8 30.toml:12 ");
}

TEST_CASE("status has what stopped the set in front of what is worth knowing of it") {
    ControlDesk desk;
    const std::string sleeper =
        "[rule.sleeper]\non = \"delivered\"\nafter = \"1d\"\nclass = \"critical\"\n"
        "window = \"evening\"\nmessage = \"news\"\nchannel = \"chat\"\nno_channel = \"sleep\"\n";
    const std::string evening = "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n";
    REQUIRE_FALSE(
        desk.sim.house().reload(sources_with(sleeper + evening + "nonsense = true\n")).accepted);
    const std::string text = desk.get("/v1/status")["set"]["text"];
    CHECK_THAT(text,
               Catch::StartsWith("rules/10-test.toml:12:1: error: unknown word \"nonsense\""));
    CHECK_THAT(text, Catch::Contains("\nrules/10-test.toml:1: note: rule \"sleeper\" sleeps"));
}

TEST_CASE("what a person should look at is said in the asker's language") {
    ControlDesk desk;
    desk.ask("POST", "/v1/pause", R"({"why": "relay is down"})");
    CHECK(desk.get("/v1/status")["worries"] == json{"everything is paused: relay is down"});
    desk.accept_language = "zh";
    CHECK(desk.get("/v1/status")["worries"] == json{"全部暂停：relay is down"});
}

TEST_CASE("tonight counts the letters of each evening and how full it is") {
    ControlDesk desk;
    for (const char* order : {"A1", "A2", "A3"})
        desk.ask("POST", "/v1/events", desk.delivered(order));
    CHECK(desk.get("/v1/tonight")["letters"] == 0);
    const json far = desk.get("/v1/tonight?hours=96&limit=2");
    CHECK(far["letters"] == 3);
    CHECK(far["cut"] == false);
    CHECK(far["jobs"].size() == 2);
    CHECK(far["zones"]["Europe/Berlin"] == 3);
    REQUIRE(far["evenings"].size() == 1);
    const json evening = far["evenings"][0];
    CHECK(evening["opens"]["buyer"] == "2026-03-05T19:00:00+01:00");
    CHECK(evening["closes"]["buyer"] == "2026-03-05T21:00:00+01:00");
    CHECK(evening["capacity"] == 7200);  // two hours at sixty a minute
    CHECK(evening["full"].get<double>() == Approx(3.0 / 7200));
}

TEST_CASE("tonight adds an evening's pieces, and tells a state's own hours from its neighbour's") {
    const std::string window =
        "[window.evening]\nhours = [\"17:00-18:00\", \"19:00-21:00\"]\n"
        "[window.evening.in.US-CA]\nhours = [\"20:00-21:00\"]\n";
    ControlDesk desk{":memory:", window + control_rules.substr(control_rules.find("[rule."))};
    for (const auto& [order, state] :
         {std::pair{"A1", "CA"}, std::pair{"A2", "NV"}, std::pair{"A3", "NV"}})
        desk.ask("POST", "/v1/events",
                 an_event(order, "shipment.delivered").in("US", state).at("2026-03-02T10:00:00Z"));
    const json evenings = desk.get("/v1/tonight?hours=120")["evenings"];
    REQUIRE(evenings.size() == 2);
    CHECK(evenings[0].count("region") == 0);
    CHECK(evenings[0]["letters"] == 2);
    CHECK(evenings[0]["opens"]["buyer"] == "2026-03-05T17:00:00-08:00");
    CHECK(evenings[0]["closes"]["buyer"] == "2026-03-05T21:00:00-08:00");
    CHECK(evenings[0]["capacity"] == 3 * 3600);
    CHECK(evenings[1]["region"] == "US-CA");
    CHECK(evenings[1]["zone"] == evenings[0]["zone"]);
    CHECK(evenings[1]["letters"] == 1);
    CHECK(evenings[1]["opens"]["buyer"] == "2026-03-05T20:00:00-08:00");
    CHECK(evenings[1]["capacity"] == 3600);
}

TEST_CASE("tonight reads of an order in short which state's hours its letter has") {
    const std::string window =
        "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n"
        "[window.evening.in.US-CA]\nfrom = \"20:00\"\nto = \"21:00\"\n";
    const std::string rules = window + control_rules.substr(control_rules.find("[rule."));
    const Folder folder;
    const std::string path = folder / "v.db";
    {
        ControlDesk desk{path, rules};
        for (const char* order : {"A1", "A2"})
            desk.ask(
                "POST", "/v1/events",
                an_event(order, "shipment.delivered").in("US", "CA").at("2026-03-02T10:00:00Z"));
    }
    // The whole record says Nevada: the short text beside it is what is read.
    {
        const Sql elsewhere{"UPDATE orders SET record = replace(record, '\"CA\"', '\"NV\"')"};
        Database database{path};
        database.begin();
        REQUIRE(database.change(elsewhere) == 2);
        database.commit();
    }
    ControlDesk desk{path, rules};
    const json evenings = desk.get("/v1/tonight?hours=120")["evenings"];
    REQUIRE(evenings.size() == 1);
    CHECK(evenings[0]["region"] == "US-CA");
    CHECK(evenings[0]["letters"] == 2);
}

TEST_CASE("tonight keeps a country's own hours apart beside Ramadan hours for everybody") {
    const std::string window =
        "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n"
        "[window.evening.during.ramadan]\nfrom = \"20:00\"\nto = \"22:00\"\n"
        "[window.evening.in.ES]\nfrom = \"20:00\"\nto = \"21:00\"\n";
    ControlDesk desk{":memory:", window + control_rules.substr(control_rules.find("[rule."))};
    desk.ask("POST", "/v1/events", desk.delivered("A1", "ES"));
    desk.ask("POST", "/v1/events", desk.delivered("A2", "DE"));
    const json evenings = desk.get("/v1/tonight?hours=120")["evenings"];
    REQUIRE(evenings.size() == 2);
    CHECK(evenings[0]["zone"] == "Europe/Berlin");
    CHECK(evenings[0].count("region") == 0);
    CHECK(evenings[1]["zone"] == "Europe/Madrid");
    CHECK(evenings[1]["region"] == "ES");
}

TEST_CASE("metrics are what the house counted") {
    ControlDesk desk;
    desk.ask("POST", "/v1/events", desk.delivered("A1"));
    desk.turns.add(0.002);
    desk.sim.house().zones_looked_at();
    const std::string text = desk.ask("GET", "/metrics", "", false).body;
    for (const char* line :
         {"vesper_events_total{verdict=\"accepted\"} 1\n",
          "vesper_jobs{channel=\"email\",state=\"scheduled\"} 1\n", "vesper_tzdata_looks_total 1\n",
          "# TYPE vesper_turn_duration_seconds histogram\n",
          "vesper_turn_duration_seconds_bucket{le=\"0.001\"} 0\n",
          "vesper_turn_duration_seconds_bucket{le=\"0.0025\"} 1\n",
          "vesper_turn_duration_seconds_bucket{le=\"+Inf\"} 1\n", "vesper_store_writable 1\n"})
        CHECK_THAT(text, Catch::Contains(line));
}
