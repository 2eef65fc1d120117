// Fills a store with pending jobs through the store's own verbs, for measuring a start with a full
// queue.
//
//   bench_million DATABASE JOBS
#include "daemon/store/store.hpp"

#include <cstdio>
#include <cstdlib>

using namespace vesper;

namespace {

Order order_numbered(int number) {
    Order order;
    order.id = std::to_string(820982911900000000LL + number);
    order.platform = "shopify";
    order.account = "load.example";
    order.key = order_key(order.platform, order.account, order.id);
    order.number = "#" + std::to_string(number);
    order.buyer.email = "buyer" + std::to_string(number) + "@example.org";
    order.buyer.name = "Example Buyer";
    order.ship_to.country = "DE";
    return order;
}

/// One of three jobs of an order, somewhere in the coming month's evenings.
Job job_of(const Order& order, int step, Instant now, int number) {
    Job job;
    job.key = {order.key, "rule-" + std::to_string(step), 0, 0};
    job.intent.zone = "Europe/Berlin";
    job.intent.grade = Grade::exact;
    job.intent.rung = "country";
    job.intent.window = "evening";
    job.intent.anchor = now;
    job.intent.after = CalendarDays{step + 1};
    job.intent.not_before = now;
    job.intent.tzdata = "2026f";
    const int minute = number % (30 * 120);  // two hours in each of thirty evenings
    job.due = now + date::days{1 + minute / 120} + std::chrono::minutes{minute % 120};
    job.closes = job.due + std::chrono::hours{1};
    job.local_date = date::floor<date::days>(LocalTime{job.due.time_since_epoch()});
    job.channel = "email";
    job.message = "news";
    job.country = "DE";
    job.explanation =
        "delivered Sat 28 Mar 18:02 buyer time; + 3 days; zone Europe/Berlin (country DE has "
        "one clock, exact; tzdata 2026f); evening 19:00-21:00; place 37 min";
    return job;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: bench_million DATABASE JOBS\n");
        return 2;
    }
    const int jobs = std::atoi(argv[2]);
    Store store{argv[1]};
    const Instant now = std::chrono::floor<seconds>(std::chrono::system_clock::now());
    constexpr int orders_per_commit = 5000;
    for (int first = 0; first < jobs / 3; first += orders_per_commit) {
        store.in_one_commit([&] {
            for (int i = first; i < std::min(first + orders_per_commit, jobs / 3); ++i) {
                const Order order = order_numbered(i);
                store.put_order(order, now);
                for (int step = 0; step < 3; ++step) {
                    Job job = job_of(order, step, now, i * 3 + step);
                    store.enqueue(job, now);
                }
            }
        });
    }
    return 0;
}
