// What of an order its plans are made from, in short.
//
// The store keeps it beside the order, so that a re-plan of a hundred thousand jobs need not read
// as many whole records. Text with a separator between fields, for it is read a hundred thousand
// times in a row: no names, no quotes, nothing to unescape.
#pragma once

#include "rules/order.hpp"
#include "rules/shop.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace vesper {

/// Of an order, what planning a job again reads: addresses, zone, phone, language, tags, deadlines,
/// and by what other orders of the same buyer are found. `replan` answers the same for it as for
/// the whole.
Order what_plans_read(const Order& order);

/// The same as text, without the order's key and platform, which every job of it carries. Empty
/// where a field holds the separator, which no person types.
std::string evidence_text(const Order& order);
/// The inverse; nothing for a text of another form (an older or a newer vesper wrote it).
std::optional<Order> order_from_evidence(std::string_view text);

/// What `resolve_buyer` reads, as one text: buyers of whom the same is known share a clock.
std::string clock_evidence(const Order& order);
/// The same with `phone` for the telephone number, and of the tags those that the shop gave a zone.
/// Into `text`, whose memory is used again: this is asked a hundred thousand times in a row.
void put_clock_evidence(const Order& order, std::string_view phone, const Shop& shop,
                        std::string& text);

}  // namespace vesper
