#include "daemon/store/job_row.hpp"

#include "daemon/store/store.hpp"

namespace vesper {
namespace {

[[noreturn]] void unknown_word(const std::string& word) {
    throw StoreBroken{"a job holds the word \"" + word + "\", which no vesper writes"};
}

/// Enumerations are kept by name: a person with a shell reads them, and a reordered enumeration
/// changes nothing. `last` is the last enumerator.
template <class Enumeration>
Enumeration named(const std::string& word, Enumeration last) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (const auto value = static_cast<Enumeration>(i); name(value) == word) return value;
    unknown_word(word);
}

JobState state_of(const std::string& word) {
    const std::optional<JobState> state = job_state_named(word);
    if (!state) unknown_word(word);
    return *state;
}

Delay delay_of(const std::string& word) {
    const Result<Delay> delay = parse_delay(word);
    if (!delay) unknown_word(word);
    return *delay;
}

std::optional<std::string> text_of(const std::optional<Delay>& delay) {
    if (!delay) return std::nullopt;
    return to_string(*delay);
}

}  // namespace

Job job_from(const Query& row) {
    Job job;
    job.id = row.integer(0);
    job.key = {row.text(1), row.text(2), static_cast<int>(row.integer(3)),
               static_cast<int>(row.integer(4))};
    job.state = state_of(row.text(5));
    job.intent.zone = row.text(6);
    job.intent.grade = named(row.text(7), Grade::exact);
    job.intent.rung = row.text(8);
    job.intent.window = row.text(9);
    job.intent.anchor = row.instant(10);
    job.intent.after = delay_of(row.text(11));
    if (!row.is_null(12)) job.intent.latest = delay_of(row.text(12));
    job.intent.not_before = row.instant(13);
    job.intent.tzdata = row.text(14);
    job.local_date = LocalDate{date::days{static_cast<int>(row.integer(15))}};
    job.due = row.instant(16);
    job.closes = row.instant(17);
    job.expires = row.instant_if_any(18);
    job.channel = row.text(19);
    job.message = row.text(20);
    job.message_class = static_cast<MessageClass>(row.integer(21));
    job.missed = named(row.text(22), Missed::send);
    job.no_evening = named(row.text(23), NoEvening::drop);
    job.on_unknown = named(row.text(24), OnUnknown::hold);
    job.doubt = named(row.text(25), Doubt::both);
    job.country = row.text(26);
    job.attempts = static_cast<int>(row.integer(27));
    job.deferrals = static_cast<int>(row.integer(28));
    job.explanation = row.text(29);
    job.reason = row.text(30);
    return job;
}

void bind_intent(Query& query, const Intent& intent) {
    query.bind(intent.zone);
    query.bind(name(intent.grade));
    query.bind(intent.rung);
    query.bind(intent.window);
    query.bind(intent.anchor);
    query.bind(to_string(intent.after));
    query.bind(text_of(intent.latest));
    query.bind(intent.not_before);
    query.bind(intent.tzdata);
}

void bind_landing(Query& query, const Landing& landing) {
    bind_intent(query, landing.intent);
    query.bind(std::int64_t{landing.local_date.time_since_epoch().count()});
    query.bind(landing.due);
    query.bind(landing.closes);
    query.bind(landing.expires);
    query.bind(landing.explanation);
}

void bind_job(Query& query, const Job& job) {
    query.bind(job.key.order);
    query.bind(job.key.rule);
    query.bind(job.key.step);
    query.bind(job.key.occurrence);
    query.bind(name(job.state));
    bind_intent(query, job.intent);
    query.bind(std::int64_t{job.local_date.time_since_epoch().count()});
    query.bind(job.due);
    query.bind(job.closes);
    query.bind(job.expires);
    query.bind(job.channel);
    query.bind(job.message);
    query.bind(static_cast<int>(job.message_class));
    query.bind(name(job.missed));
    query.bind(name(job.no_evening));
    query.bind(name(job.on_unknown));
    query.bind(name(job.doubt));
    query.bind(job.country);
    query.bind(job.attempts);
    query.bind(job.deferrals);
    query.bind(job.explanation);
    query.bind(job.reason);
}

}  // namespace vesper
