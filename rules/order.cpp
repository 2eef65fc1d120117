#include "rules/order.hpp"

namespace vesper {

std::optional<Stage> current_stage(const Order& order) {
    std::optional<Stage> current;
    Instant latest;
    for (const auto& [stage, at] : order.facts) {
        // The map runs in order of enumeration: of two facts of one instant the later stage stands.
        if (current && at < latest) continue;
        current = stage;
        latest = at;
    }
    return current;
}

std::optional<Instant> deadline_of(const Order& order, DeadlineKind kind) {
    for (const Deadline& deadline : order.deadlines)
        if (deadline.kind == kind) return deadline.at;
    if (kind == DeadlineKind::dispute_reply) return order.dispute.due_at;
    return std::nullopt;
}

const Address& address_of(const Order& order) {
    return order.ship_to.country.empty() ? order.bill_to : order.ship_to;
}

std::string buyer_key(const Order& order) {
    if (!order.buyer.id.empty()) return order.platform + '/' + order.buyer.id;
    std::string address = order.buyer.email;
    for (char& c : address)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return address.empty() ? order.key : address;
}

std::string order_key(const std::string& platform, const std::string& account,
                      const std::string& id) {
    return platform + '/' + account + '/' + id;
}

}  // namespace vesper
