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

DeadlineKind deadline_kind_of(const std::string& word) {
    const std::optional<DeadlineKind> kind = deadline_named(word);
    if (!kind) unknown_word(word);
    return *kind;
}

/// An enumerator by its name, where there is one.
template <class Enumeration>
std::optional<std::string_view> text_of(std::optional<Enumeration> value) {
    if (!value) return std::nullopt;
    return name(*value);
}

std::optional<std::string> text_of(const std::optional<Delay>& delay) {
    if (!delay) return std::nullopt;
    return to_string(*delay);
}

std::optional<std::int64_t> count_of(std::optional<seconds> span) {
    if (!span) return std::nullopt;
    return span->count();
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
    if (!row.is_null(13)) job.intent.of = deadline_kind_of(row.text(13));
    if (!row.is_null(14)) job.intent.before = delay_of(row.text(14));
    if (!row.is_null(15)) job.intent.by = deadline_kind_of(row.text(15));
    job.intent.not_before = row.instant(16);
    job.intent.tzdata = row.text(17);
    if (!row.is_null(18)) job.intent.in_doubt = named(row.text(18), Doubt::Way::zone);
    job.local_date = LocalDate{date::days{static_cast<int>(row.integer(19))}};
    job.due = row.instant(20);
    job.closes = row.instant(21);
    job.expires = row.instant_if_any(22);
    job.channel = row.text(23);
    job.message = row.text(24);
    job.message_class = static_cast<MessageClass>(row.integer(25));
    job.missed = named(row.text(26), Missed::send);
    job.no_evening = named(row.text(27), NoEvening::drop);
    job.on_unknown = named(row.text(28), OnUnknown::hold);
    job.doubt = doubt_from(row.text(29));
    job.country = row.text(30);
    job.attempts = static_cast<int>(row.integer(31));
    job.deferrals = static_cast<int>(row.integer(32));
    job.explanation = row.text(33);
    job.reason = row.text(34);
    if (!row.is_null(35)) job.rule_place = row.text(35);
    if (!row.is_null(36)) job.utc_offset = seconds{row.integer(36)};
    if (!row.is_null(37)) job.key.planned_as = row.text(37);
    return job;
}

void bind_intent(Query& query, const Intent& intent) {
    query.bind_here(intent.zone);
    query.bind_here(name(intent.grade));
    query.bind_here(intent.rung);
    query.bind_here(intent.window);
    query.bind_here(intent.anchor);
    query.bind(to_string(intent.after));
    query.bind(text_of(intent.latest));
    query.bind(text_of(intent.of));
    query.bind(text_of(intent.before));
    query.bind(text_of(intent.by));
    query.bind_here(intent.not_before);
    query.bind_here(intent.tzdata);
    query.bind(text_of(intent.in_doubt));
}

void bind_landing(Query& query, const Landing& landing) {
    bind_intent(query, landing.intent);
    query.bind_here(std::int64_t{landing.local_date.time_since_epoch().count()});
    query.bind_here(landing.due);
    query.bind_here(landing.closes);
    query.bind_here(landing.expires);
    query.bind_here(landing.explanation);
    query.bind(count_of(landing.utc_offset));
}

void bind_job(Query& query, const Job& job) {
    query.bind_here(job.key.order);
    query.bind_here(job.key.rule);
    query.bind_here(job.key.step);
    query.bind_here(job.key.occurrence);
    query.bind_here(name(job.state));
    bind_intent(query, job.intent);
    query.bind_here(std::int64_t{job.local_date.time_since_epoch().count()});
    query.bind_here(job.due);
    query.bind_here(job.closes);
    query.bind_here(job.expires);
    query.bind_here(job.channel);
    query.bind_here(job.message);
    query.bind_here(static_cast<int>(job.message_class));
    query.bind_here(name(job.missed));
    query.bind_here(name(job.no_evening));
    query.bind_here(name(job.on_unknown));
    query.bind(to_string(job.doubt));
    query.bind_here(job.country);
    query.bind_here(job.attempts);
    query.bind_here(job.deferrals);
    query.bind_here(job.explanation);
    query.bind_here(job.reason);
    if (job.rule_place.empty())
        query.bind(std::nullopt);
    else
        query.bind_here(job.rule_place);
    query.bind(count_of(job.utc_offset));
}

}  // namespace vesper
