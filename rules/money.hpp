// Amounts as shops write them, without binary fractions.
#pragma once

#include "rules/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace vesper {

/// A decimal number with at most four places (ISO 4217 has no currency with more), exact.
struct Decimal {
    std::int64_t ten_thousandths = 0;
    friend auto operator<=>(const Decimal&, const Decimal&) = default;
};

/// "49.90", "-3", "20": digits, at most one point and four places after it, |value| < 1e12.
/// "2,329.86" and "284.36a" are errors.
Result<Decimal> parse_decimal(std::string_view text);

/// Shortest exact text: "49.9", "20".
std::string to_string(Decimal value);

/// Three capital letters, ISO 4217 in form. Whether there is such a currency: rules/currency.
bool is_currency_code(std::string_view text);

}  // namespace vesper
