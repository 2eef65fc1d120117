// What of an order its plans are made from.
#pragma once

#include "rules/order.hpp"

namespace vesper {

/// Of an order, what planning a job again reads: addresses, zone, phone, language, deadlines. The
/// store keeps it beside the order, so that a re-plan of a hundred thousand jobs need not read as
/// many whole records; `replan` answers the same for it as for the whole.
Order what_plans_read(const Order& order);

}  // namespace vesper
