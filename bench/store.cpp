// Durable intake through the store alone: each event is one event row, one new order and three
// jobs; 64 events share a commit with synchronous = FULL. The file lies in the working folder (a
// tmpfs would measure nothing).
//
//   bench_store [EVENTS] [WAITING_JOBS_BEFORE]
#include "daemon/store/store.hpp"
#include "daemon/digest.hpp"
#include "scheduler/place.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>

namespace {

using namespace vesper;

constexpr int events_a_commit = 64;
constexpr int jobs_an_event = 3;
const Instant start = from_unix(1'770'000'000);

Order sample_order(int number) {
    Order order;
    order.platform = "shopify";
    order.account = "sample";
    order.id = std::to_string(5'000'000'000'000 + number);
    order.key = order_key(order.platform, order.account, order.id);
    order.number = "#" + std::to_string(number);
    order.currency = "EUR";
    order.total = Decimal{499'000};
    order.placed_at = start;
    order.updated_at = start;
    order.items.push_back({"SKU-1", "Linen shirt, natural, M", "8812", 1});
    // Names as they are in the world: neighbours in time are not neighbours in the alphabet.
    const std::string mixed = std::to_string(stable_hash(order.key));
    order.buyer.id = mixed;
    order.buyer.name = "Anna Schmidt";
    order.buyer.given_name = "Anna";
    order.buyer.email = "buyer" + mixed + "@example.com";
    order.ship_to.country = "DE";
    order.ship_to.city = "Berlin";
    order.ship_to.postal = "10115";
    order.shipment.tracking_number = "LX" + mixed + "DE";
    order.facts[Stage::paid] = start;
    return order;
}

EventRow sample_event(const Order& order) {
    EventRow event;
    event.source = "shopify:/sample.myshopify.com";
    event.id = sha256_hex(order.key).substr(0, 32);
    event.type = "vesper.order.paid.v1";
    event.order_key = order.key;
    event.time = event.received = start;
    event.body = std::string(900, 'x');
    event.body_sha256 = sha256_hex(event.body);
    event.effect = "applied";
    return event;
}

Job sample_job(const Order& order, int step) {
    static const char* const rules[] = {"payment-received", "confirm-address", "review-request"};
    Job job;
    job.key = {order.key, rules[step], 0, 0};
    job.intent.zone = "Europe/Berlin";
    job.intent.grade = Grade::exact;
    job.intent.rung = "country";
    job.intent.window = "evening";
    job.intent.anchor = job.intent.not_before = start;
    job.intent.after = CalendarDays{step * 5};
    job.intent.tzdata = "2026f";
    const auto place = static_cast<std::int64_t>(stable_hash(to_string(job.key)) % 7'200);
    job.due = start + std::chrono::hours{24 * (1 + step * 5)} + seconds{place};
    job.closes = start + std::chrono::hours{24 * (1 + step * 5) + 2};
    job.channel = "email";
    job.message = rules[step];
    job.country = "DE";
    job.explanation =
        "paid Sat 28 Mar 18:02 buyer time; + 5 days; zone Europe/Berlin (country DE, exact; tzdata "
        "2026f); evening 19:00-21:00; place 37 min";
    return job;
}

void take_in(Store& store, int first, int count) {
    for (int number = first; number < first + count; number += events_a_commit)
        store.in_one_commit([&] {
            for (int i = number; i < number + events_a_commit; ++i) {
                const Order order = sample_order(i);
                const EventRow event = sample_event(order);
                if (store.event(event.source, event.id)) std::abort();
                store.record_event(event);
                if (store.order(order.key)) std::abort();
                store.put_order(order, start);
                for (int step = 0; step < jobs_an_event; ++step) {
                    Job job = sample_job(order, step);
                    if (!store.enqueue(job, start)) std::abort();
                }
            }
        });
}

double seconds_of(const std::function<void()>& work) {
    const auto before = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
}

}  // namespace

int main(int argc, char** argv) {
    const int events = argc > 1 ? std::atoi(argv[1]) : 50'000;
    const int waiting = argc > 2 ? std::atoi(argv[2]) : 0;
    const std::filesystem::path folder =
        std::filesystem::current_path() / ("bench_store." + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const std::string path = folder / "vesper.db";
    {
        Store store{path};
        take_in(store, 0, waiting / jobs_an_event);
        const double took = seconds_of([&] { take_in(store, 100'000'000, events); });
        std::printf("%d events, %d jobs each, %d a commit: %.2f s, %.0f events/s, log %.1f MiB\n",
                    events, jobs_an_event, events_a_commit, took, events / took,
                    static_cast<double>(store.wal_bytes()) / 1048576);
    }
    const double opened = seconds_of([&] { Store store{path}; });
    std::printf("open and close with %.0f MiB: %.3f s\n",
                static_cast<double>(std::filesystem::file_size(path)) / 1048576, opened);
    std::filesystem::remove_all(folder);
}
