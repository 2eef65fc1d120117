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
    " || CASE WHEN ?3 THEN '~' || other.id ELSE '' END"
    " AND other.step = jobs.step AND other.occurrence = jobs.occurrence AND other.attempts > 0)"
    " ORDER BY id"};

/// Whether a name is given and taken in the same breath.
bool exchanged(const std::map<std::string, std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const auto& one) { return names.count(one.second) != 0; });
}

/// No rule is called that.
std::string waypoint(const std::string& name) {
    return "\x1f" + name;
}

}  // namespace

int Store::rename_rules(const std::map<std::string, std::string>& names, Instant now) {
    const bool by_waypoints = exchanged(names);
    int moved = 0;
    for (const auto& [old, rule] : names) {
        const std::string to = by_waypoints ? waypoint(rule) : rule;
        const std::string reason = "the rule \"" + old + "\" is called \"" + rule + "\" now";
        database().change(note_renames, old, to, now, reason);
        moved += database().change(rename_jobs, old, to);
        database().change(rename_decisions, old, to);
    }
    if (!by_waypoints) return moved;
    for (const auto& [old, rule] : names) {
        database().change(rename_jobs, waypoint(rule), rule);
        moved -= database().change(leave_jobs, waypoint(rule), old);
        database().change(rename_decisions, waypoint(rule), rule);
    }
    return moved;
}

std::vector<std::pair<std::string, Job>> Store::begun_before(
    const std::map<std::string, std::string>& names) const {
    std::vector<std::pair<std::string, Job>> jobs;
    for (const auto& [old, rule] : names) {
        Query query{database(), begun_by_name, old, rule, exchanged(names) ? 1 : 0};
        while (query.next()) jobs.emplace_back(old, job_from(query));
    }
    return jobs;
}

}  // namespace vesper
