// Reading jobs: what is due, what waits, and what people ask for.
#include "daemon/store/fold_case.hpp"
#include "daemon/store/job_row.hpp"
#include "daemon/store/sqlite.hpp"
#include "daemon/store/store.hpp"
#include "scheduler/evidence.hpp"

#include <algorithm>
#include <functional>

namespace vesper {
namespace {

constexpr int classes = 4;  // critical, transactional, solicitation, marketing
constexpr int limit_max = 1000;

const Sql due_in_class{
    "SELECT " JOB_COLUMNS
    " FROM jobs INDEXED BY jobs_scheduled WHERE state = 'scheduled' AND channel = ?1"
    " AND priority = ?2 AND due_s <= ?3 ORDER BY due_s, id LIMIT ?4"};
const Sql earliest_in_class{
    "SELECT min(due_s) FROM jobs INDEXED BY jobs_scheduled WHERE state = 'scheduled'"
    " AND channel = ?1 AND priority = ?2"};
const Sql job_by_id{"SELECT " JOB_COLUMNS " FROM jobs WHERE id = ?1"};
const Sql job_by_key{
    "SELECT " JOB_COLUMNS
    " FROM jobs WHERE order_key = ?1 AND rule = ?2 AND step = ?3 AND occurrence = ?4"};
const Sql jobs_by_order{"SELECT " JOB_COLUMNS " FROM jobs WHERE order_key = ?1 ORDER BY id"};
const Sql waiting_after{
    "SELECT " JOB_COLUMNS
    " FROM jobs NOT INDEXED WHERE id > ?1 AND state IN ('scheduled', 'held') ORDER BY id LIMIT ?2"};
const Sql moves_by_job{
    "SELECT job, at_s, verb, state, due_before_s, due_after_s, reason, place_before, zone_before,"
    " utc_offset_before_s"
    " FROM moves WHERE job = ?1 ORDER BY seq"};
const Sql zones_of_waiting{
    "SELECT DISTINCT zone FROM jobs INDEXED BY jobs_waiting"
    " WHERE state = 'scheduled' OR state = 'held'"};
const Sql rules_of_waiting{
    "SELECT DISTINCT rule FROM jobs INDEXED BY jobs_waiting"
    " WHERE (state = 'scheduled' OR state = 'held') AND zone = ?1 AND priority = ?2"};
const Sql waiting_by_zone{
    "SELECT " JOB_COLUMNS
    ", evidence"
    " FROM jobs INDEXED BY jobs_waiting LEFT JOIN orders ON orders.key = jobs.order_key"
    " WHERE (state = 'scheduled' OR state = 'held') AND zone = ?1 AND priority = ?2"
    " AND jobs.id > ?3 ORDER BY jobs.id LIMIT ?4"};
const Sql waiting_by_doubt{
    "SELECT " JOB_COLUMNS
    ", evidence"
    " FROM jobs INDEXED BY jobs_in_doubt LEFT JOIN orders ON orders.key = jobs.order_key"
    " WHERE in_doubt IS NOT NULL AND (state = 'scheduled' OR state = 'held')"
    " AND jobs.id > ?1 ORDER BY jobs.id LIMIT ?2"};
const Sql evidence_by_key{"SELECT evidence FROM orders WHERE key = ?1"};
const Sql minutes_by_zone{
    "SELECT channel, due_s / 60, count(*) FROM jobs INDEXED BY jobs_waiting"
    " WHERE (state = 'scheduled' OR state = 'held') AND zone = ?1 AND state = 'scheduled'"
    " GROUP BY 1, 2"};
// The planner proves the index only from a WHERE written as its own.
const Sql count_in_doubt{
    "SELECT in_doubt, count(*) FROM jobs"
    " WHERE in_doubt IS NOT NULL AND (state = 'scheduled' OR state = 'held') GROUP BY in_doubt"};
const Sql all_tallies{
    "SELECT channel, state, count FROM tallies WHERE count > 0 ORDER BY channel, state"};
const Sql channels_with_jobs{"SELECT DISTINCT channel FROM tallies"};
const Sql all_minutes{"SELECT channel, minute, count FROM minutes"};

/// The conditions of a filter and the values they take, in order.
class Narrowing {
public:
    template <class... Values>
    void add(const char* condition, Values... values) {
        text_ += std::string{" AND "} + condition;
        (values_.push_back([value = std::move(values)](Query& query) { query.bind(value); }), ...);
    }
    const std::string& text() const { return text_; }
    void bind(Query& query) const {
        for (const auto& bind_value : values_) bind_value(query);
    }

private:
    std::string text_;
    std::vector<std::function<void(Query&)>> values_;
};

Narrowing narrowing_of(const JobFilter& filter) {
    Narrowing narrowing;
    if (!filter.order.empty())
        narrowing.add(
            "order_key IN (SELECT ? UNION SELECT key FROM orders WHERE id = ?"
            " UNION SELECT key FROM orders WHERE number IN (?, '#' || ?) AND number <> '')",
            filter.order, filter.order, filter.order, filter.order);
    if (!filter.buyer.empty())
        narrowing.add(
            "order_key IN (SELECT key FROM orders WHERE buyer_email = ? AND buyer_email <> ''"
            " UNION SELECT key FROM orders WHERE buyer_id = ? AND buyer_id <> '')",
            fold_case(filter.buyer), filter.buyer);
    if (!filter.country.empty()) narrowing.add("country = ?", filter.country);
    if (!filter.channel.empty()) narrowing.add("channel = ?", filter.channel);
    if (!filter.rule.empty()) narrowing.add("rule = ?", filter.rule);
    if (filter.due_from) narrowing.add("due_s >= ?", *filter.due_from);
    if (filter.due_before) narrowing.add("due_s < ?", *filter.due_before);
    if (filter.after)
        narrowing.add("(due_s, id) > (?, ?)", filter.after->first, filter.after->second);
    return narrowing;
}

int limit_of(const JobFilter& filter) {
    return std::clamp(filter.limit, 0, limit_max);
}

/// Rows of one walk along an index that is sorted by due, narrowed as the filter says.
void walk(Database& database, const std::string& source, const Narrowing& narrowing, int limit,
          std::vector<Job>& into) {
    Query query{database, "SELECT " JOB_COLUMNS " FROM jobs " + source + narrowing.text() +
                              " ORDER BY due_s, id LIMIT ?"};
    narrowing.bind(query);
    query.bind(limit);
    while (query.next()) into.push_back(job_from(query));
}

/// Of an order what its evidence says; of one that was written before there was this column, or of
/// a form that this vesper does not know, the whole.
std::optional<Order> order_of(const Store& store, const std::string& key,
                              const std::string& evidence) {
    auto order = order_from_evidence(evidence);
    if (!order) return store.order(key);
    order->key = key;
    order->platform = key.substr(0, key.find('/'));
    return order;
}

/// Rows of JOB_COLUMNS and the order's evidence.
std::vector<WaitingJob> waiting_jobs(const Store& store, Query& query, int limit) {
    std::vector<WaitingJob> jobs;
    jobs.reserve(static_cast<std::size_t>(limit));
    while (query.next()) {
        WaitingJob waiting{job_from(query), {}};
        if (!jobs.empty() && jobs.back().job.key.order == waiting.job.key.order) {
            waiting.order = jobs.back().order;
        } else if (auto order = order_of(store, waiting.job.key.order, query.text(job_columns))) {
            waiting.order = *std::move(order);
        }
        jobs.push_back(std::move(waiting));
    }
    return jobs;
}

/// A word of ours inside a statement: state names and channel names that the store itself holds.
std::string quoted(std::string_view word) {
    std::string text = "'";
    for (const char letter : word) text += letter == '\'' ? std::string{"''"} : std::string{letter};
    return text + "'";
}

void keep_earliest(std::vector<Job>& jobs, int limit) {
    const auto earlier = [](const Job& a, const Job& b) {
        return std::pair{a.due, a.id} < std::pair{b.due, b.id};
    };
    std::sort(jobs.begin(), jobs.end(), earlier);
    if (jobs.size() > static_cast<std::size_t>(limit)) jobs.erase(jobs.begin() + limit, jobs.end());
}

std::vector<std::string> known_channels(Database& database) {
    std::vector<std::string> channels;
    Query rows{database, channels_with_jobs};
    while (rows.next()) channels.push_back(rows.text(0));
    return channels;
}

const std::vector<JobState> every_state{JobState::scheduled, JobState::running, JobState::delivered,
                                        JobState::withdrawn, JobState::expired, JobState::refused,
                                        JobState::unknown,   JobState::held};

std::vector<Job> all_rows(Query& query) {
    std::vector<Job> jobs;
    while (query.next()) jobs.push_back(job_from(query));
    return jobs;
}

std::optional<Job> first_row(Query& query) {
    if (!query.next()) return std::nullopt;
    return job_from(query);
}

}  // namespace

std::vector<Job> Store::due(const std::string& channel, Instant now, int limit) const {
    std::vector<Job> jobs;
    for (int priority = 0; priority < classes; ++priority) {
        const int room = limit - static_cast<int>(jobs.size());
        if (room <= 0) break;
        Query query{database(), due_in_class, channel, priority, now, room};
        while (query.next()) jobs.push_back(job_from(query));
    }
    return jobs;
}

std::optional<Instant> Store::earliest_due(const std::vector<std::string>& channels) const {
    std::optional<Instant> earliest;
    for (const std::string& channel : channels)
        for (int priority = 0; priority < classes; ++priority) {
            Query query{database(), earliest_in_class, channel, priority};
            query.next();
            const std::optional<Instant> due = query.instant_if_any(0);
            if (due && (!earliest || *due < *earliest)) earliest = due;
        }
    return earliest;
}

std::optional<Job> Store::job(std::int64_t id) const {
    Query query{database(), job_by_id, id};
    return first_row(query);
}

std::optional<Job> Store::job(const JobKey& key) const {
    Query query{database(), job_by_key, key.order, key.rule, key.step, key.occurrence};
    return first_row(query);
}

std::vector<Job> Store::jobs_of_order(const std::string& order_key) const {
    Query query{database(), jobs_by_order, order_key};
    return all_rows(query);
}

std::vector<Job> Store::waiting(std::int64_t after_id, int limit) const {
    Query query{database(), waiting_after, after_id, limit};
    return all_rows(query);
}

/// The jobs of an order or a buyer are few and found by their key. Anything else may be a million
/// rows, so each state, and of the scheduled each channel and class, is walked along its index in
/// order of due, no further than the page reaches, and the walks are merged.
std::vector<Job> Store::jobs(const JobFilter& filter) const {
    const std::vector<JobState>& states = filter.states.empty() ? every_state : filter.states;
    const Narrowing narrowing = narrowing_of(filter);
    const int limit = limit_of(filter);
    std::vector<Job> jobs;
    if (!filter.order.empty() || !filter.buyer.empty()) {
        std::string among;
        for (const JobState state : states)
            among += (among.empty() ? "" : ", ") + quoted(name(state));
        walk(database(), "WHERE +state IN (" + among + ")", narrowing, limit, jobs);
        return jobs;
    }
    for (const JobState state : states) {
        if (state != JobState::scheduled) {
            walk(database(),
                 "INDEXED BY jobs_otherwise WHERE state <> 'scheduled' AND state = " +
                     quoted(name(state)),
                 narrowing, limit, jobs);
            continue;
        }
        for (const std::string& channel : known_channels(database()))
            for (int priority = 0; priority < classes; ++priority)
                walk(database(),
                     "INDEXED BY jobs_scheduled WHERE state = 'scheduled' AND channel = " +
                         quoted(channel) + " AND priority = " + std::to_string(priority),
                     narrowing, limit, jobs);
    }
    keep_earliest(jobs, limit);
    return jobs;
}

std::vector<MoveRow> Store::moves(std::int64_t job) const {
    std::vector<MoveRow> rows;
    Query query{database(), moves_by_job, job};
    while (query.next()) {
        rows.push_back({query.integer(0), query.instant(1), query.text(2),
                        job_state_named(query.text(3)).value(), query.instant_if_any(4),
                        query.instant_if_any(5), query.text(6)});
        if (!query.is_null(7)) rows.back().place_before = query.text(7);
        if (!query.is_null(8)) rows.back().zone_before = query.text(8);
        if (!query.is_null(9)) rows.back().utc_offset_before = seconds{query.integer(9)};
    }
    return rows;
}

std::vector<std::string> Store::zones_waited_in() const {
    std::vector<std::string> zones;
    Query query{database(), zones_of_waiting};
    while (query.next()) zones.push_back(query.text(0));
    return zones;
}

std::vector<std::string> Store::rules_waiting_in(const std::string& zone,
                                                 MessageClass message_class) const {
    std::vector<std::string> rules;
    Query query{database(), rules_of_waiting, zone, static_cast<int>(message_class)};
    while (query.next()) rules.push_back(query.text(0));
    return rules;
}

std::vector<WaitingJob> Store::waiting_in(const std::string& zone, MessageClass message_class,
                                          std::int64_t after_id, int limit) const {
    Query query{database(), waiting_by_zone, zone, static_cast<int>(message_class), after_id,
                limit};
    return waiting_jobs(*this, query, limit);
}

std::vector<WaitingJob> Store::waiting_in_doubt(std::int64_t after_id, int limit) const {
    Query query{database(), waiting_by_doubt, after_id, limit};
    return waiting_jobs(*this, query, limit);
}

std::optional<Order> Store::order_in_short(const std::string& key) const {
    std::string evidence;
    {
        Query row{database(), evidence_by_key, key};
        if (!row.next()) return std::nullopt;
        evidence = row.text(0);
    }
    return order_of(*this, key, evidence);
}

MinuteCounts Store::minutes_in(const std::string& zone) const {
    MinuteCounts counts;
    Query query{database(), minutes_by_zone, zone};
    while (query.next()) counts[{query.text(0), query.integer(1)}] = query.integer(2);
    return counts;
}

std::map<Doubt::Way, std::int64_t> Store::in_doubt() const {
    std::map<Doubt::Way, std::int64_t> counts;
    Query query{database(), count_in_doubt};
    while (query.next())
        for (const auto way : {Doubt::Way::hold, Doubt::Way::both, Doubt::Way::zone})
            if (name(way) == query.text(0)) counts[way] = query.integer(1);
    return counts;
}

std::vector<Tally> Store::tallies() const {
    std::vector<Tally> rows;
    Query query{database(), all_tallies};
    while (query.next())
        rows.push_back({query.text(0), job_state_named(query.text(1)).value(), query.integer(2)});
    return rows;
}

Occupancy Store::occupancy() const {
    Occupancy occupancy;
    Query query{database(), all_minutes};
    while (query.next())
        occupancy.add(query.text(0), from_unix(query.integer(1) * 60),
                      static_cast<int>(query.integer(2)));
    return occupancy;
}

}  // namespace vesper
