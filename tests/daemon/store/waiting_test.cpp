// What a re-plan reads and writes.
#include "builders.hpp"
#include "scheduler/evidence.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace vesper;
using namespace vesper::store_tests;

namespace {

Job waiting_job(const std::string& order, const std::string& zone, MessageClass message_class) {
    Job job = a_job("shopify/main/" + order);
    job.intent.zone = zone;
    job.intent.in_doubt.reset();
    job.message_class = message_class;
    return job;
}

std::vector<std::string> orders_of(const std::vector<WaitingJob>& jobs) {
    std::vector<std::string> orders;
    for (const WaitingJob& one : jobs) orders.push_back(one.job.key.order);
    return orders;
}

using Orders = std::vector<std::string>;

}  // namespace

TEST_CASE("what waits is found by zone and class, with what its plan reads of the order") {
    Folder folder;
    const std::string path = folder.file("v.db");
    {
        Store store{path};
        store.in_one_commit([&] {
            for (const char* id : {"A1", "A2", "A3", "A4"}) store.put_order(an_order(id), noon);
        });
        enqueued(store, waiting_job("A1", "Europe/Berlin", MessageClass::critical));
        enqueued(store, waiting_job("A2", "Europe/Berlin", MessageClass::marketing));
        enqueued(store, waiting_job("A3", "Asia/Tokyo", MessageClass::critical));
        Job held = waiting_job("A4", "", MessageClass::critical);
        held.state = JobState::held;
        held.intent.in_doubt = Doubt::Way::hold;
        enqueued(store, held);
        const Job sent =
            enqueued(store, waiting_job("A5", "Europe/Berlin", MessageClass::critical));
        store.in_one_commit([&] { store.withdraw(sent.id, "no", noon); });

        CHECK(store.zones_waited_in() == Orders{"", "Asia/Tokyo", "Europe/Berlin"});
        const auto berlin = store.waiting_in("Europe/Berlin", MessageClass::critical, 0, 10);
        REQUIRE(orders_of(berlin) == Orders{"shopify/main/A1"});
        Order expected = what_plans_read(an_order("A1"));
        expected.key = "shopify/main/A1";
        expected.platform = "shopify";
        CHECK(berlin[0].order == expected);
        CHECK(store.waiting_in("Europe/Berlin", MessageClass::critical, berlin[0].job.id, 10)
                  .empty());
        CHECK(orders_of(store.waiting_in_doubt(0, 10)) == Orders{"shopify/main/A4"});
        CHECK(store.in_doubt() == std::map<Doubt::Way, std::int64_t>{{Doubt::Way::hold, 1}});
        CHECK(store.minutes_in("Europe/Berlin") ==
              MinuteCounts{{{"email", unix_seconds(evening) / 60}, 2}});
        CHECK(store.minutes_in("").empty());
    }
    // A row that an older vesper wrote: the record tells.
    shell(path, "UPDATE orders SET evidence = ''");
    Store store{path};
    const auto old = store.waiting_in("Europe/Berlin", MessageClass::critical, 0, 10);
    REQUIRE(old.size() == 1);
    CHECK(old[0].order == an_order("A1"));
}

TEST_CASE("minutes that are counted aside are the minutes that are") {
    Store store{":memory:"};
    std::vector<Job> jobs;
    for (int i = 0; i < 3; ++i)
        jobs.push_back(enqueued(store, a_job("shopify/main/A" + std::to_string(i))));
    const Instant later = a_landing().due;
    store.in_one_commit([&] {
        store.count_minutes_aside();
        store.move(jobs[0].id, a_landing(), "tzdata", noon);
        store.move(jobs[1].id, a_landing(), "tzdata", noon);
        store.expire(jobs[2].id, "too late", noon);
        store.count_minutes({{{"email", unix_seconds(evening) / 60}, -3},
                             {{"email", unix_seconds(later) / 60}, 2},
                             {{"email", unix_seconds(noon) / 60}, 0}});
    });
    CHECK(store.occupancy().planned("email", evening) == 0);
    CHECK(store.occupancy().planned("email", later) == 2);
    // and from then on each move is counted again
    store.in_one_commit([&] { store.withdraw(jobs[0].id, "no", noon); });
    CHECK(store.occupancy().planned("email", later) == 1);
}

TEST_CASE("a re-plan that fails counts as none") {
    Store store{":memory:"};
    const Job job = enqueued(store, a_job("shopify/main/A1"));
    CHECK_THROWS(store.in_one_commit([&] {
        store.count_minutes_aside();
        store.move(job.id, a_landing(), "tzdata", noon);
        throw std::runtime_error{"changed my mind"};
    }));
    store.in_one_commit([&] { store.move(job.id, a_landing(), "tzdata", noon); });
    CHECK(store.occupancy().planned("email", evening) == 0);
    CHECK(store.occupancy().planned("email", a_landing().due) == 1);
}
