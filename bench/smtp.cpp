// Letters a second through render, MIME and the courier into a relay that takes everything; compare
// with smtp-source, which sends one ready message over as many connections (tools/bench does).
//
//   bench_smtp RELAY LETTERS CONNECTIONS        e.g. 127.0.0.1:2525 5000 20
#include "daemon/delivery/courier.hpp"
#include "daemon/delivery/letter.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>

using namespace vesper;
using std::chrono::steady_clock;

namespace {

Shop a_shop() {
    Shop shop;
    shop.name = "Load Shop";
    shop.sender_name = "Load Shop";
    shop.sender_address = "service@load.example";
    return shop;
}

Order an_order(int number) {
    Order order;
    order.id = std::to_string(number);
    order.number = "#" + order.id;
    order.currency = "EUR";
    order.total = Decimal{499000};
    order.placed_at = from_unix(1774634400 + number);
    order.url = "https://load.example/orders/" + order.id;
    order.buyer.name = "Zoë Example";
    order.buyer.given_name = "Zoë";
    order.buyer.email = "buyer" + order.id + "@example.org";
    return order;
}

Message a_message() {
    Message message;
    message.language = "de";
    message.subject = "Ihre Bestellung {{order.number}} ist angekommen";
    message.body =
        "Guten Abend {{buyer.given_name}},\n\nIhre Bestellung {{order.number}} vom "
        "{{order.placed_on}} über {{order.total}} wurde zugestellt. Wir hoffen, alles ist heil "
        "angekommen und gefällt.\n\n- Fehlt etwas? Antworten Sie einfach.\n- Alles gut? Wir freuen "
        "uns über [ein paar Worte]({{order.url}}).\n\nMit freundlichen Grüßen  \n{{shop.name}}\n";
    return message;
}

/// What the delivery thread rings when something came back.
class Bell {
public:
    void ring() {
        const std::lock_guard lock(mutex_);
        rung_ = true;
        waits_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        waits_.wait(lock, [this] { return rung_; });
        rung_ = false;
    }

private:
    std::mutex mutex_;
    std::condition_variable waits_;
    bool rung_ = false;
};

Parcel a_parcel(int number, const Message& message, const Shop& shop, const Zone& zone) {
    const Order order = an_order(number);
    const auto letter = render(message, order, shop, zone);
    const JobKey key{"load/" + order.id, "review-request", 0, 0};
    Envelope envelope = to_mime(*letter, order, shop, key, from_unix(1774720920));
    return {number,
            number,
            "email",
            to_string(key),
            envelope.message_id,
            envelope.from,
            envelope.to,
            std::move(envelope.bytes)};
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) {
        std::fprintf(stderr, "usage: bench_smtp RELAY LETTERS CONNECTIONS\n");
        return 2;
    }
    ChannelConfig config;
    config.name = "email";
    config.kind = ChannelConfig::Kind::email;
    config.relay = words[1];
    config.tls = ChannelConfig::Tls::none;
    config.helo = "load.example";
    config.connections = std::atoi(words[3]);
    const int letters = std::atoi(words[2]);

    Bell bell;
    const auto courier = make_network_courier({{"email", config}}, [&bell] { bell.ring(); });
    const Message message = a_message();
    const Shop shop = a_shop();
    const Zone zone("Europe/Berlin", {0}, {3600});
    int delivered = 0;
    const auto start = steady_clock::now();
    for (int sent = 0, back = 0; back < letters;) {
        for (; sent < letters && courier->free_slots("email") > 0; ++sent)
            courier->carry(a_parcel(sent, message, shop, zone));
        bell.wait();
        for (const Returned& one : courier->collect()) {
            ++back;
            delivered += std::holds_alternative<Delivered>(one.outcome) ? 1 : 0;
        }
    }
    const std::chrono::duration<double> took = steady_clock::now() - start;
    std::printf("%d of %d letters delivered in %.2f s: %.0f letters/s\n", delivered, letters,
                took.count(), letters / took.count());
    return delivered == letters ? 0 : 1;
}
