#include "rules/rule.hpp"

#include "rules/check.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

template <std::size_t Count, class Enumeration>
std::string_view word(const std::array<std::string_view, Count>& words, Enumeration value) {
    const auto index = static_cast<std::size_t>(value);
    VESPER_CHECK(index < Count, "every enumerator has a word");
    return words[index];
}

}  // namespace

std::string_view name(MessageClass value) {
    return word<4>({"critical", "transactional", "solicitation", "marketing"}, value);
}

std::string_view name(Missed value) {
    return word<3>({"next", "drop", "send"}, value);
}

std::string_view name(NoEvening value) {
    return word<3>({"early", "daytime", "drop"}, value);
}

std::string_view name(OnUnknown value) {
    return word<2>({"resend", "hold"}, value);
}

std::string_view name(Doubt::Way value) {
    return word<3>({"hold", "both", "zone"}, value);
}

std::string to_string(const Doubt& doubt) {
    return doubt.way == Doubt::Way::zone ? doubt.zone : std::string{name(doubt.way)};
}

Doubt doubt_from(std::string_view text) {
    if (text == name(Doubt::Way::hold)) return {Doubt::Way::hold, {}};
    if (text == name(Doubt::Way::both)) return {Doubt::Way::both, {}};
    return {Doubt::Way::zone, std::string{text}};
}

std::string_view name(Audience value) {
    return word<2>({"buyer", "shop"}, value);
}

std::string_view name(OnChange value) {
    return word<3>({"replan", "keep", "withdraw"}, value);
}

std::string_view name(NoChannel value) {
    return word<2>({"refuse", "sleep"}, value);
}

std::optional<Position> Rule::place(const std::string& key, std::size_t step) const {
    auto found = where.find("step." + std::to_string(step + 1) + '.' + key);
    if (found == where.end()) found = where.find(key);
    if (found == where.end()) return std::nullopt;
    return found->second;
}

const Rule* RuleSet::find(std::string_view name) const {
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const Rule& rule) { return rule.name == name; });
    return found == rules.end() ? nullptr : &*found;
}

bool same_meaning(const Rule& a, const Rule& b) {
    return a.name == b.name && a.trigger == b.trigger && a.on == b.on && a.of == b.of &&
           a.message_class == b.message_class && a.unless == b.unless && a.when == b.when &&
           a.steps == b.steps && a.priority == b.priority &&
           a.holdout_percent == b.holdout_percent && a.asleep == b.asleep;
}

std::string written_at(const Rule& rule) {
    return rule.file + ':' + std::to_string(rule.at.line);
}

}  // namespace vesper
