// Commands that ask the daemon: canned answers, whole outputs.
#include "tests/daemon/cli/fake_daemon.hpp"
#include "tests/daemon/cli/typed.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace vesper::cli;
namespace fs = std::filesystem;

namespace {

struct Remote : Person {
    FakeDaemon daemon;
    Remote() {
        environment["VESPER_SOCKET"] = daemon.socket();
        environment["VESPER_ADMIN_SOCKET"] = daemon.socket();
    }
};

std::string moment(const std::string& utc, const std::string& buyer, const std::string& shop) {
    return R"({"utc":")" + utc + R"(","buyer":")" + buyer + R"(","shop":")" + shop + R"("})";
}

const std::string due =
    moment("2026-03-28T18:02:00Z", "2026-03-28T19:02:00+01:00", "2026-03-29T02:02:00+08:00");

std::string job_json() {
    return R"({"id":7,"order":"shopify/s/1030","rule":"review-request","state":"held",)"
           R"("channel":"email","message":"review-request","class":"solicitation","country":"DE",)"
           R"("zone":{"name":"Europe/Berlin","grade":"exact","rung":"country"},"window":"evening",)"
           R"("due":)" +
           due + R"(,"closes":null,"expires":null,"anchor":)" + due +
           R"(,"after":"5d","explanation":"delivered; + 5 days","reason":"by hand: wait",)"
           R"("tzdata":"2026f","place":"rules/50-review.toml:3"})";
}

std::string a_status() {
    return R"({"version":"0.1.0","worries":["everything is paused: sale"],"now":)" + due +
           R"(,"started":)" + due + R"(,"tzdata":"2026f","zones":{"version":"2026f","released":)" +
           due + R"(,"age_days":12,"from":"2026e","to":"2026f","changed":)" + due +
           R"(,"moved":340},"in_doubt":{"hold":3,"both":40,"zone":0},)"
           R"("shop":{"name":"Sample Shop",)"
           R"("zone":"Asia/Shanghai"},"redirect_to":"me@shop.example",)"
           R"("set":{"rules":6,"messages":1,"live":true,"since":)" +
           due +
           R"(,"text":""},"next_due":null,"in_flight":0,"parked":1,)"
           R"("channels":[{"name":"email","kind":"maildir","to":"/o","rate":60}],)"
           R"("jobs":{"channels":{"email":{"scheduled":12,"held":1},"old":{"delivered":3}}},)"
           R"("last_replan":{"moved":2},"last_replan_why":"rules reloaded"})";
}

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("nobody at the socket: what to do next") {
    Person person;
    const Seen seen = person.types({"status", "--socket", "/nonexistent/vesper.sock"});
    CHECK(seen.code == 3);
    CHECK(seen.out.empty());
    CHECK(seen.err ==
          "vesper: cannot reach vesperd at /nonexistent/vesper.sock: No such file or directory\n"
          "  is it running? systemctl status vesperd\n");
}

TEST_CASE("a refusal is the daemon's own words, and its exit code says which kind") {
    auto [status, code] =
        GENERATE(table<int, int>({{404, 1}, {400, 4}, {409, 4}, {507, 75}, {503, 75}, {500, 4}}));
    Remote remote;
    remote.daemon.answer(
        "GET /v1/jobs/7",
        {status, R"({"error":{"code":"x","message":"no \u001b[2J","next":"do"}})"});
    const Seen seen = remote.types({"job", "7"});
    CHECK(seen.code == code);
    CHECK(seen.out.empty());
    CHECK(seen.err == "vesper: no \uFFFD[2J\n  do\n");
}

TEST_CASE("an answer that breaks off, or is not vesperd's, is no answer") {
    Remote remote;
    remote.daemon.answer("GET /v1/status", {200, "{}", true});
    CHECK(remote.types({"status"}).code == 3);
    remote.daemon.answer("GET /v1/status", {200, "<html>"});
    const Seen seen = remote.types({"status"});
    CHECK(seen.code == 3);
    CHECK(seen.err ==
          "vesper: the answer is not JSON: is this socket vesperd's?\n"
          "  vesper --version and vesperd --version should agree\n");
}

TEST_CASE("the daemon is asked in the language of the caller's locale") {
    Remote remote;
    remote.types({"status"});
    CHECK(remote.daemon.accept_language() == "en");
    remote.environment["LC_MESSAGES"] = "zh_CN.UTF-8";
    remote.types({"pause"});
    CHECK(remote.daemon.accept_language() == "zh-CN");
}

TEST_CASE("status puts what is wrong first") {
    Remote remote;
    remote.daemon.answer("GET /v1/status", {200, a_status()});
    const Seen seen = remote.types({"status"});
    CHECK(seen.code == 0);
    CHECK(seen.err.empty());
    CHECK(
        seen.out ==
        "Sample Shop, Sun 29 Mar 02:02 (Asia/Shanghai, 2026-03-28T18:02:00Z)\n"
        "! everything is paused: sale\n"
        "  running  since Sun 29 Mar 02:02, vesperd 0.1.0\n"
        "  zones    tzdata 2026f of 2026-03-28, 12 days old; 2026e -> 2026f on Sun 29 Mar "
        "02:02: 340 letters moved\n"
        "  rules    6 rules, 1 message, since Sun 29 Mar 02:02; a saved file is live at once\n"
        "  next     nothing waits, 0 in flight, 1 event waits for an order\n"
        "  doubt    3 letters held, 40 at an hour decent on every clock: the buyer's clock is not "
        "certain\n"
        "  letters  all go to me@shop.example, none to a buyer (redirect_to in shop.toml)\n"
        "  re-plan  rules reloaded: of what waits: 2 moved\n"
        "\n"
        "CHANNEL  TO              RATE      SCHEDULED  HELD  RUNNING  UNKNOWN  DELIVERED  REFUSED"
        "  WITHDRAWN  EXPIRED\n"
        "email    maildir /o      60/min           12     1        0        0          0        0"
        "          0        0\n"
        "old      not configured  no limit          0     0        0        0          3        0"
        "          0        0\n");
}

TEST_CASE("status in Chinese: its columns stand below each other") {
    Remote remote;
    remote.environment["LANG"] = "zh_CN.UTF-8";
    remote.daemon.answer("GET /v1/status", {200, a_status()});
    CHECK(remote.types({"status"}).out ==
          "Sample Shop，3 月 29 日 周日 02:02（Asia/Shanghai，2026-03-28T18:02:00Z）\n"
          "! everything is paused: sale\n"
          "  运行     自 3 月 29 日 周日 02:02，vesperd 0.1.0\n"
          "  时区数据 tzdata 2026f，发布于 2026-03-28，12 天前；2026e -> 2026f，3 月 29 日 周日 "
          "02:02：移动 340 封信\n"
          "  规则     6 条规则、1 条消息，自 3 月 29 日 周日 02:02；文件保存即生效\n"
          "  下一封   没有等待的信件，0 封正在发送，1 个事件在等订单\n"
          "  时区存疑 3 封信扣下、40 封在每个可能的时区都合适的时间：买家的时区不确定\n"
          "  信件     全部发往 me@shop.example，不发给买家（shop.toml 的 redirect_to）\n"
          "  重排     rules reloaded：等待中的信件：移动 2\n"
          "\n"
          "渠道   去向        速率     已排  扣下  发送中  不明  已送达  被拒  撤回  过期\n"
          "email  maildir /o  60/分钟    12     1       0     0       0     0     0     0\n"
          "old    未配置      不限        0     0       0     0       3     0     0     0\n");
}

TEST_CASE("queue: both clocks, the next page, and filters as the API spells them") {
    Remote remote;
    const std::string waiting = "GET /v1/jobs?state=scheduled%2Crunning%2Cheld%2Cunknown";
    remote.daemon.answer(waiting, {200, R"({"jobs":[)" + job_json() + R"(],"next":"17.7"})"});
    const Seen seen = remote.types({"queue"});
    CHECK(seen.code == 0);
    CHECK(seen.out ==
          "ID  STATE  BUYER TIME        SHOP TIME         COUNTRY  RULE            CHANNEL  ORDER\n"
          " 7  held   Sat 28 Mar 19:02  Sun 29 Mar 02:02  DE       review-request  email    "
          "shopify/s/1030\n"
          "more: add --after 17.7\n");

    remote.daemon.answer("GET /v1/jobs?order=%231030%20b&country=DE&after=17.7",
                         {200, R"({"jobs":[],"next":null})"});
    CHECK(remote
              .types({"queue", "--state", "all", "--order", "#1030 b", "--country", "DE", "--after",
                      "17.7"})
              .out == "no follow-up here\n");
    remote.daemon.answer(waiting, {200, R"({"jobs":[],"next":null})"});
    CHECK(remote.types({"queue"}).out == "no follow-up waits here\n");
}

TEST_CASE("queue --json is the daemon's own JSON, indented") {
    Remote remote;
    remote.daemon.answer("GET /v1/jobs", {200, R"({"jobs":[],"next":null})"});
    CHECK(remote.types({"--json", "queue", "--state", "all"}).out ==
          "{\n  \"jobs\": [],\n  \"next\": null\n}\n");
}

TEST_CASE("job: why then, its moves, and the letter as it was sent") {
    Remote remote;
    const std::string attempt =
        R"({"number":1,"channel":"email","started":)" + due +
        R"(,"outcome":"delivered","words":"250 2.0.0 Ok","message_id":"<7@s>",)"
        R"("recipient":"b@example.org","subject":"Here?","text":"Hello\n\u001b[2Jworld\n"})";
    remote.daemon.answer(
        "GET /v1/jobs/7",
        {200, R"({"job":)" + job_json() + R"(,"attempts":[)" + attempt + R"(],"moves":[{"at":)" +
                  due + R"(,"verb":"hold","to":"held","reason":"by hand: wait"}]})"});
    CHECK(remote.types({"job", "7"}).out ==
          "job 7  held\n"
          "  order    shopify/s/1030\n"
          "  rule     review-request (rules/50-review.toml:3), message review-request, by email, "
          "solicitation\n"
          "  zone     Europe/Berlin (exact, by country; tzdata 2026f)\n"
          "  window   evening\n"
          "  counts   5d from Sat 28 Mar 19:02 buyer time, Sun 29 Mar 02:02 shop time "
          "(2026-03-28T18:02:00Z)\n"
          "  due      Sat 28 Mar 19:02 buyer time, Sun 29 Mar 02:02 shop time "
          "(2026-03-28T18:02:00Z)\n"
          "  because  delivered; + 5 days\n"
          "  stands   by hand: wait\n"
          "\n"
          "moves\n"
          "  Sun 29 Mar 02:02 shop time  hold -> held: by hand: wait\n"
          "\n"
          "attempt 1  delivered  Sat 28 Mar 19:02 buyer time, Sun 29 Mar 02:02 shop time "
          "(2026-03-28T18:02:00Z)\n"
          "  said     250 2.0.0 Ok\n"
          "  to       b@example.org\n"
          "  letter   <7@s>\n"
          "  subject  Here?\n"
          "    | Hello\n"
          "    | \uFFFD[2Jworld\n");
}

TEST_CASE("tonight: every letter, and how full each evening is") {
    Remote remote;
    remote.daemon.answer(
        "GET /v1/tonight?hours=12",
        {200, R"({"from":)" + due + R"(,"to":)" + due +
                  R"(,"letters":3,"cut":false,"evenings":[)"
                  R"({"channel":"email","zone":"Europe/Berlin","local_date":"2026-03-28",)"
                  R"("window":"evening","letters":3,"first":)" +
                  due + R"(,"last":)" + due + R"(,"full":0.0004}],"jobs":[)" + job_json() + "]}"});
    CHECK(remote.types({"tonight", "--hours", "12"}).out ==
          "3 letters from Sun 29 Mar 02:02 to Sun 29 Mar 02:02 shop time\n"
          "\n"
          "BUYER TIME        SHOP TIME         COUNTRY  ZONE           RULE            CHANNEL  "
          "ORDER           ID\n"
          "Sat 28 Mar 19:02  Sun 29 Mar 02:02  DE       Europe/Berlin  review-request  email    "
          "shopify/s/1030   7\n"
          "and 2 more: --limit shows up to 1000\n"
          "\n"
          "EVENING     ZONE           WINDOW   CHANNEL  LETTERS  FULL  FIRST (BUYER)     "
          "FIRST (SHOP)\n"
          "2026-03-28  Europe/Berlin  evening  email          3    1%  Sat 28 Mar 19:02  "
          "Sun 29 Mar 02:02\n");
}

TEST_CASE("why shows the story, with nothing in it that drives a terminal") {
    Remote remote;
    remote.daemon.answer("GET /v1/orders/shopify%2Fs%2F1030/why?format=text",
                         {200, "order #1030\n  said \x1b[2J\n"});
    CHECK(remote.types({"why", "shopify/s/1030"}).out == "order #1030\n  said \uFFFD[2J\n");
}

TEST_CASE("event: a verdict for each, every problem of a bad one") {
    Remote remote;
    remote.daemon.answer("POST /v1/events",
                         {202, R"({"events":[{"index":0,"verdict":"accepted","id":"e1",)"
                               R"("order":"s/s/1","effect":"applied","planned":1,"withdrawn":2},)"
                               R"({"index":1,"verdict":"duplicate","id":"e1","order":"",)"
                               R"("effect":"","planned":0,"withdrawn":0}]})"});
    const Seen stored = remote.types({"event", "-"}, "{}\n{}\n");
    CHECK(stored.code == 0);
    CHECK(stored.out ==
          "1  accepted  e1  s/s/1  (applied, 1 planned, 2 withdrawn)\n2  duplicate  e1\n");
    CHECK(remote.daemon.requests() == std::vector<std::string>{"POST /v1/events {}\n{}\n"});

    remote.daemon.answer(
        "POST /v1/events",
        {422, R"({"error":{"message":"not every event is valid","next":"mend them"},"events":[)"
              R"({"index":0,"verdict":"invalid","id":"e2","problems":[)"
              R"({"pointer":"/data/order/total","message":"not a number"}]}]})"});
    const Seen refused = remote.types({"event", "-"}, "{}");
    CHECK(refused.code == 4);
    CHECK(refused.out == "1  invalid  e2\n     /data/order/total: not a number\n");
    CHECK(refused.err == "vesper: not every event is valid\n  mend them\n");

    remote.daemon.answer("POST /v1/events", {507, R"({"error":{"message":"full"}})"});
    CHECK(remote.types({"event", "-"}, "{}").code == 75);
}

TEST_CASE("changes: what is sent, and the words that come back") {
    auto [words, request] = GENERATE(table<std::vector<std::string>, std::string>({
        {{"cancel", "7", "--why", "asked"}, R"(POST /v1/jobs/7/cancel {"why":"asked"})"},
        {{"hold", "7"}, R"(POST /v1/jobs/7/hold {"why":""})"},
        {{"release", "7"}, R"(POST /v1/jobs/7/release {"why":""})"},
        {{"now", "7"}, R"(POST /v1/jobs/7/now {"why":""})"},
        {{"pause"}, R"(POST /v1/pause {"why":""})"},
        {{"pause", "email", "--why", "sale"}, R"(POST /v1/channels/email/pause {"why":"sale"})"},
        {{"resume"}, R"(POST /v1/resume {"why":""})"},
        {{"suppress", "b@example.org", "--why", "dead"},
         R"(POST /v1/suppressions {"address":"b@example.org","why":"dead"})"},
        {{"suppress", "--remove", "b@example.org"}, "DELETE /v1/suppressions/b%40example.org"},
    }));
    Remote remote;
    remote.daemon.answer(request.substr(0, request.find(" {")), {200, R"({"words":"done so"})"});
    const Seen seen = remote.types(words);
    CHECK(seen.err.empty());
    CHECK(seen.code == 0);
    CHECK(seen.out == "done so\n");
    CHECK(remote.daemon.requests() == std::vector<std::string>{request});
}

TEST_CASE("suppressed addresses, and none") {
    Remote remote;
    remote.daemon.answer("GET /v1/suppressions", {200, R"({"suppressions":[{"address":"b@e.org",)"
                                                       R"("since":)" +
                                                           due + R"(,"reason":"dead"}]})"});
    CHECK(remote.types({"suppress", "--list"}).out ==
          "ADDRESS  SINCE (SHOP TIME)  WHY\nb@e.org  Sun 29 Mar 02:02   dead\n");
    remote.daemon.answer("GET /v1/suppressions", {200, R"({"suppressions":[]})"});
    CHECK(remote.types({"suppress", "--list"}).out == "no address is suppressed\n");
    CHECK(remote.types({"suppress"}).code == 2);
}

TEST_CASE("reload: what moved; or what is wrong, and exit code 4") {
    Remote remote;
    remote.daemon.answer("POST /v1/reload",
                         {200, R"({"accepted":true,"text":"","replan":{"planned":3,"held":1}})"});
    CHECK(remote.types({"reload"}).out == "taken up; of what waits: 3 planned, 1 held\n");
    remote.daemon.answer("POST /v1/reload?apply_to_past=true",
                         {200, R"({"accepted":true,"text":"","replan":{"planned":12}})"});
    CHECK(remote.types({"reload", "--apply-to-past"}).out ==
          "taken up; of what waits: 12 planned\n");
    remote.daemon.answer("POST /v1/reload",
                         {422, R"({"error":{"message":"the files have errors","next":"mend"},)"
                               R"("accepted":false,"text":"a.toml:1:1: error: x\n"})"});
    const Seen broken = remote.types({"reload"});
    CHECK(broken.code == 4);
    CHECK(broken.out == "a.toml:1:1: error: x\n");
    CHECK(broken.err == "vesper: the files have errors\n  mend\n");
}

TEST_CASE("watch: a line for each happening") {
    Remote remote;
    remote.daemon.answer("GET /v1/watch",
                         {200, R"({"at":"2026-03-28T18:02:11Z","what":"delivered","order":"s/s/1",)"
                               R"("job":7,"rule":"paid","words":"250 ok"})"
                               "\n\n{\"what\":\"stopping\",\"words\":\"bye\"}\n"});
    CHECK(remote.types({"watch"}).out ==
          "2026-03-28T18:02:11Z  delivered  s/s/1  job 7  paid  250 ok\nstopping  bye\n");
    remote.daemon.answer("GET /v1/watch", {200, "not json\n"});
    CHECK(remote.types({"watch"}).code == 3);
}

TEST_CASE("backup: whole under its name, or not at all") {
    Remote remote;
    const fs::path folder = fs::path(remote.daemon.socket()).parent_path() / "kept";
    fs::create_directory(folder);
    const fs::path file = folder / "vesper.db";
    std::string database = "SQLite format 3";
    database.resize(300000, '\0');
    remote.daemon.answer("GET /v1/backup", {200, database});
    const Seen seen = remote.types({"backup", file.string()});
    CHECK(seen.err.empty());
    CHECK(seen.code == 0);
    CHECK(seen.out == "kept " + file.string() + ", 300000 bytes\n");
    CHECK(content_of(file) == database);
    CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));

    // Broken off, refused: the copy of yesterday stays, and nothing lies beside it.
    remote.daemon.answer("GET /v1/backup", {200, "half", true});
    CHECK(remote.types({"backup", file.string()}).code == 3);
    remote.daemon.answer("GET /v1/backup", {403, R"({"error":{"message":"it only reads"}})"});
    CHECK(remote.types({"backup", file.string()}).code == 4);
    CHECK(content_of(file) == database);
    CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1);

    CHECK(remote.types({"backup", (folder / "none" / "f").string()}).code == 1);
}

TEST_CASE("--json leaves nothing of the tables") {
    Remote remote;
    remote.daemon.answer("GET /v1/status", {200, R"({"well":true})"});
    remote.colours = true;
    CHECK(remote.types({"status", "--json"}).out == "{\n  \"well\": true\n}\n");
    remote.daemon.answer("GET /v1/status", {200, "{}"});
    CHECK(remote.types({"status"}).out.find("\x1b[32mall is well\x1b[0m\n") != std::string::npos);
    CHECK(remote.types({"status", "--no-color"}).out.find('\x1b') == std::string::npos);
}
