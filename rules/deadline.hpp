// The deadlines that platforms set on an order, and their names (DESIGN 3).
#pragma once

#include "rules/instant.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace vesper {

enum class DeadlineKind {
    pay,
    ship,
    deliver,
    confirm_receipt,  // buyer protection ends
    review_opens,
    review_closes,
    dispute_reply
};

/// What events and rule files write: "confirm-receipt".
std::string_view name(DeadlineKind kind);
std::optional<DeadlineKind> deadline_named(std::string_view name);
/// Every name, in the order of the enumeration.
const std::vector<std::string_view>& deadline_names();

struct Deadline {
    DeadlineKind kind = DeadlineKind::pay;
    Instant at;
    friend bool operator==(const Deadline&, const Deadline&) = default;
};

}  // namespace vesper
