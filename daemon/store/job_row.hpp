// A job as a row: the one place that knows which column is which.
#pragma once

#include "daemon/store/sqlite.hpp"
#include "scheduler/job.hpp"
#include "scheduler/plan.hpp"

#include <string>

namespace vesper {

/// In the order job_from reads them. "SELECT " JOB_COLUMNS " FROM jobs ..."
#define JOB_COLUMNS                                                                                \
    "jobs.id, order_key, rule, step, occurrence, state, zone, grade, rung, window_name, anchor_s," \
    " delay, latest, of_deadline, before_delay, by_deadline, not_before_s, tzdata, in_doubt, "     \
    "local_date, due_s, closes_s, expires_s, channel,"                                             \
    " message, priority, missed, no_evening, on_unknown, doubt, country, attempts, deferrals,"     \
    " explanation, reason, rule_place, utc_offset_s, planned_as"

inline constexpr int job_columns = 38;

/// The job of the row `row` stands at, its columns being JOB_COLUMNS. Throws StoreBroken for a word
/// no program of ours wrote.
Job job_from(const Query& row);

/// Columns of the intent, from parameter ?2 to ?14.
#define INTENT_ASSIGNMENTS                                                                        \
    "zone = ?2, grade = ?3, rung = ?4, window_name = ?5, anchor_s = ?6, delay = ?7, latest = ?8," \
    " of_deadline = ?9, before_delay = ?10, by_deadline = ?11, not_before_s = ?12, tzdata = ?13," \
    " in_doubt = ?14"

/// Columns of a landing, from parameter ?2 to ?20.
#define LANDING_ASSIGNMENTS                                                                \
    INTENT_ASSIGNMENTS                                                                     \
    ", local_date = ?15, due_s = ?16, closes_s = ?17, expires_s = ?18, explanation = ?19," \
    " utc_offset_s = ?20"

void bind_job(Query& query, const Job& job);              // JOB_COLUMNS without id and planned_as
void bind_intent(Query& query, const Intent& intent);     // thirteen parameters
void bind_landing(Query& query, const Landing& landing);  // nineteen parameters

}  // namespace vesper
