// Mail addresses, as such and in words that are recorded or logged.
#pragma once

#include <string>
#include <string_view>

namespace vesper {

/// Whether the text can be an address in an SMTP command: one @, no blanks, controls, or angle
/// brackets.
bool is_mail_address(std::string_view text);

/// `text` with "(address)" for everything that looks like a mail address: relays quote the
/// recipient, and a shop may name a file after a buyer.
std::string without_addresses(std::string_view text);

}  // namespace vesper
