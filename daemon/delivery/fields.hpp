// The facts of an order under the names a message may use (rules/message.hpp, message_fields).
#pragma once

#include "rules/order.hpp"
#include "rules/shop.hpp"
#include "scheduler/zones.hpp"

#include <map>
#include <string>
#include <vector>

namespace vesper {

/// Only what is known: a fact the order lacks has no entry. Values are clean lines of text
/// (one_line) and are not escaped for anything; those named in `is_link` are http or https
/// addresses made of characters that mean nothing in Markdown or HTML.
struct Fields {
    using Values = std::map<std::string, std::string, std::less<>>;
    Values values;
    std::vector<Values> items;  // of order.items: item.title, item.quantity, item.sku
};

/// Money, dates, numbers and countries are written as `language` writes them, dates on the clock of
/// `zone`. Where a platform has no order number apart from the id, the id is the number; where the
/// shop names no reply address, replies go to the sender.
Fields fields_of(const Order& order, const Shop& shop, const Zone& zone,
                 const std::string& language);

bool is_link(std::string_view field);

/// A web address safe to stand anywhere in Markdown: other characters are percent-encoded
/// (RFC 3986). Empty unless it is http or https with a host.
std::string clean_link(std::string_view text);

}  // namespace vesper
