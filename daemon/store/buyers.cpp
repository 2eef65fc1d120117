// One buyer over all orders: what is on the way to them, and what they bought.
#include "daemon/intake/order_json.hpp"
#include "daemon/store/fold_case.hpp"
#include "daemon/store/job_row.hpp"
#include "daemon/store/sqlite.hpp"
#include "daemon/store/store.hpp"

namespace vesper {
namespace {

// Orders of one buyer: ?1 the address, ?2 the platform's id of the buyer, ?3 "<platform>/" (the ids
// of two platforms have nothing to do with each other), ?4 the order itself. The conditions on ''
// let the planner take the partial indexes.
#define ORDERS_OF_BUYER                                                    \
    "SELECT key FROM orders WHERE buyer_email = ?1 AND buyer_email <> ''"  \
    " UNION SELECT key FROM orders WHERE buyer_id = ?2 AND buyer_id <> ''" \
    " AND substr(key, 1, length(?3)) = ?3 UNION SELECT ?4"

constexpr int orders_read_max = 1000;  // of one buyer; whoever has more buys for resale anyhow

const Sql letters_by_buyer{"SELECT " JOB_COLUMNS " FROM jobs WHERE order_key IN (" ORDERS_OF_BUYER
                           ") AND state IN ('scheduled', 'running', 'delivered', 'unknown')"
                           " AND due_s >= ?5"};
const Sql records_by_buyer{"SELECT record FROM orders WHERE key IN (" ORDERS_OF_BUYER ") LIMIT ?5"};

}  // namespace

std::vector<Job> Store::letters_of_buyer(const Order& order, Instant from) const {
    const std::string email = fold_case(order.buyer.email);
    const std::string prefix = order.platform + '/';
    Query rows{database(), letters_by_buyer, email, order.buyer.id, prefix, order.key, from};
    std::vector<Job> jobs;
    while (rows.next()) jobs.push_back(job_from(rows));
    return jobs;
}

BuyerRecord Store::buyer_record(const Order& order) const {
    const std::string email = fold_case(order.buyer.email);
    const std::string prefix = order.platform + '/';
    Query rows{database(), records_by_buyer, email,          order.buyer.id,
               prefix,     order.key,        orders_read_max};
    BuyerRecord record;
    while (rows.next()) {
        const Order one = order_from_json(rows.text(0));
        if (one.test || one.facts.contains(Stage::cancelled)) continue;
        ++record.orders;
        const bool paid = one.paid_at || one.facts.contains(Stage::paid);
        if (!paid || !one.total || one.currency.empty()) continue;
        record.spent[one.currency].ten_thousandths += one.total->ten_thousandths;
    }
    return record;
}

}  // namespace vesper
