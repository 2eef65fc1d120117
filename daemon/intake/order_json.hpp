// Orders as JSON: how the store keeps the record and the API shows it.
#pragma once

#include "rules/order.hpp"

#include <string>

namespace vesper {

/// The field names of the canonical event (docs/events.md) plus `facts` by stage name. Unknown =
/// left out.
std::string to_json(const Order& order);

/// The inverse. Only for text that to_json wrote: anything else aborts (we are wrong, or the file
/// is).
Order order_from_json(const std::string& text);

}  // namespace vesper
