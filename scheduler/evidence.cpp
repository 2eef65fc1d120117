#include "scheduler/evidence.hpp"

namespace vesper {

Order what_plans_read(const Order& order) {
    Order part;
    part.key = order.key;
    part.id = order.id;
    part.platform = order.platform;
    part.account = order.account;
    part.marketplace = order.marketplace;
    part.ship_to = order.ship_to;
    part.ship_to.recipient.clear();
    part.bill_to = order.bill_to;
    part.bill_to.recipient.clear();
    part.timezone = order.timezone;
    part.buyer.phone = order.buyer.phone;
    part.buyer.locale = order.buyer.locale;
    part.deadlines = order.deadlines;
    part.dispute.due_at = order.dispute.due_at;
    return part;
}

}  // namespace vesper
