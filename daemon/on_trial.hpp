// Planning on trial: what a rule would come to now, without putting anything on the plan.
#pragma once

#include "daemon/house.hpp"

namespace vesper {

using Media = std::map<std::string, Medium>;
/// How each of the house's channels reaches people.
Media media_of(const House& house);
/// What the house plans with. Refers to the house, and to `media`.
Calendar calendar_of(const House& house, const Media& media);

/// What the rule would put on the plan now if it counted from `anchor`; what refuses it is among
/// `none`.
Plan plan_on_trial(const House& house, const Rule& rule, const Order& order, Instant anchor);

}  // namespace vesper
