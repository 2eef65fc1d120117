#include "builders.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <catch2/catch.hpp>

namespace vesper::store_tests {

Folder::Folder(const std::string& inside) {
    static int count = 0;
    path_ = std::filesystem::absolute(inside) /
            ("store." + std::to_string(::getpid()) + "." + std::to_string(++count));
    std::filesystem::create_directory(path_);
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string integrity(const std::string& path) {
    sqlite3* connection = nullptr;
    std::string answer = "cannot open";
    sqlite3_open(path.c_str(), &connection);
    const auto first_row = [](void* into, int, char** values, char**) {
        *static_cast<std::string*>(into) = values[0];
        return 1;
    };
    // EXCLUSIVE first: the disk in memory has no shared memory for a log.
    sqlite3_exec(connection, "PRAGMA locking_mode = EXCLUSIVE", nullptr, nullptr, nullptr);
    sqlite3_exec(connection, "PRAGMA integrity_check", first_row, &answer, nullptr);
    sqlite3_close(connection);
    return answer;
}

void shell(const std::string& path, const std::string& sql) {
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
    char* why = nullptr;
    const int code = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, &why);
    INFO((why ? why : ""));
    REQUIRE(code == SQLITE_OK);
    sqlite3_close(connection);
}

Order an_order(const std::string& id) {
    Order order;
    order.platform = "shopify";
    order.account = "main";
    order.id = id;
    order.key = order_key(order.platform, order.account, id);
    order.number = "#" + id;
    order.currency = "EUR";
    order.total = Decimal{499'000};
    order.placed_at = noon;
    order.buyer.id = "buyer-" + id;
    order.buyer.email = "Anna." + id + "@Example.com";
    order.ship_to.country = "DE";
    order.shipment.tracking_number = "LX" + id + "DE";
    order.facts[Stage::paid] = noon;
    return order;
}

EventRow an_event(const std::string& id, const std::string& key) {
    EventRow event;
    event.source = "shopify:/main";
    event.id = id;
    event.type = "vesper.order.paid.v1";
    event.order_key = key;
    event.time = noon;
    event.received = noon + seconds{5};
    event.body_sha256 = std::string(64, 'a');
    event.body = R"({"id":")" + id + "\"}";
    event.effect = "applied";
    return event;
}

Job a_job(const std::string& key, const std::string& rule) {
    Job job;
    job.key = {key, rule, 0, 0};
    job.intent.zone = "Europe/Berlin";
    job.intent.grade = Grade::exact;
    job.intent.rung = "country";
    job.intent.window = "evening";
    job.intent.anchor = noon;
    job.intent.after = CalendarDays{3};
    job.intent.latest = Delay{Elapsed{seconds{36 * 3600}}};
    job.intent.of = DeadlineKind::confirm_receipt;
    job.intent.before = Delay{CalendarDays{5}};
    job.intent.by = DeadlineKind::review_closes;
    job.intent.not_before = noon + seconds{1};
    job.intent.tzdata = "2026f";
    job.intent.in_doubt = Doubt::Way::zone;
    job.local_date = LocalDate{date::days{20'540}};
    job.due = evening;
    job.utc_offset = std::chrono::hours{2};
    job.closes = evening + std::chrono::hours{2};
    job.expires = evening + std::chrono::hours{48};
    job.channel = "email";
    job.message = "review-request";
    job.message_class = MessageClass::solicitation;
    job.missed = Missed::send;
    job.no_evening = NoEvening::daytime;
    job.on_unknown = OnUnknown::hold;
    job.doubt = Doubt{Doubt::Way::zone, "America/Chicago"};
    job.country = "DE";
    job.rule_place = "rules/30-afterwards.toml:45";
    job.explanation = "paid Sat 28 Mar; + 3 days";
    return job;
}

AttemptRow an_attempt(const Job& job) {
    AttemptRow attempt;
    attempt.channel = job.channel;
    attempt.started = evening;
    attempt.message_id = "<" + job.key.rule + "@shop.example>";
    attempt.recipient = "anna@example.com";
    attempt.redirected_from = "real@example.com";
    attempt.subject = "How was it?";
    attempt.text = "Dear Anna, ...";
    attempt.sha256 = std::string(64, 'b');
    return attempt;
}

Landing a_landing() {
    Landing landing;
    landing.due = evening + std::chrono::hours{24};
    landing.utc_offset = -std::chrono::hours{4};
    landing.closes = landing.due + std::chrono::hours{1};
    landing.local_date = LocalDate{date::days{20'541}};
    landing.expires = landing.due + std::chrono::hours{30};
    landing.intent.zone = "America/New_York";
    landing.intent.grade = Grade::fair;
    landing.intent.rung = "subdivision";
    landing.intent.window = "night";
    landing.intent.anchor = noon + seconds{60};
    landing.intent.after = Elapsed{seconds{5400}};
    landing.intent.not_before = noon + seconds{90};
    landing.intent.tzdata = "2026g";
    landing.explanation = "the next evening";
    return landing;
}

Job enqueued(Store& store, Job job) {
    store.in_one_commit([&] { REQUIRE(store.enqueue(job, noon)); });
    return job;
}

Standing job_in(Store& store, JobState state, const std::string& key) {
    Job job = a_job(key);
    if (state == JobState::held) job.state = JobState::held;
    job = enqueued(store, job);
    Standing standing{job.id, 0};
    store.in_one_commit([&] {
        if (state == JobState::withdrawn) store.withdraw(job.id, "refunded", noon);
        if (state == JobState::expired) store.expire(job.id, "too late", noon);
        if (state == JobState::scheduled || state == JobState::held ||
            state == JobState::withdrawn || state == JobState::expired)
            return;
        standing.attempt = store.start(job, an_attempt(job));
        if (state == JobState::delivered)
            store.finish(job.id, standing.attempt, {"250 ok", false}, evening);
        if (state == JobState::refused) store.refuse(job.id, standing.attempt, "550 no", evening);
        if (state == JobState::unknown)
            store.become_unknown(job.id, standing.attempt, "cut off", evening);
    });
    REQUIRE(store.job(job.id)->state == state);
    return standing;
}

}  // namespace vesper::store_tests
