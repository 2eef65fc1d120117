// Intake: events, the orders they are about, and what was decided.
#include "daemon/intake/order_json.hpp"
#include "daemon/store/fold_case.hpp"
#include "daemon/store/sqlite.hpp"
#include "daemon/store/store.hpp"
#include "scheduler/evidence.hpp"

namespace vesper {
namespace {

#define EVENT_COLUMNS \
    "seq, source, id, type, order_key, time_s, received_s, body_sha256, body, effect"

const Sql event_by_id{"SELECT " EVENT_COLUMNS " FROM events WHERE source = ?1 AND id = ?2"};
const Sql insert_event{
    "INSERT INTO events (source, id, type, order_key, time_s, received_s, body_sha256, body,"
    " effect) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"};
// An event that named its parcel alone belongs to the order from here on: to its story, and to the
// erasure of its buyer.
const Sql settle_event{"UPDATE events SET order_key = ?2, effect = ?3 WHERE seq = ?1"};
const Sql events_by_order{"SELECT " EVENT_COLUMNS " FROM events WHERE order_key = ?1 ORDER BY seq"};

const Sql bodies_since{
    "SELECT body FROM events WHERE body <> '' AND order_key IN"
    " (SELECT order_key FROM events WHERE received_s >= ?1) ORDER BY seq"};
const Sql oldest{"SELECT min(received_s) FROM events"};

const Sql order_by_key{"SELECT record FROM orders WHERE key = ?1"};
const Sql orders_after{"SELECT rowid, record FROM orders WHERE rowid > ?1 ORDER BY rowid LIMIT ?2"};
const Sql key_by_tracking{
    "SELECT key FROM orders WHERE tracking_number = ?1 AND tracking_number <> ''"
    " ORDER BY updated_s DESC LIMIT 1"};
// A person may leave out the "#" of a number.
const Sql keys_by_word{
    "SELECT key FROM orders WHERE key = ?1 UNION SELECT key FROM orders WHERE id = ?1"
    " UNION SELECT key FROM orders WHERE number IN (?1, '#' || ?1) AND number <> ''"
    " UNION SELECT key FROM orders WHERE tracking_number = ?1 AND tracking_number <> ''"
    " ORDER BY 1"};
// Most events change the record and none of its names: this spares the six indexes.
const Sql update_record{
    "UPDATE orders SET record = ?7, updated_s = ?8, evidence = ?9 WHERE key = ?1 AND id = ?2 AND "
    "number = ?3"
    " AND tracking_number = ?4 AND buyer_email = ?5 AND buyer_id = ?6"};
const Sql upsert_order{
    "INSERT INTO orders (key, id, number, tracking_number, buyer_email, buyer_id, record,"
    " updated_s, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (key) DO UPDATE "
    "SET"
    " id = excluded.id, number = excluded.number, tracking_number = excluded.tracking_number,"
    " buyer_email = excluded.buyer_email, buyer_id = excluded.buyer_id,"
    " record = excluded.record, updated_s = excluded.updated_s, evidence = excluded.evidence"};

const Sql insert_parked{"INSERT INTO parked VALUES (?1, ?2, ?3, ?4)"};
// Nearly always nothing waits, and the two roads of parked_for are joined in a table of their own.
const Sql any_parked_for{
    "SELECT 1 FROM parked WHERE order_key = ?1 AND order_key <> ''"
    " UNION ALL SELECT 1 FROM parked WHERE tracking_number = ?2 AND tracking_number <> '' LIMIT 1"};
const Sql parked_for{
    "SELECT " EVENT_COLUMNS
    " FROM events WHERE seq IN"
    " (SELECT event_seq FROM parked WHERE order_key = ?1 AND order_key <> ''"
    "  UNION SELECT event_seq FROM parked WHERE tracking_number = ?2 AND tracking_number <> '')"
    " ORDER BY seq"};
const Sql parked_until{
    "SELECT " EVENT_COLUMNS
    " FROM events WHERE seq IN (SELECT event_seq FROM parked WHERE until_s <= ?1) ORDER BY seq"};
const Sql delete_parked{"DELETE FROM parked WHERE event_seq = ?1"};
const Sql count_parked{"SELECT count(*) FROM parked"};

const Sql insert_decision{
    "INSERT INTO decisions (order_key, event, at_s, rule, reason, rule_place)"
    " VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, ''))"};
const Sql decisions_by_order{
    "SELECT order_key, event, at_s, rule, reason, coalesce(rule_place, '') FROM decisions"
    " WHERE order_key = ?1 ORDER BY seq"};

EventRow event_row(const Query& row) {
    EventRow event;
    event.seq = row.integer(0);
    event.source = row.text(1);
    event.id = row.text(2);
    event.type = row.text(3);
    event.order_key = row.text(4);
    event.time = row.instant(5);
    event.received = row.instant(6);
    event.body_sha256 = row.text(7);
    event.body = row.text(8);
    event.effect = row.text(9);
    return event;
}

std::vector<EventRow> event_rows(Query& query) {
    std::vector<EventRow> rows;
    while (query.next()) rows.push_back(event_row(query));
    return rows;
}

void must_change_one(int changed, const char* what) {
    if (changed != 1) throw std::logic_error{what};
}

}  // namespace

std::optional<EventRow> Store::event(const std::string& source, const std::string& id) const {
    Query row{database(), event_by_id, source, id};
    if (!row.next()) return std::nullopt;
    return event_row(row);
}

std::int64_t Store::record_event(const EventRow& row) {
    database().change(insert_event, row.source, row.id, row.type, row.order_key, row.time,
                      row.received, row.body_sha256, row.body, row.effect);
    happened(row.received);
    return database().last_id();
}

void Store::settle_waiting(const EventRow& waited, const std::string& order_key,
                           const std::string& effect) {
    must_change_one(database().change(settle_event, waited.seq, order_key, effect),
                    "no such event");
}

std::vector<EventRow> Store::events_of_order(const std::string& order_key) const {
    Query query{database(), events_by_order, order_key};
    return event_rows(query);
}

std::vector<std::string> Store::event_bodies(Instant from) const {
    std::vector<std::string> bodies;
    Query query{database(), bodies_since, from};
    while (query.next()) bodies.push_back(query.text(0));
    return bodies;
}

std::optional<Instant> Store::oldest_event() const {
    Query row{database(), oldest};
    row.next();
    return row.instant_if_any(0);
}

std::optional<Order> Store::order(const std::string& key) const {
    Query row{database(), order_by_key, key};
    if (!row.next()) return std::nullopt;
    return order_from_json(row.text(0));
}

std::vector<std::pair<std::int64_t, Order>> Store::orders(std::int64_t after, int limit) const {
    std::vector<std::pair<std::int64_t, Order>> rows;
    Query query{database(), orders_after, after, limit};
    while (query.next()) rows.emplace_back(query.integer(0), order_from_json(query.text(1)));
    return rows;
}

std::optional<std::string> Store::order_key_by_tracking(const std::string& tracking_number) const {
    Query row{database(), key_by_tracking, tracking_number};
    if (!row.next()) return std::nullopt;
    return row.text(0);
}

std::vector<std::string> Store::find_orders(const std::string& word) const {
    std::vector<std::string> keys;
    Query rows{database(), keys_by_word, word};
    while (rows.next()) keys.push_back(rows.text(0));
    return keys;
}

void Store::put_order(const Order& order, Instant now, bool fresh) {
    const std::string record = to_json(order);
    const std::string evidence = evidence_text(order);
    const std::string email = fold_case(order.buyer.email);
    const auto write = [&](const Sql& sql) {
        return database().change(sql, order.key, order.id, order.number,
                                 order.shipment.tracking_number, email, order.buyer.id, record, now,
                                 evidence);
    };
    if (fresh || write(update_record) == 0)
        must_change_one(write(upsert_order), "an order was not put");
}

void Store::park(std::int64_t event_seq, const std::string& order_key,
                 const std::string& tracking_number, Instant until) {
    database().change(insert_parked, event_seq, order_key, tracking_number, until);
}

std::vector<EventRow> Store::unpark(const std::string& order_key,
                                    const std::string& tracking_number) {
    std::vector<EventRow> rows;
    {
        Query any{database(), any_parked_for, order_key, tracking_number};
        if (!any.next()) return rows;
    }
    {
        Query query{database(), parked_for, order_key, tracking_number};
        rows = event_rows(query);
    }
    for (const EventRow& row : rows) database().change(delete_parked, row.seq);
    return rows;
}

std::vector<EventRow> Store::drop_parked(Instant now) {
    std::vector<EventRow> rows;
    {
        Query query{database(), parked_until, now};
        rows = event_rows(query);
    }
    for (const EventRow& row : rows) database().change(delete_parked, row.seq);
    return rows;
}

std::int64_t Store::parked_count() const {
    Query row{database(), count_parked};
    row.next();
    return row.integer(0);
}

void Store::record_decision(const DecisionRow& row) {
    database().change(insert_decision, row.order_key, row.event, row.at, row.rule, row.reason,
                      row.rule_place);
}

std::vector<DecisionRow> Store::decisions(const std::string& order_key) const {
    std::vector<DecisionRow> rows;
    Query query{database(), decisions_by_order, order_key};
    while (query.next())
        rows.push_back({query.text(0), query.integer(1), query.instant(2), query.text(3),
                        query.text(4), query.text(5)});
    return rows;
}

}  // namespace vesper
