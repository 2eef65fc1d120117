// What an SMS can carry: 160 letters of the GSM alphabet, or 70 where one of the text is not in it;
// of a longer text each part has 153 or 67 (3GPP TS 23.038, 23.040). Every part is paid for.
#pragma once

#include <cstddef>
#include <string_view>

namespace vesper {

inline constexpr std::size_t sms_parts_max = 10;  // what gateways take
inline constexpr std::size_t sms_parts_fair = 3;  // more of them is a letter

/// The number of parts that the text needs; 0 of an empty one.
std::size_t sms_parts(std::string_view text);

}  // namespace vesper
