// The daemon's answers as values, so that commands speak of jobs and moments and not of JSON.
//
// Reading is lenient towards what is not there (a newer daemon may drop a field) and strict towards
// what is not JSON at all: that is a Failure.
#pragma once

#include "rules/words.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vesper::cli {

/// An instant on three clocks, RFC 3339; "" = not known.
struct Moment {
    std::string utc;
    std::string buyer;
    std::string shop;
};

struct JobView {
    std::int64_t id = 0;
    std::string order;
    std::string rule;
    std::string place;  // "rules/30-delivered.toml:12"; empty: not known
    std::string state;
    std::string channel;
    std::string message;
    std::string message_class;
    std::string country;
    std::string zone;
    std::string grade;
    std::string rung;
    std::string window;
    Moment due;
    Moment closes;
    Moment expires;
    Moment anchor;
    std::string after;
    std::string explanation;
    std::string reason;
    std::string tzdata;
};

struct AttemptView {
    std::int64_t number = 0;
    std::string channel;
    Moment started;
    std::string outcome;
    std::string words;
    std::string message_id;
    std::string recipient;
    std::string redirected_from;
    std::string subject;
    std::string text;
};

struct MoveView {
    Moment at;
    std::string verb;
    std::string to;
    std::string reason;
};

struct JobPage {
    std::vector<JobView> jobs;
    std::string next;  // token of the next page; "" = that was all
};
JobPage read_jobs(const std::string& body);

struct JobStory {
    JobView job;
    std::vector<AttemptView> attempts;
    std::vector<MoveView> moves;
};
JobStory read_job(const std::string& body);

/// What came of one event that was handed in.
struct VerdictView {
    std::int64_t index = 0;
    std::string verdict;  // accepted, duplicate, conflict, invalid
    std::string id;
    std::string order;
    std::string effect;
    std::int64_t planned = 0;
    std::int64_t withdrawn = 0;
    std::vector<std::string> problems;  // "/data/order/total: ..."
};
struct ReceiptView {
    std::vector<VerdictView> events;
    std::vector<std::string> problems;  // of the whole body
    std::string message;                // of a refusal
    std::string next;
};
ReceiptView read_receipt(const std::string& body);

struct SuppressionView {
    std::string address;
    Moment since;
    std::string reason;
};
std::vector<SuppressionView> read_suppressions(const std::string& body);

struct ReplanView {
    std::int64_t moved = 0;
    std::int64_t withdrawn = 0;
    std::int64_t reinstated = 0;
    std::int64_t held = 0;
    std::int64_t expired = 0;
    std::int64_t planned = 0;
    std::int64_t renamed = 0;
};
/// "of what waits: 3 planned, 2 moved".
Words replan_words(const ReplanView& replan);

struct ReloadView {
    bool accepted = false;
    std::string text;  // the diagnostics, formatted
    ReplanView replan;
};
ReloadView read_reload(const std::string& body);

struct ChannelView {
    std::string name;
    std::string kind;
    std::string to;
    std::int64_t rate = 0;                         // letters a minute; 0 = no limit
    std::map<std::string, std::int64_t> by_state;  // jobs
};
struct StatusView {
    std::string version;
    std::vector<std::string> worries;
    Moment now;
    Moment started;
    std::string tzdata;
    std::string shop;
    std::string shop_zone;
    std::string redirect_to;  // where every letter goes instead of the buyer; "" = to the buyer
    std::int64_t rules = 0;
    std::int64_t messages = 0;
    Moment set_since;
    std::string set_problems;  // diagnostics, formatted; "" = the files are good
    bool set_is_live = false;  // a saved file is taken up without being asked for
    Moment next_due;
    std::int64_t in_flight = 0;
    std::int64_t parked = 0;
    std::vector<ChannelView> channels;
    std::string last_replan_why;
    ReplanView last_replan;
};
StatusView read_status(const std::string& body);

/// One opening in one zone, and how much of it is taken.
struct EveningView {
    std::string channel;
    std::string zone;
    std::string local_date;
    std::string window;
    std::int64_t letters = 0;
    Moment first;
    Moment last;
    std::optional<double> full;  // share of the channel's rate over the opening
    std::string region;          // "US-CA", where the window has hours of its own for it
};
struct TonightView {
    Moment from;
    Moment to;
    std::int64_t letters = 0;
    bool cut = false;  // there are more than were counted
    std::vector<EveningView> evenings;
    std::vector<JobView> jobs;
};
TonightView read_tonight(const std::string& body);

/// One line of /v1/watch.
struct HappeningView {
    std::string at;
    std::string what;
    std::string order;
    std::int64_t job = 0;
    std::string rule;
    std::string words;
};
HappeningView read_happening(const std::string& line);

/// The `words` of a change.
std::string read_words(const std::string& body);

/// The same JSON, indented for reading.
std::string pretty_json(const std::string& body);

/// {"why": "..."}, with "address" in front unless it is empty.
std::string change_body(const std::string& why, const std::string& address = "");

}  // namespace vesper::cli
