// How the store compares e-mail addresses.
#pragma once

#include <string>

namespace vesper {

/// A-Z to a-z, everything else as it is: two spellings of one mailbox are one buyer. (RFC 5321
/// 2.4 lets the local part differ by case; no provider of buyers' mail uses that.)
std::string fold_case(std::string text);

}  // namespace vesper
