#include "scheduler/holdout.hpp"

#include "scheduler/place.hpp"

namespace vesper {

// By a hash, so that the ones left out are always the same, in every preview too; with the rule's
// name in it, so that each rule leaves out others. The name it had before: a new name makes
// no new groups; the one after that does.
std::string held_out(const Rule& rule, const Order& order) {
    if (rule.holdout_percent == 0) return {};
    const std::string& name = rule.was.empty() ? rule.name : rule.was;
    const std::uint64_t hash = stable_hash("holdout\x1f" + name + '\x1f' + buyer_key(order));
    if (hash % 100 >= static_cast<std::uint64_t>(rule.holdout_percent)) return {};
    return "holdout: the buyer is one of the " + std::to_string(rule.holdout_percent) +
           "% who get nothing of this rule";
}

}  // namespace vesper
