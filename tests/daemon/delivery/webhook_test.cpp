#include "daemon/delivery/webhook.hpp"

#include "daemon/delivery/prepare.hpp"
#include "tests/daemon/delivery/samples.hpp"
#include "tests/daemon/delivery/scripted_server.hpp"
#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

using namespace vesper;
using namespace vesper::test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

const Instant noon = *parse_instant("2026-03-26T12:00:00Z");

ChannelConfig webhook_to(int port) {
    ChannelConfig config;
    config.name = "extend-receipt";
    config.kind = ChannelConfig::Kind::webhook;
    config.url = "http://127.0.0.1:" + std::to_string(port) + "/vesper?a=b";
    config.timeout_s = 1;
    config.connections = 1;
    return config;
}

Parcel a_request(const std::string& id = "v1.0123") {
    Parcel parcel;
    parcel.job = 1;
    parcel.message_id = id;
    parcel.bytes = "{\"with\":{\"days\":15}}";
    parcel.sent = noon;
    return parcel;
}

/// Sends requests one after the other over one channel.
class Sender {
public:
    explicit Sender(const ChannelConfig& config, const std::string& key = "")
        : channel_(make_webhook(config, key, loop_)) {}

    Outcome send(const Parcel& parcel = a_request()) {
        outcomes_.clear();
        channel_->deliver(parcel, [this](Outcome outcome) { outcomes_.push_back(outcome); });
        const auto end = steady_clock::now() + std::chrono::seconds{20};
        while (outcomes_.empty() && steady_clock::now() < end) loop_.run(milliseconds{50});
        REQUIRE(outcomes_.size() == 1);
        return outcomes_.front();
    }

private:
    std::vector<Outcome> outcomes_;
    CurlLoop loop_;
    std::unique_ptr<Channel> channel_;
};

/// "deferred, slow down, after 7 s".
std::string in_short(const Outcome& outcome) {
    std::string text{name(outcome)};
    if (const auto* deferred = std::get_if<Deferred>(&outcome)) {
        if (deferred->slow_down) text += ", slow down";
        if (deferred->retry_after)
            text += ", after " + std::to_string(deferred->retry_after->count()) + " s";
    }
    return text;
}

}  // namespace

TEST_CASE("what a web server answers, and what becomes of the job") {
    auto [answer, expected] = GENERATE(table<std::string, std::string>({
        {"200 OK", "delivered"},
        {"202 Accepted", "delivered"},
        {"204 No Content", "delivered"},
        {"301 Moved\r\nLocation: http://127.0.0.1:1/", "refused"},
        {"400 Bad Request", "refused"},
        {"404 Not Found", "refused"},
        {"409 Conflict", "refused"},
        {"410 Gone", "refused"},
        {"408 Request Timeout", "deferred"},
        {"425 Too Early", "deferred"},
        {"429 Too Many Requests\r\nRetry-After: 7", "deferred, slow down, after 7 s"},
        {"429 Too Many Requests\r\nretry-after: Thu, 26 Mar 2026 12:01:00 GMT",
         "deferred, slow down, after 60 s"},
        {"503 Busy\r\nRetry-After: soon", "deferred, slow down"},
        {"503 Busy\r\nRetry-After: 999999999", "deferred, slow down, after 86400 s"},
        {"500 Internal Server Error", "deferred"},
        {"502 Bad Gateway", "deferred"},
        {"drop", "unknown"},
        {"hang", "unknown"},
    }));
    const ScriptedServer server{{answer}};
    Sender sender{webhook_to(server.port())};
    INFO(answer);
    CHECK(in_short(sender.send()) == expected);
}

TEST_CASE("a telephone number in the far side's words is not kept") {
    // status, the words, what is kept
    auto [status, said, kept] = GENERATE(table<long, std::string, std::string>({
        {400, "no route to +8613812345678, code 30034", "HTTP 400: no route to +..., code 30034"},
        {400, "no route to +1 (305) 555-0123", "HTTP 400: no route to +..."},
        {400, "0170/12 34 56 7", "HTTP 400: ..."},
        {400, "21211 550 5.1.1 20:15", "HTTP 400: 21211 550 5.1.1 20:15"},
        {200, "queued for 491701234567", "HTTP 200: queued for ..."},
        {503, "4917012345 is busy until 21:00", "HTTP 503: ... is busy until 21:00"},
        {404, "", "HTTP 404"},
    }));
    const Outcome outcome = outcome_of_status(status, said, "", noon);
    CHECK(words(outcome) == kept);
}

TEST_CASE("a server that is not there holds up the channel, and nothing is unknown") {
    int port = 0;
    { port = ScriptedServer{{"200 OK"}}.port(); }
    Sender sender{webhook_to(port)};
    CHECK(in_short(sender.send()) == "deferred, slow down");
}

TEST_CASE("a try carries the job's id, its own time and a signature that the far side can check") {
    const ScriptedServer server{{"500 Oh", "200 OK"}};
    Sender sender{webhook_to(server.port()), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"};
    sender.send();
    Parcel again = a_request();
    again.sent = noon + std::chrono::minutes{5};
    const Outcome outcome = sender.send(again);
    CHECK(words(outcome) == "HTTP 200: ok ");
    const auto requests = server.requests();
    REQUIRE(requests.size() == 2);
    for (const auto& request : requests) {
        CHECK(request.head.starts_with("POST /vesper?a=b HTTP/1.1\r\n"));
        CHECK(request.header("Content-Type") == "application/json");
        CHECK(request.header("webhook-id") == "v1.0123");
        CHECK(request.header("Idempotency-Key") == "v1.0123");
        CHECK(request.body == "{\"with\":{\"days\":15}}");
    }
    CHECK(requests[0].header("webhook-timestamp") == "1774526400");
    CHECK(requests[1].header("webhook-timestamp") == "1774526700");
    CHECK(requests[0].header("webhook-signature") != requests[1].header("webhook-signature"));
    CHECK(server.connections() == 1);  // kept for the next request
}

TEST_CASE("the signature is that of Standard Webhooks, and none is made without a key") {
    // The vendor's own example.
    CHECK(webhook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                            "msg_p5jXN8AQM9LWM0D4loKWxJek", from_unix(1614265330),
                            "{\"test\": 2432232314}") ==
          "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    const ScriptedServer server{{"200 OK"}};
    Sender sender{webhook_to(server.port())};
    sender.send();
    CHECK(server.requests().at(0).header("webhook-signature").empty());
}

TEST_CASE("an action's body names the order and hands its parameters on, and no person") {
    Job job;
    job.id = 7;
    job.key = {"aliexpress/shop/8001", "protection", 0, 0};
    job.channel = "extend-receipt";
    job.intent.zone = "Europe/Berlin";
    Step step;
    step.channel = "extend-receipt";
    step.with["days"] = {Parameter::Kind::number, "15"};
    step.with["why"] = {Parameter::Kind::text, "a \"late\" parcel"};
    step.with["test"] = {Parameter::Kind::boolean, "false"};
    Order order = test::an_order();
    order.deadlines = {{DeadlineKind::confirm_receipt, noon}};
    RunningSet set;
    set.shop = a_shop();
    const Preparation made = prepare(job, step, order, set, webhook_to(1), *system_zones(), noon);
    REQUIRE(std::holds_alternative<Prepared>(made));
    const Prepared& ready = std::get<Prepared>(made);
    const auto body = nlohmann::json::parse(ready.parcel.bytes);
    CHECK(body["with"].dump() == R"({"days":15,"test":false,"why":"a \"late\" parcel"})");
    CHECK(body["order"]["key"] == "shopify/main/1030");
    CHECK(body["order"]["deadlines"]["confirm-receipt"] == "2026-03-26T12:00:00Z");
    CHECK(body["id"] == ready.parcel.message_id);
    CHECK(ready.parcel.bytes.find("anna") == std::string::npos);
    CHECK(ready.text == "days = 15, test = false, why = a \"late\" parcel");

    set.shop.redirect_to = "me@shop.example";  // a safe first week extends nothing
    const Preparation safe = prepare(job, step, order, set, webhook_to(1), *system_zones(), noon);
    REQUIRE(std::holds_alternative<Unserved>(safe));
    CHECK(std::get<Unserved>(safe).reason ==
          "redirect_to is set, and channel extend-receipt cannot be redirected");
}
