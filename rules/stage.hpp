// Where an order stands. One vocabulary, used in rules, store, API and events (DESIGN 3).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vesper {

enum class Stage {
    placed,
    payment_review,
    paid,
    preparing,
    address_problem,
    confirmed,
    cancel_requested,
    cancelled,
    closed,
    shipped,
    in_transit,
    customs_hold,
    customs_released,
    delayed,
    out_for_delivery,
    pickup_ready,
    attempt_failed,
    returning,
    lost,
    delivered,
    review,
    refund_requested,
    refunded,
    return_requested,
    return_received,
    dispute,
    dispute_resolved,
    inquiry,
    inquiry_answered,
    buyer_wrote
};

/// What a rule file writes: "payment-review", "buyer-wrote".
std::string_view name(Stage stage);

std::optional<Stage> stage_named(std::string_view name);

/// Whether the stage is news of a parcel: from shipped to delivered.
bool is_parcel_stage(Stage stage);

/// Every name, in the order of the enumeration; for suggestions and documentation.
const std::vector<std::string_view>& stage_names();

}  // namespace vesper
