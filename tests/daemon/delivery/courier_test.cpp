#include "daemon/delivery/courier.hpp"
#include "tests/daemon/delivery/samples.hpp"
#include "tests/daemon/delivery/scripted_relay.hpp"

#include <catch2/catch.hpp>

#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <mutex>

using namespace vesper;
using namespace vesper::test;

namespace {

/// A network courier and the loop thread's side of it.
class Desk {
public:
    explicit Desk(std::map<std::string, ChannelConfig> channels)
        : courier_(make_network_courier(channels, [this] {
              const std::lock_guard lock(mutex_);
              rung_ = true;
              bell_.notify_one();
          })) {}

    Courier& courier() { return *courier_; }

    /// Waits for the bell and collects; nothing when it stays silent for long.
    std::vector<Returned> next() {
        std::unique_lock lock(mutex_);
        if (!bell_.wait_for(lock, std::chrono::seconds{20}, [this] { return rung_; })) return {};
        rung_ = false;
        lock.unlock();
        return courier_->collect();
    }

private:
    std::mutex mutex_;
    std::condition_variable bell_;
    bool rung_ = false;
    std::unique_ptr<Courier> courier_;
};

ChannelConfig relay_at(const std::string& address, int connections) {
    ChannelConfig config;
    config.name = "email";
    config.kind = ChannelConfig::Kind::email;
    config.relay = address;
    config.tls = ChannelConfig::Tls::none;
    config.helo = "vesper.example";
    config.connections = connections;
    return config;
}

ChannelConfig outbox_at(const std::string& path) {
    ChannelConfig config;
    config.name = "outbox";
    config.path = path;
    config.connections = 1;
    return config;
}

}  // namespace

TEST_CASE("every parcel comes back exactly once, from each of several channels") {
    const Scratch scratch;
    ScriptedRelay relay({Script{}});
    Desk desk({{"email", relay_at("127.0.0.1:" + std::to_string(relay.port()), 3)},
               {"outbox", outbox_at(scratch / "outbox")}});
    Courier& courier = desk.courier();
    CHECK(courier.free_slots("email") == 6);
    CHECK(courier.free_slots("outbox") == 2);
    std::map<std::int64_t, int> back;
    std::int64_t job = 0;
    while (back.size() < 200) {
        for (const char* channel : {"email", "outbox"})
            while (job < 200 && courier.free_slots(channel) > 0)
                courier.carry(a_parcel(++job, channel));
        const auto returned = desk.next();
        REQUIRE(!returned.empty());
        for (const Returned& one : returned) {
            ++back[one.job];
            CHECK(one.attempt == 10 * one.job);
            CHECK(name(one.outcome) == "delivered");
        }
    }
    CHECK(courier.in_flight() == 0);
    CHECK(courier.free_slots("email") == 6);
    for (const auto& [number, times] : back) CHECK(times == 1);
    CHECK(relay.connections() <= 3);
}

TEST_CASE("a place stays taken until the parcel is collected") {
    const Scratch scratch;
    Desk desk({{"outbox", outbox_at(scratch / "outbox")}});
    desk.courier().carry(a_parcel(1, "outbox"));
    CHECK(desk.courier().free_slots("outbox") == 1);
    CHECK(desk.courier().in_flight() == 1);
    CHECK(desk.next().size() == 1);
    CHECK(desk.courier().free_slots("outbox") == 2);
    CHECK(desk.courier().in_flight() == 0);
}

TEST_CASE("after a crash an outbox can be asked and a relay cannot") {
    const Scratch scratch;
    Desk desk({{"outbox", outbox_at(scratch / "outbox")}, {"email", relay_at("127.0.0.1:1", 1)}});
    Courier& courier = desk.courier();
    courier.carry(a_parcel(1, "outbox"));
    desk.next();
    CHECK(courier.ask("outbox", a_parcel(1).key) == Asked::accepted);
    CHECK(courier.ask("outbox", a_parcel(2).key) == Asked::not_accepted);
    CHECK(courier.ask("email", a_parcel(1).key) == Asked::cannot_be_asked);
    CHECK(courier.ask("gone", a_parcel(1).key) == Asked::cannot_be_asked);
}

TEST_CASE("a courier ends at once, whatever a relay does") {
    ScriptedRelay relay({Script{{".", "hang"}}});
    const auto start = std::chrono::steady_clock::now();
    {
        Desk desk({{"email", relay_at("127.0.0.1:" + std::to_string(relay.port()), 1)}});
        desk.courier().carry(a_parcel(1));
        while (relay.letters().empty()) std::this_thread::yield();
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{10});
}

TEST_CASE("a credential is read once, and a missing one is a clear error") {
    const Scratch scratch;
    ScriptedRelay relay({Script{}});
    ChannelConfig config = relay_at("127.0.0.1:" + std::to_string(relay.port()), 1);
    config.user = "shop";
    config.credential = scratch / "password";
    CHECK_THROWS_WITH(make_network_courier({{"email", config}}, [] {}),
                      "channel email: cannot read credential " + config.credential +
                          ": No such file or directory");
    std::ofstream(config.credential) << "secret\n";
    Desk desk({{"email", config}});
    desk.courier().carry(a_parcel());
    const auto returned = desk.next();
    REQUIRE(returned.size() == 1);
    CHECK(name(returned[0].outcome) == "delivered");
}

TEST_CASE("the inline courier answers at once") {
    const auto courier = make_inline_courier([](const Parcel& parcel) -> Outcome {
        if (parcel.job == 2) return Unknown{"lost"};
        return Delivered{"ok"};
    });
    courier->carry(a_parcel(1));
    courier->carry(a_parcel(2));
    CHECK(courier->in_flight() == 2);
    const auto returned = courier->collect();
    REQUIRE(returned.size() == 2);
    CHECK(name(returned[0].outcome) == "delivered");
    CHECK(name(returned[1].outcome) == "unknown");
    CHECK(courier->in_flight() == 0);
    CHECK(courier->collect().empty());
}

// For tests/system: VESPER_LETTERS letters to the relay VESPER_RELAY, one line "OUTCOME WORDS"
// each.
TEST_CASE("letters to a real relay", "[.relay]") {
    const char* relay = std::getenv("VESPER_RELAY");
    const char* letters = std::getenv("VESPER_LETTERS");
    REQUIRE(relay != nullptr);
    const int wanted = letters == nullptr ? 1 : std::atoi(letters);
    Desk desk({{"email", relay_at(relay, 4)}});
    for (int sent = 0, back = 0; back < wanted;) {
        for (; sent < wanted && desk.courier().free_slots("email") > 0; ++sent) {
            Order order = an_order();
            order.number = "#" + std::to_string(sent);
            order.buyer.name = "Zoë " + std::to_string(sent);
            const auto letter =
                render(a_message("Bestellung {{order.number}} für Sie",
                                 "Grüße, {{buyer.name}}\n\n.\n\n{{order.url}}", "de"),
                       order, a_shop(), a_zone(1));
            const JobKey key{"shop/" + std::to_string(sent), "rule", 0, 0};
            const Envelope envelope =
                to_mime(*letter, order, a_shop(), key, *parse_instant("2026-03-28T18:02:00Z"));
            desk.courier().carry({sent, sent, "email", to_string(key), envelope.message_id,
                                  envelope.from, envelope.to, envelope.bytes});
        }
        for (const Returned& one : desk.next()) {
            ++back;
            std::cout << name(one.outcome) << ' ' << words(one.outcome) << '\n';
        }
    }
}
