#include "scheduler/job.hpp"

#include <array>
#include <utility>

namespace vesper {

namespace {

constexpr std::array<std::pair<JobState, std::string_view>, 8> state_names{{
    {JobState::scheduled, "scheduled"},
    {JobState::running, "running"},
    {JobState::delivered, "delivered"},
    {JobState::withdrawn, "withdrawn"},
    {JobState::expired, "expired"},
    {JobState::refused, "refused"},
    {JobState::unknown, "unknown"},
    {JobState::held, "held"},
}};

}  // namespace

std::string_view name(JobState state) {
    return state_names[static_cast<std::size_t>(state)].second;
}

std::optional<JobState> job_state_named(std::string_view name) {
    for (const auto& [state, its_name] : state_names) {
        if (its_name == name) return state;
    }
    return std::nullopt;
}

std::string to_string(const JobKey& key) {
    // The unit separator: it is in no name, so that no two keys share a text.
    constexpr char between = '\x1f';
    std::string text;
    text.reserve(key.order.size() + key.rule.size() + 8);
    text += key.order;
    text += between;
    text += key.planned_as.empty() ? key.rule : key.planned_as;
    text += between;
    text += std::to_string(key.step);
    text += between;
    text += std::to_string(key.occurrence);
    return text;
}

}  // namespace vesper
