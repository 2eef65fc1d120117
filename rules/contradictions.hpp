// Conditions that leave nothing of each other.
//
// Only what is plain from the words is found: the same words on both sides, or lists that share
// none. Whether some order could ever be is not asked.
#pragma once

#include "rules/conditions.hpp"

#include <string_view>
#include <vector>

namespace vesper {

/// Conditions that hold together: those of one level, and of its `all`, at whatever depth.
using HeldTogether = std::vector<const Conditions*>;
HeldTogether held_together(const Conditions& when);

/// Whether every order that `held` lets in is one of `each`, too.
bool implies(const HeldTogether& held, const Conditions& each);

/// What an order has one of, and `held` and `other` name different ones of: "country". Empty:
/// nothing.
std::string_view exclusive(const HeldTogether& held, const Conditions& other);

/// Whether every branch of `any` is one that `held` excludes, or that one of `none` takes out.
bool leaves_no_branch(const HeldTogether& held, const std::vector<Conditions>& any,
                      const std::vector<Conditions>& none);

}  // namespace vesper
