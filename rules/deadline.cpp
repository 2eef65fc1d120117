#include "rules/deadline.hpp"

#include "rules/check.hpp"

#include <algorithm>

namespace vesper {

const std::vector<std::string_view>& deadline_names() {
    static const std::vector<std::string_view> names{
        "pay",          "ship",          "deliver",      "confirm-receipt",
        "review-opens", "review-closes", "dispute-reply"};
    return names;
}

std::string_view name(DeadlineKind kind) {
    const auto index = static_cast<std::size_t>(kind);
    VESPER_CHECK(index < deadline_names().size(), "every kind of deadline has a name");
    return deadline_names()[index];
}

std::optional<DeadlineKind> deadline_named(std::string_view name) {
    const auto& names = deadline_names();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<DeadlineKind>(found - names.begin());
}

}  // namespace vesper
