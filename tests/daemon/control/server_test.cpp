// HTTP on real Unix sockets: what well-behaved peers get, and what the others cannot do.
#include "tests/daemon/control/served.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <vector>

using namespace vesper;
using namespace vesper::test;
using nlohmann::json;

namespace {

constexpr std::chrono::milliseconds short_patience{80};

ServerLimits impatient() {
    ServerLimits limits;
    limits.patience = short_patience;
    return limits;
}

/// The descriptor of this process of a file whose path begins so; -1: there is none.
int descriptor_of(const std::string& prefix) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
        if (std::filesystem::read_symlink(entry.path(), error).string().starts_with(prefix))
            return std::stoi(entry.path().filename().string());
    return -1;
}

std::size_t count(const std::string& text, const std::string& word) {
    std::size_t times = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        ++times;
    return times;
}

}  // namespace

TEST_CASE("a GET is answered on both sockets") {
    Served served;
    for (const std::string& path : {served.read_socket, served.admin_socket}) {
        const std::string heard = served.exchange_all(path, get_and_close("/v1/status"));
        CHECK(status_of(heard) == 200);
        CHECK(json::parse(body_of(heard))["shop"]["name"] == "Test Shop");
    }
}

TEST_CASE("HEAD has the length of GET and no body") {
    Served served;
    const std::string get = served.exchange_all(served.read_socket, get_and_close("/v1/jobs"));
    const std::string head = served.exchange_all(
        served.read_socket, "HEAD /v1/jobs HTTP/1.1\r\nHost: v\r\nConnection: close\r\n\r\n");
    CHECK(status_of(head) == 200);
    CHECK(body_of(head).empty());
    CHECK_THAT(head, Catch::Contains("Content-Length: " + std::to_string(body_of(get).size())));
}

TEST_CASE("HTTP/1.0 gets its answer and the end of the connection") {
    Served served;
    const std::string heard =
        served.exchange_all(served.read_socket, "GET /v1/jobs HTTP/1.0\r\n\r\n");
    CHECK_THAT(heard, Catch::StartsWith("HTTP/1.0 200"));
}

TEST_CASE("requests sent in one breath are answered in their order on one connection") {
    Served served;
    const std::string post = "POST /v1/pause HTTP/1.1\r\nHost: v\r\nContent-Length: 2\r\n\r\n{}";
    const std::string heard =
        served.exchange_all(served.admin_socket, "GET /v1/jobs/7 HTTP/1.1\r\nHost: v\r\n\r\n" +
                                                     post + get_and_close("/v1/suppressions"));
    CHECK(count(heard, "HTTP/1.1 ") == 3);
    const std::size_t first = heard.find("there is no job 7");
    const std::size_t second = heard.find("\"words\"");
    CHECK(first < second);
    CHECK(second < heard.find("\"suppressions\""));
}

TEST_CASE("an event is answered after its commit while others are answered before") {
    Served served;
    served.turning = false;
    Peer sender{served.admin_socket};
    sender.say(post_and_close("/v1/events", served.desk.delivered("A1")));
    Peer other{served.read_socket};
    other.say(get_and_close("/v1/status"));
    CHECK(served.hears_the_end(other));
    CHECK(status_of(other.heard) == 200);
    sender.listen();
    CHECK(sender.heard.empty());
    served.desk.sim.house().turn();
    CHECK(served.hears_the_end(sender));
    CHECK(status_of(sender.heard) == 202);
}

TEST_CASE("Expect: 100-continue is answered before the body is sent") {
    Served served;
    const std::string body = served.desk.delivered("A1");
    Peer peer{served.admin_socket};
    peer.say(
        "POST /v1/events HTTP/1.1\r\nHost: v\r\nExpect: 100-continue\r\nConnection: "
        "close\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n");
    REQUIRE(served.hears(peer, "HTTP/1.1 100 Continue\r\n\r\n"));
    peer.say(body);
    CHECK(served.hears(peer, "HTTP/1.1 202"));
}

TEST_CASE("the read socket changes nothing, whoever asks") {
    Served served;
    const std::string heard = served.exchange_all(
        served.read_socket, post_and_close("/v1/events", served.desk.delivered("A1")));
    CHECK(status_of(heard) == 403);
    CHECK_THAT(heard, Catch::Contains("admin.sock"));
    const std::string backup = served.exchange_all(served.read_socket, get_and_close("/v1/backup"));
    CHECK(status_of(backup) == 403);
    CHECK(served.desk.sim.jobs().empty());
}

TEST_CASE("what is too large or not HTTP is refused by its status") {
    ServerLimits limits;
    limits.body_bytes = 1000;
    Served served{limits};
    // bytes, status
    const std::vector<std::pair<std::string, int>> requests{
        {"GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n", 431},
        {get_and_close("/" + std::string(9000, 'x')), 414},
        {post_and_close("/v1/events", std::string(1001, 'x')), 413},
        {"POST /v1/events HTTP/1.1\r\nHost: v\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
             std::string(2000, 'x') + "\r\n0\r\n\r\n",
         413},
        {"GET / HTTP/1.1\r\nExpect: a miracle\r\n\r\n", 417},
        {"hello\r\n\r\n", 400},
        {"GET /v1/status HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400}};
    for (const auto& [bytes, status] : requests) {
        INFO(bytes.substr(0, 60));
        CHECK(status_of(served.exchange_all(served.admin_socket, bytes)) == status);
    }
}

TEST_CASE("bodies together stay within their bound") {
    ServerLimits limits;
    limits.bodies_bytes = 1500;
    Served served{limits};
    Peer first{served.admin_socket};
    first.say("POST /v1/events HTTP/1.1\r\nHost: v\r\nContent-Length: 1000\r\n\r\nhalf");
    served.until([&] { return served.server.connections() == 1; });
    for (int i = 0; i < 20; ++i) served.loop.poll();
    const std::string heard = served.exchange_all(
        served.admin_socket, post_and_close("/v1/events", std::string(600, ' ')));
    CHECK(status_of(heard) == 503);
    first.hang_up();
    served.until([&] { return served.server.connections() == 0; });
    CHECK(status_of(served.exchange_all(
              served.admin_socket, post_and_close("/v1/events", std::string(600, ' ')))) == 422);
}

TEST_CASE("a peer that says nothing, or too slowly, is let go") {
    Served served{impatient()};
    Peer silent{served.read_socket};
    Peer slow{served.read_socket};
    slow.say("GET /v1/sta");
    Peer unfinished{served.admin_socket};
    unfinished.say("POST /v1/events HTTP/1.1\r\nContent-Length: 50\r\n\r\n{");
    CHECK(served.hears_the_end(silent));
    CHECK(silent.heard.empty());
    CHECK(served.hears_the_end(slow));
    CHECK(slow.heard.empty());
    CHECK(served.hears_the_end(unfinished));
    CHECK(unfinished.heard.empty());
    CHECK(served.until([&] { return served.server.connections() == 0; }));
}

TEST_CASE("peers that hold connections without asking give way to one that asks") {
    ServerLimits limits;
    limits.connections = 4;
    Served served{limits};
    std::vector<std::unique_ptr<Peer>> crowd;
    for (int i = 0; i < 40; ++i) crowd.push_back(std::make_unique<Peer>(served.read_socket));
    const std::string heard = served.exchange_all(served.read_socket, get_and_close("/v1/status"));
    CHECK(status_of(heard) == 200);
    CHECK(served.server.connections() <= 5);
}

TEST_CASE("a watcher hears what happens, a line each, until it goes") {
    Served served;
    Peer watcher{served.read_socket};
    watcher.say("GET /v1/watch HTTP/1.1\r\nHost: v\r\n\r\n");
    REQUIRE(served.hears(watcher, "\r\n\r\n"));
    Happening happening{
        *parse_instant("2026-03-02T10:00:00Z"), "delivered", "a/b/1", 7, "rule", "250 Ok"};
    served.server.publish(happening);
    CHECK(served.hears(watcher, R"({"at":"2026-03-02T10:00:00Z","what":"delivered",)"
                                R"("order":"a/b/1","job":7,"rule":"rule","words":"250 Ok"})"
                                "\n"));
    watcher.hang_up();
    CHECK(served.until([&] { return served.server.connections() == 0; }));
}

TEST_CASE("a watcher that does not read is dropped with a line that says so") {
    Served served;
    Peer watcher{served.read_socket};
    watcher.say("GET /v1/watch HTTP/1.1\r\nHost: v\r\n\r\n");
    REQUIRE(served.hears(watcher, "\r\n\r\n"));
    const Happening happening{{}, "moved", std::string(2000, 'o'), 1, "", ""};
    for (int i = 0; i < 5000; ++i) served.server.publish(happening);
    REQUIRE(served.hears_the_end(watcher));
    CHECK_THAT(watcher.heard, Catch::Contains("\"what\":\"dropped\""));
    CHECK_THAT(watcher.heard, Catch::EndsWith("\r\n0\r\n\r\n"));
    CHECK(watcher.heard.size() < 3'000'000);
}

TEST_CASE("a backup is a whole copy, and leaves no file behind") {
    Served served;
    for (int i = 0; i < 30; ++i) {
        const std::string event = served.desk.delivered("A" + std::to_string(i));
        served.exchange_all(served.admin_socket, post_and_close("/v1/events", event));
    }
    const std::string heard = served.exchange_all(served.admin_socket, get_and_close("/v1/backup"));
    CHECK(status_of(heard) == 200);
    CHECK_THAT(heard, Catch::Contains("Content-Length: " + std::to_string(body_of(heard).size())));
    for (const auto& entry : std::filesystem::directory_iterator(served.folder.path))
        CHECK_THAT(entry.path().filename().string(), !Catch::Contains("copy"));
    const std::string copy = served.folder.path + "/restored.db";
    FILE* file = fopen(copy.c_str(), "wb");
    const std::string bytes = body_of(heard);
    REQUIRE(fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size());
    REQUIRE(fclose(file) == 0);
    const Store restored{copy};
    CHECK(restored.jobs(JobFilter{}).size() == 30);
}

TEST_CASE("a backup that cannot be read to its end breaks off, with no word of ours in it") {
    Served served;
    for (int i = 0; i < 20; ++i) {
        const auto event = an_event("A" + std::to_string(i), "order.placed")
                               .at("2026-03-02T10:00:00Z")
                               .set("/data/note", '"' + std::string(100'000, 'x') + '"');
        served.exchange_all(served.admin_socket, post_and_close("/v1/events", event));
    }
    Peer peer{served.admin_socket};
    peer.say(get_and_close("/v1/backup"));
    REQUIRE(served.until([&] {
        peer.listen();
        return !body_of(peer.heard).empty();
    }));
    const int copy = descriptor_of(served.folder.path + "/vesper.db.copy-");
    REQUIRE(copy >= 0);
    const int folder = open(served.folder.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    REQUIRE(dup2(folder, copy) == copy);  // whose bytes cannot be read
    close(folder);
    REQUIRE(served.hears_the_end(peer));
    CHECK(status_of(peer.heard) == 200);
    const std::string bytes = body_of(peer.heard);
    const auto promised = static_cast<std::size_t>(
        std::atol(peer.heard.c_str() + peer.heard.find("Content-Length: ") + 16));
    CHECK(bytes.size() < promised);
    CHECK(bytes.find("cannot read the copy") == std::string::npos);
    CHECK(bytes.find("HTTP/1.1") == std::string::npos);
    // The next one is whole.
    const std::string again = served.exchange_all(served.admin_socket, get_and_close("/v1/backup"));
    CHECK(body_of(again).size() >= promised);
}

TEST_CASE("stopping answers what was asked, tells watchers and closes the idle") {
    Served served;
    served.turning = false;
    Peer sender{served.admin_socket};
    sender.say("POST /v1/pause HTTP/1.1\r\nHost: v\r\nContent-Length: 2\r\n\r\n{}");
    Peer idle{served.read_socket};
    idle.say("GET /v1/jobs HTTP/1.1\r\nHost: v\r\n\r\n");
    REQUIRE(served.hears(idle, "\"jobs\""));
    Peer watcher{served.read_socket};
    watcher.say("GET /v1/watch HTTP/1.1\r\nHost: v\r\n\r\n");
    REQUIRE(served.hears(watcher, "\r\n\r\n"));
    served.server.stop();
    CHECK(served.hears_the_end(idle));
    CHECK(served.hears_the_end(watcher));
    CHECK_THAT(watcher.heard, Catch::Contains("\"what\":\"stopping\""));
    served.turning = true;
    served.desk.sim.house().turn();
    CHECK(served.hears_the_end(sender));
    CHECK(status_of(sender.heard) == 200);
    CHECK_THAT(sender.heard, Catch::Contains("Connection: close"));
    CHECK(served.until([&] { return served.server.connections() == 0; }));
}
