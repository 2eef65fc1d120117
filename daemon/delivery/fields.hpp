// The facts of an order under the names a message may use (rules/field.hpp).
#pragma once

#include "daemon/delivery/letter.hpp"
#include "scheduler/zones.hpp"

#include <map>
#include <string>
#include <vector>

namespace vesper {

/// What stands behind a number's name where its plural category stands: "extension.days#" =
/// "other".
inline constexpr char category_mark = '#';

/// Only what is known: a fact the order lacks has no entry. Values are clean lines of text
/// (one_line) and are not escaped for anything; those named in `is_link` are http or https
/// addresses made of characters that mean nothing in Markdown or HTML. A flag has the value "yes".
struct Fields {
    using Values = std::map<std::string, std::string, std::less<>>;
    Values values;
    std::vector<Values> items;  // of order.items: item.title, item.quantity, item.sku
};

/// Money, dates, numbers and countries are written as `language` writes them, dates on the clock of
/// `zone`. Where a platform has no order number apart from the id, the id is the number; where the
/// shop names no reply address, replies go to the sender.
/// An item without a title goes by its SKU; one without either is left out.
Fields fields_of(const Order& order, const Shop& shop, const Zone& zone,
                 const std::string& language, const StepFacts& step = {});

bool is_link(std::string_view field);

/// A web address safe to stand anywhere in Markdown: other characters are percent-encoded
/// (RFC 3986). Empty unless it is http or https with a host.
std::string clean_link(std::string_view text);

/// The shop's address for leaving, with what names the buyer put in and percent-encoded; empty
/// where the shop has none.
std::string unsubscribe_link(const Order& order, const Shop& shop);

}  // namespace vesper
