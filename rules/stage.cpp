#include "rules/stage.hpp"

#include "rules/check.hpp"

#include <algorithm>

namespace vesper {

const std::vector<std::string_view>& stage_names() {
    static const std::vector<std::string_view> names{"placed",
                                                     "payment-review",
                                                     "paid",
                                                     "preparing",
                                                     "address-problem",
                                                     "confirmed",
                                                     "cancel-requested",
                                                     "cancelled",
                                                     "closed",
                                                     "shipped",
                                                     "in-transit",
                                                     "customs-hold",
                                                     "customs-released",
                                                     "delayed",
                                                     "out-for-delivery",
                                                     "pickup-ready",
                                                     "attempt-failed",
                                                     "returning",
                                                     "lost",
                                                     "delivered",
                                                     "review",
                                                     "refund-requested",
                                                     "refunded",
                                                     "return-requested",
                                                     "return-received",
                                                     "dispute",
                                                     "dispute-resolved",
                                                     "inquiry",
                                                     "inquiry-answered",
                                                     "buyer-wrote"};
    return names;
}

std::string_view name(Stage stage) {
    const auto index = static_cast<std::size_t>(stage);
    VESPER_CHECK(index < stage_names().size(), "every stage has a name");
    return stage_names()[index];
}

std::optional<Stage> stage_named(std::string_view name) {
    const auto& names = stage_names();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Stage>(found - names.begin());
}

bool is_parcel_stage(Stage stage) {
    return stage >= Stage::shipped && stage <= Stage::delivered;
}

}  // namespace vesper
