#include "rules/condition_ranges.hpp"

namespace vesper {

std::optional<Range> range_of(std::string_view key) {
    const std::size_t dot = key.rfind('.');
    const std::string_view last = key.substr(dot + 1);  // npos + 1 == 0
    if (last == "quantity") return ranges::pieces;
    if (last == "orders") return ranges::orders;
    if (last == "rating") return ranges::stars;
    const std::string_view outer = key.substr(0, dot == std::string_view::npos ? 0 : dot);
    if (outer.substr(outer.rfind('.') + 1) == "days_in") return ranges::days;
    return std::nullopt;
}

}  // namespace vesper
