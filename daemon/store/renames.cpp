// A rule gets another name, and what it planned goes with it.
#include "daemon/store/job_row.hpp"
#include "daemon/store/sqlite.hpp"
#include "daemon/store/store.hpp"

#include <algorithm>

namespace vesper {
namespace {

// ?1 is the old name, ?2 the new one.
#define IS_FREE                                                                       \
    " NOT EXISTS (SELECT 1 FROM jobs AS there WHERE there.order_key = jobs.order_key" \
    " AND there.rule = ?2 AND there.step = jobs.step AND there.occurrence = jobs.occurrence)"

const Sql note_renames{
    "INSERT INTO moves (job, at_s, verb, state, due_before_s, due_after_s, reason)"
    " SELECT id, ?3, 'rename', state, nullif(due_s, 0), NULL, ?4 FROM jobs WHERE rule = ?1"
    " AND" IS_FREE};
const Sql rename_jobs{
    "UPDATE jobs SET planned_as = coalesce(planned_as, rule), rule = ?2 WHERE rule = ?1"
    " AND" IS_FREE};
// Where names are exchanged, what could not go on stays by a name that no rule has.
const Sql leave_jobs{"UPDATE jobs SET rule = ?2 || '~' || id WHERE rule = ?1"};
const Sql rename_decisions{"UPDATE decisions SET rule = ?2 WHERE rule = ?1"};
const Sql begun_by_name{
    "SELECT " JOB_COLUMNS
    " FROM jobs WHERE rule = ?2 AND state IN ('scheduled', 'held') AND EXISTS"
    " (SELECT 1 FROM jobs AS other WHERE other.order_key = jobs.order_key AND other.rule = ?1"
    " AND other.step = jobs.step AND other.occurrence = jobs.occurrence AND other.attempts > 0)"
    " ORDER BY id"};

/// No rule is called that.
std::string waypoint(const std::string& name) {
    return "\x1f" + name;
}

}  // namespace

int Store::rename_rules(const std::map<std::string, std::string>& names, Instant now) {
    // A name that is given and taken in the same breath is cleared first.
    const bool exchanged = std::any_of(
        names.begin(), names.end(), [&](const auto& one) { return names.count(one.second) != 0; });
    int moved = 0;
    for (const auto& [old, rule] : names) {
        const std::string to = exchanged ? waypoint(rule) : rule;
        const std::string reason = "the rule \"" + old + "\" is called \"" + rule + "\" now";
        database().change(note_renames, old, to, now, reason);
        moved += database().change(rename_jobs, old, to);
        database().change(rename_decisions, old, to);
    }
    if (!exchanged) return moved;
    for (const auto& [old, rule] : names) {
        database().change(rename_jobs, waypoint(rule), rule);
        moved -= database().change(leave_jobs, waypoint(rule), old);
        database().change(rename_decisions, waypoint(rule), rule);
    }
    return moved;
}

std::vector<Job> Store::begun_as(const std::string& old, const std::string& rule) const {
    std::vector<Job> jobs;
    Query query{database(), begun_by_name, old, rule};
    while (query.next()) jobs.push_back(job_from(query));
    return jobs;
}

}  // namespace vesper
