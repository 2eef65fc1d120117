// An invented order to look at letters with.
#pragma once

#include "rules/order.hpp"
#include "rules/shop.hpp"

#include <string>

namespace vesper::cli {

/// An order about which everything is known, of a buyer who reads `language`, in the shop's
/// currency. Its life begins a month before `now`, its deadlines lie ahead.
Order sample_order(const std::string& language, const Shop& shop, Instant now);

/// An order of which only the number is known.
Order sparse_order(const std::string& language);

}  // namespace vesper::cli
