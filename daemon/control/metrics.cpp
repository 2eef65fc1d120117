#include "daemon/control/api.hpp"

#include <sstream>

namespace vesper {

namespace {

/// A label's value: backslash, quote and newline escaped (exposition format 0.0.4).
std::string label(const std::string& text) {
    std::string escaped = "\"";
    for (const char character : text) {
        if (character == '\n') {
            escaped += "\\n";
            continue;
        }
        if (character == '"' || character == '\\') escaped += '\\';
        escaped += character;
    }
    return escaped + '"';
}

class Page {
public:
    void head(const char* name, const char* type, const char* help) {
        name_ = name;
        text_ << "# HELP " << name << ' ' << help << "\n# TYPE " << name << ' ' << type << '\n';
    }
    template <class Value>
    void sample(const std::string& labels, Value value, const char* suffix = "") {
        text_ << name_ << suffix;
        if (!labels.empty()) text_ << '{' << labels << '}';
        text_ << ' ' << value << '\n';
    }
    template <class Value>
    void metric(const char* name, const char* type, const char* help, Value value) {
        head(name, type, help);
        sample("", value);
    }
    std::string done() const { return text_.str(); }

private:
    std::string name_;
    std::ostringstream text_;
};

void write_counters(const Counters& counters, Page& page) {
    page.head("vesper_events_total", "counter", "Events received, by verdict.");
    page.sample("verdict=\"accepted\"", counters.events_accepted);
    page.sample("verdict=\"duplicate\"", counters.events_duplicate);
    page.sample("verdict=\"conflict\"", counters.events_conflict);
    page.sample("verdict=\"invalid\"", counters.events_invalid);
    page.metric("vesper_jobs_planned_total", "counter", "Jobs put on the plan.",
                counters.jobs_planned);
    page.metric("vesper_jobs_withdrawn_total", "counter", "Jobs withdrawn before they were sent.",
                counters.jobs_withdrawn);
    page.metric("vesper_jobs_expired_total", "counter", "Jobs whose time passed.",
                counters.jobs_expired);
    page.metric("vesper_jobs_moved_total", "counter", "Jobs moved to another instant.",
                counters.jobs_moved);
    page.head("vesper_attempts_total", "counter", "Hand-overs that came back, by outcome.");
    page.sample("outcome=\"delivered\"", counters.delivered);
    page.sample("outcome=\"deferred\"", counters.deferred);
    page.sample("outcome=\"refused\"", counters.refused);
    page.sample("outcome=\"unknown\"", counters.unknown);
    page.metric("vesper_delivered_late_total", "counter",
                "Letters accepted after their evening had ended.", counters.delivered_late);
    page.metric("vesper_turns_total", "counter", "Turns of the loop.", counters.turns);
    page.metric("vesper_tzdata_looks_total", "counter",
                "Looks at the machine's zone files, whatever was found.", counters.zone_looks);
    page.metric("vesper_commits_failed_total", "counter", "Commits that failed.",
                counters.commits_failed);
}

/// From the file's own date: a machine that is not updated shows an age that only grows.
void write_tzdata(const Status& status, Page& page) {
    page.head("vesper_tzdata_info", "gauge", "The release of the time zone database in use.");
    page.sample("version=" + label(status.tzdata), 1);
    if (status.tzdata_released)
        page.metric("vesper_tzdata_age_days", "gauge",
                    "Days since the time zone database in use was released.",
                    (status.now - *status.tzdata_released) / date::days{1});
    page.metric("vesper_tzdata_usable", "gauge", "1 while the machine's zone files can be used.",
                status.tzdata_problem.empty() ? 1 : 0);
    if (status.zone_change)
        page.metric("vesper_tzdata_moved", "gauge",
                    "Letters that the last new release of the time zone database moved.",
                    status.zone_change->moved);
    page.head("vesper_jobs_in_doubt", "gauge",
              "Waiting jobs whose buyer's clock is not certain, by how that was met.");
    for (const auto way : {Doubt::Way::hold, Doubt::Way::both, Doubt::Way::zone}) {
        const auto count = status.in_doubt.find(way);
        page.sample("way=\"" + std::string{name(way)} + "\"",
                    count == status.in_doubt.end() ? 0 : count->second);
    }
}

void write_state(const Status& status, Page& page) {
    page.head("vesper_jobs", "gauge", "Jobs, by channel and state.");
    for (const Tally& tally : status.tallies)
        page.sample(
            "channel=" + label(tally.channel) + ",state=\"" + std::string{name(tally.state)} + "\"",
            tally.count);
    page.metric("vesper_in_flight", "gauge", "Letters handed over and not yet answered.",
                status.in_flight);
    page.metric("vesper_events_parked", "gauge", "Events that wait for their order.",
                status.parked);
    const std::int64_t overdue =
        status.next_due && *status.next_due < status.now
            ? static_cast<std::int64_t>((status.now - *status.next_due).count())
            : 0;
    page.metric("vesper_overdue_seconds", "gauge", "How late the most overdue waiting job is.",
                overdue);
    page.metric("vesper_wal_bytes", "gauge", "Size of the write-ahead log.", status.wal_bytes);
    page.metric("vesper_store_writable", "gauge", "1 while the store can be written.",
                status.unwritable.empty() ? 1 : 0);
    page.metric("vesper_clock_believed", "gauge", "1 while the clock is believed.",
                status.clock_problem.empty() ? 1 : 0);
    page.metric("vesper_rules_good", "gauge", "1 while the rule files have no errors.",
                has_errors(status.set_problems) ? 0 : 1);
    page.metric("vesper_rules", "gauge", "Rules in the running set.", status.rules);
    page.metric("vesper_paused_channels", "gauge", "Pauses in force.", status.pauses.size());
    page.metric("vesper_redirected_total", "counter", "Letters sent to redirect_to instead.",
                status.redirected);
    page.metric("vesper_start_time_seconds", "gauge", "When this process started, Unix time.",
                unix_seconds(status.started));
}

void write_turns(const Histogram& turns, Page& page) {
    page.head("vesper_turn_duration_seconds", "histogram", "How long a turn took.");
    for (std::size_t bucket = 0; bucket < Histogram::bounds.size(); ++bucket) {
        std::ostringstream bound;
        bound << Histogram::bounds[bucket];
        page.sample("le=\"" + bound.str() + "\"", turns.at_most(bucket), "_bucket");
    }
    page.sample("le=\"+Inf\"", turns.count(), "_bucket");
    page.sample("", turns.sum(), "_sum");
    page.sample("", turns.count(), "_count");
}

}  // namespace

std::string metrics(const House& house, const Histogram& turn_seconds) {
    const Status status = house.status();
    Page page;
    page.head("vesper_build_info", "gauge", "The version of vesperd.");
    page.sample("version=\"" VESPER_VERSION "\"", 1);
    write_state(status, page);
    write_counters(house.counters(), page);
    write_tzdata(status, page);
    write_turns(turn_seconds, page);
    return page.done();
}

}  // namespace vesper
