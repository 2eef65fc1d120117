// Mail addresses in words that are recorded or logged.
#pragma once

#include <string>
#include <string_view>

namespace vesper {

/// `text` with "(address)" for everything that looks like a mail address: relays quote the
/// recipient, and a shop may name a file after a buyer.
std::string without_addresses(std::string_view text);

}  // namespace vesper
