// A country changes its time: how long the one commit takes in which what waits is planned again.
//
//   bench_replan DATABASE [JOBS]
//
// British Columbia gave up the change of clocks in 2026. Every job waits for the coming winter's
// evenings there, planned by the clock of before. Then the same again with a tenth of the jobs
// there and the others where nothing changed.
#include "daemon/replan.hpp"
#include "daemon/zoneinfo.hpp"
#include "scheduler/plan.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace vesper;

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point began) {
    return std::chrono::duration<double>(Clock::now() - began).count();
}

std::shared_ptr<const ZoneSnapshot> must(Result<std::shared_ptr<const ZoneSnapshot>> zones) {
    if (zones) return *zones;
    std::fprintf(stderr, "%s\n", zones.error().message.c_str());
    std::exit(1);
}

/// The machine's zones, where Vancouver still changes its clocks as Los Angeles does.
std::shared_ptr<const ZoneSnapshot> zones_of_before() {
    auto text = read_zoneinfo_text("/usr/share/zoneinfo");
    if (!text) std::exit(1);
    const auto file_of = [&](const std::string& name) {
        return std::find_if(text->files.begin(), text->files.end(),
                            [&](const ZoneFile& file) { return file.name == name; });
    };
    file_of("America/Vancouver")->tzif = file_of("America/Los_Angeles")->tzif;
    return must(ZoneSnapshot::build("2025b", text->files, text->links, text->places));
}

std::unique_ptr<RunningSet> a_set() {
    auto set = std::make_unique<RunningSet>();
    Window evening;
    evening.name = "evening";
    evening.everywhere.from = seconds{19 * 3600};
    evening.everywhere.until = seconds{20 * 3600};  // an hour: every letter must move
    set->rules.windows["evening"] = evening;
    Rule rule;
    rule.name = "review-request";
    rule.on = Stage::delivered;
    Step step;
    step.window = "evening";
    step.channel = "email";
    step.message = "review-request";
    step.after = CalendarDays{3};
    rule.steps.push_back(step);
    set->rules.rules.push_back(rule);
    set->shop.zone = "Asia/Shanghai";
    return set;
}

Order order_numbered(int number, bool in_vancouver) {
    Order order;
    order.id = std::to_string(820982911900000000LL + number);
    order.platform = "shopify";
    order.account = "load.example";
    order.key = order_key(order.platform, order.account, order.id);
    order.number = "#" + std::to_string(number);
    order.buyer.email = "buyer" + std::to_string(number) + "@example.org";
    order.buyer.name = "Example Buyer";
    order.buyer.locale = "en";
    order.currency = "USD";
    order.items.push_back({"SKU-1", "A red kettle for two", "4711", 1});
    const char* letters = "ABCEGHJKLMNPRSTVXYZ";
    const std::string ring =
        std::to_string(number % 10) + letters[number % 19] + std::to_string(number / 10 % 10);
    order.ship_to.country = in_vancouver ? "CA" : "DE";
    order.ship_to.region = in_vancouver ? "BC" : "";
    order.ship_to.city = in_vancouver ? "Vancouver" : "Berlin";
    order.ship_to.postal = in_vancouver ? "V6B " + ring : "10115";
    order.bill_to = order.ship_to;
    order.buyer.phone = "+1604555" + std::to_string(1000 + number % 9000);
    return order;
}

void fill(Desk& desk, int jobs, int in_vancouver_of_ten, Instant now) {
    constexpr int per_commit = 5000;
    for (int first = 0; first < jobs; first += per_commit) {
        desk.store->in_one_commit([&] {
            for (int i = first; i < std::min(first + per_commit, jobs); ++i) {
                const Order order = order_numbered(i, i % 10 < in_vancouver_of_ten);
                desk.store->put_order(order, now);
                const Instant delivered = now + date::days{i % 30};
                Evaluation evaluation;
                evaluation.matches.push_back({&desk.set->rules.rules.front(), 0, 0, delivered});
                Plan made = plan(evaluation, order, desk.calendar(), desk.occupancy, now);
                for (Job& job : made.jobs) {
                    desk.store->enqueue(job, now);
                    desk.occupancy.add(job.channel, job.due);
                }
            }
        });
    }
}

void measure(const std::string& path, int jobs, int in_vancouver_of_ten) {
    for (const char* ending : {"", "-wal"}) std::filesystem::remove(path + ending);
    Desk desk;
    desk.store = std::make_unique<Store>(path);
    desk.set = a_set();
    const auto before = zones_of_before();
    desk.zones = before;
    const Instant now{date::sys_days{date::year{2026} / date::November / 20}};
    fill(desk, jobs, in_vancouver_of_ten, now);

    auto began = Clock::now();
    const auto after = must(read_zoneinfo("/usr/share/zoneinfo"));
    const double read = seconds_since(began);
    desk.zones = after;
    began = Clock::now();
    Replan replan;
    desk.store->in_one_commit(
        [&] { replan = replan_for_zones(desk, *before, "tzdata 2025b -> 2026f", now); });
    const double took = seconds_since(began);
    std::printf("%d jobs wait, %d moved: zones read in %.3f s, planned again in %.3f s\n", jobs,
                replan.moved, read, took);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_replan DATABASE [JOBS]\n");
        return 2;
    }
    const int jobs = argc > 2 ? std::atoi(argv[2]) : 100'000;
    measure(argv[1], jobs, 10);
    measure(argv[1], jobs, 1);
    for (const char* ending : {"", "-wal"}) std::filesystem::remove(std::string{argv[1]} + ending);
    return 0;
}
