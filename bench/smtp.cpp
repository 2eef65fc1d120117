// Letters a second through render, MIME and the courier into Postfix's smtp-sink, which takes
// everything; beside it smtp-source, which sends one ready message again and again over as many
// connections. In turns, since machines are noisy.
#include "daemon/delivery/courier.hpp"
#include "daemon/delivery/letter.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
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

/// smtp-sink on a port of the loopback, ended with the program.
class Sink {
public:
    explicit Sink(const std::string& address) : process_(::fork()) {
        if (process_ == 0) {
            const char* const user = ::getuid() == 0 ? "nobody" : nullptr;
            if (user != nullptr)
                ::execlp("smtp-sink", "smtp-sink", "-u", user, address.c_str(), "64", nullptr);
            ::execlp("smtp-sink", "smtp-sink", address.c_str(), "64", nullptr);
            ::_exit(127);
        }
    }
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;
    ~Sink() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
    }

private:
    pid_t process_;
};

/// Letters a second, or 0 if not all were delivered.
double ours(const std::string& relay, int letters, int connections) {
    ChannelConfig config;
    config.name = "email";
    config.kind = ChannelConfig::Kind::email;
    config.relay = relay;
    config.tls = ChannelConfig::Tls::none;
    config.helo = "load.example";
    config.connections = connections;

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
    return delivered == letters ? letters / took.count() : 0;
}

double theirs(const std::string& relay, int letters, int connections, std::size_t bytes) {
    const std::string command = "smtp-source -d -s " + std::to_string(connections) + " -m " +
                                std::to_string(letters) + " -l " + std::to_string(bytes) + " " +
                                relay;
    const auto start = steady_clock::now();
    const bool sent = std::system(command.c_str()) == 0;
    const std::chrono::duration<double> took = steady_clock::now() - start;
    return sent ? letters / took.count() : 0;
}

}  // namespace

int main() {
    constexpr int letters = 5000;
    constexpr int connections = 20;
    constexpr int rounds = 5;
    const std::string path = std::getenv("PATH") == nullptr ? "" : std::getenv("PATH");
    ::setenv("PATH", (path + ":/usr/sbin").c_str(), 1);
    const std::string relay = "127.0.0.1:" + std::to_string(20000 + ::getpid() % 10000);
    const Sink sink(relay);
    const auto end = steady_clock::now() + std::chrono::seconds{10};
    while (ours(relay, 1, 1) == 0)
        if (steady_clock::now() > end) {
            std::fprintf(stderr, "bench_smtp: smtp-sink does not run (package postfix)\n");
            return 1;
        }
    const std::size_t bytes =
        a_parcel(1, a_message(), a_shop(), Zone("Europe/Berlin", {0}, {3600})).bytes.size();
    std::printf("%d letters of %zu bytes, %d connections\n", letters, bytes, connections);
    for (int round = 0; round < rounds; ++round) {
        const double vesper = ours(relay, letters, connections);
        const double source = theirs(relay, letters, connections, bytes);
        if (vesper == 0 || source == 0) return 1;
        std::printf("vesper %6.0f/s   smtp-source %6.0f/s   %3.0f %%\n", vesper, source,
                    100 * vesper / source);
    }
    return 0;
}
