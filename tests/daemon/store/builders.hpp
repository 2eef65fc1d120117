// Rows for the tests of the store, with everything filled in that the store keeps.
#pragma once

#include "daemon/store/store.hpp"

#include <filesystem>
#include <string>

namespace vesper::store_tests {

inline const Instant noon = from_unix(1'774'699'200);  // 2026-03-28T12:00:00Z
inline const Instant evening = noon + std::chrono::hours{7};

/// A folder of its own on disk, gone at the end.
class Folder {
public:
    explicit Folder(const std::string& inside = ".");
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string file(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

/// What PRAGMA integrity_check says: "ok".
std::string integrity(const std::string& path);
/// Statements of a person with a shell, while no store is open.
void shell(const std::string& path, const std::string& sql);

Order an_order(const std::string& id);
EventRow an_event(const std::string& id, const std::string& order_key = "shopify/main/A1");
/// Scheduled for `evening` on channel "email".
Job a_job(const std::string& order_key, const std::string& rule = "review-request");
AttemptRow an_attempt(const Job& job);
/// The evening after: every field differs from a_job's.
Landing a_landing();

/// Enqueues in a commit of its own.
Job enqueued(Store& store, Job job);

/// A job brought to `state` by the verbs that lead there; `attempt` is its last, or 0.
struct Standing {
    std::int64_t job = 0;
    std::int64_t attempt = 0;
};
Standing job_in(Store& store, JobState state, const std::string& order_key);

}  // namespace vesper::store_tests
