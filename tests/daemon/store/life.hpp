// A scripted life of a store, for tests that cut it short anywhere.
#pragma once

#include "daemon/store/store.hpp"

#include <functional>
#include <string>

namespace vesper::store_tests {

enum class Acknowledge { after_commit, before_commit };

/// One commit after another: each takes in one event with its order and two jobs, and sends,
/// retries or withdraws what earlier ones left. `acknowledge` is called for each commit. Every
/// fifth one copies the log into the file.
void live(Store& store, int commits, const std::function<void()>& acknowledge,
          Acknowledge when = Acknowledge::after_commit);

/// What is there of a life: how many commits, from the first, without a gap. -1: half a commit, a
/// gap, or counts and evidence that do not fit the rows.
int commits_found(const Store& store);

}  // namespace vesper::store_tests
