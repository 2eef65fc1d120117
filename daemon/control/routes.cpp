#include "daemon/control/call.hpp"
#include "daemon/control/why_not.hpp"

namespace vesper {

const std::vector<Route>& routes() {
    static const std::vector<Route> table{
        {"GET", "/v1/status", false, "", answer_status},
        {"GET", "/v1/jobs", false, "state order buyer country channel rule from to limit after",
         answer_jobs},
        {"GET", "/v1/jobs/{}", false, "", answer_job},
        {"POST", "/v1/jobs/{}/cancel", true, "", answer_cancel},
        {"POST", "/v1/jobs/{}/hold", true, "", answer_hold},
        {"POST", "/v1/jobs/{}/release", true, "", answer_release},
        {"POST", "/v1/jobs/{}/now", true, "", answer_now},
        {"GET", "/v1/orders", false, "q", answer_orders},
        {"GET", "/v1/orders/{}", false, "", answer_order},
        {"GET", "/v1/orders/{}/why", false, "format", answer_why},
        {"GET", "/v1/orders/{}/why-not/{}", false, "format", answer_why_not},
        {"GET", "/v1/tonight", false, "hours limit", answer_tonight},
        {"POST", "/v1/events", true, "", answer_events},
        {"GET", "/v1/suppressions", false, "", answer_suppressions},
        {"POST", "/v1/suppressions", true, "", answer_suppress},
        {"DELETE", "/v1/suppressions/{}", true, "", answer_unsuppress},
        {"POST", "/v1/channels/{}/pause", true, "", answer_pause_channel},
        {"POST", "/v1/channels/{}/resume", true, "", answer_resume_channel},
        {"POST", "/v1/pause", true, "", answer_pause_all},
        {"POST", "/v1/resume", true, "", answer_resume_all},
        {"POST", "/v1/reload", true, "apply_to_past", answer_reload},
        {"GET", "/v1/watch", false, "", nullptr, Stream::watch},
        {"GET", "/v1/backup", true, "", nullptr, Stream::backup},
        {"GET", "/metrics", false, "", answer_metrics},
    };
    return table;
}

}  // namespace vesper
