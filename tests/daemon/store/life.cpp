#include "life.hpp"

#include "builders.hpp"

namespace vesper::store_tests {
namespace {

std::string order_of(int commit) {
    return "shopify/main/L" + std::to_string(commit);
}

void one_commit(Store& store, int commit) {
    store.record_event(an_event("e" + std::to_string(commit), order_of(commit)));
    store.put_order(an_order("L" + std::to_string(commit)), noon);
    for (const char* rule : {"first", "second"}) {
        Job job = a_job(order_of(commit), rule);
        store.enqueue(job, noon);
    }
    if (commit < 2) return;
    const Job earlier = *store.job(JobKey{order_of(commit - 1), "first", 0, 0});
    const std::int64_t attempt = store.start(earlier, an_attempt(earlier));
    if (commit % 3 == 0)
        store.finish(earlier.id, attempt, {"250 ok", false}, evening);
    else if (commit % 3 == 1)
        store.retry(earlier.id, attempt, a_landing(), "451", evening);
    store.withdraw(store.job(JobKey{order_of(commit - 2), "second", 0, 0})->id, "refund", noon);
}

/// What the next commit made of the first job of `commit`.
JobState first_after(int commit) {
    switch ((commit + 1) % 3) {
        case 0:
            return JobState::delivered;
        case 1:
            return JobState::scheduled;
        default:
            return JobState::running;
    }
}

bool is_whole(const Store& store, int commit, int commits) {
    if (!store.order(order_of(commit))) return false;
    const auto first = store.job(JobKey{order_of(commit), "first", 0, 0});
    const auto second = store.job(JobKey{order_of(commit), "second", 0, 0});
    if (!first || !second) return false;
    const bool started = commit >= 1 && commit + 1 < commits;
    const JobState state = started ? first_after(commit) : JobState::scheduled;
    const JobState other = commit + 2 < commits ? JobState::withdrawn : JobState::scheduled;
    return first->state == state && second->state == other &&
           store.attempts(first->id).size() == (started ? 1u : 0u);
}

}  // namespace

void live(Store& store, int commits, const std::function<void()>& acknowledge, Acknowledge when) {
    for (int commit = 0; commit < commits; ++commit) {
        store.in_one_commit([&] {
            one_commit(store, commit);
            if (when == Acknowledge::before_commit) acknowledge();
        });
        if (when == Acknowledge::after_commit) acknowledge();
        if (commit % 5 == 4) store.checkpoint();
    }
}

int commits_found(const Store& store) {
    int commits = 0;
    while (store.event("shopify:/main", "e" + std::to_string(commits))) ++commits;
    for (int commit = 0; commit < commits; ++commit)
        if (!is_whole(store, commit, commits)) return -1;
    if (store.order(order_of(commits)) || !store.jobs_of_order(order_of(commits)).empty())
        return -1;
    std::int64_t counted = 0;
    for (const Tally& tally : store.tallies()) counted += tally.count;
    if (counted != 2 * commits || store.broken_evidence() != 0) return -1;
    return commits;
}

}  // namespace vesper::store_tests
