// Conditions that leave nothing of each other.
//
// Only what is plain from the words is found: the same words on both sides, or lists that share
// none. Whether some order could ever be is not asked.
#pragma once

#include "rules/conditions.hpp"

#include <string_view>

namespace vesper {

/// Whether every order that `when` lets in is one of `each`, too.
bool implies(const Conditions& when, const Conditions& each);

/// What an order has one of, and the two name different ones of: "country". Empty: nothing.
std::string_view exclusive(const Conditions& a, const Conditions& b);

}  // namespace vesper
