// Which state or province an address lies in, for calendars and laws.
#pragma once

#include "rules/order.hpp"

#include <string>

namespace vesper {

/// "US-CA" by the region's code or name, else by the postal code; empty where neither tells.
std::string subdivision_of(const Address& address);

}  // namespace vesper
