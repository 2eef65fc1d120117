#include "scheduler/candidates.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vesper {

namespace {

/// Two zones are one clock if they agree from the year of the release on, for three years: past
/// differences do not matter to a letter that is still to be sent.
bool one_clock(std::string_view a, std::string_view b, const ZoneSnapshot& zones) {
    if (a == b) return true;
    const Zone* one = zones.find(a);
    const Zone* other = zones.find(b);
    if (one == nullptr || other == nullptr) return false;
    int year = 2026;
    const std::string& version = zones.version();
    std::from_chars(version.data(), version.data() + version.size(), year);
    const Instant from{date::sys_days{date::year{year} / date::January / 1}};
    const Instant until{date::sys_days{date::year{year + 3} / date::January / 1}};
    return same_clock(*one, *other, from, until);
}

}  // namespace

bool has_clock(const Candidates& candidates, std::string_view zone, const ZoneSnapshot& zones) {
    return std::any_of(candidates.begin(), candidates.end(), [&](const ZoneCandidate& candidate) {
        return one_clock(candidate.zone, zone, zones);
    });
}

Candidates distinct_clocks(Candidates all, const ZoneSnapshot& zones) {
    std::stable_sort(all.begin(), all.end(), [](const ZoneCandidate& a, const ZoneCandidate& b) {
        return a.weight > b.weight;
    });
    Candidates distinct;
    double total = 0;
    for (ZoneCandidate& candidate : all) {
        total += candidate.weight;
        const auto same =
            std::find_if(distinct.begin(), distinct.end(), [&](const ZoneCandidate& known) {
                return one_clock(known.zone, candidate.zone, zones);
            });
        if (same == distinct.end()) {
            distinct.push_back(std::move(candidate));
        } else {
            same->weight += candidate.weight;
        }
    }
    for (ZoneCandidate& candidate : distinct) candidate.weight /= total;
    std::stable_sort(
        distinct.begin(), distinct.end(),
        [](const ZoneCandidate& a, const ZoneCandidate& b) { return a.weight > b.weight; });
    return distinct;
}

Candidates read_clocks(std::string_view text, const ZoneSnapshot& zones) {
    Candidates all;
    while (!text.empty()) {
        const std::size_t blank = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, blank);
        text.remove_prefix(std::min(blank + 1, text.size()));
        if (word.front() >= '0' && word.front() <= '9') {
            if (!all.empty()) {
                std::from_chars(word.data(), word.data() + word.size(), all.back().weight);
            }
        } else {
            all.push_back(ZoneCandidate{.zone = std::string{word}, .weight = 100});
        }
    }
    std::erase_if(all, [&](const ZoneCandidate& c) { return zones.find(c.zone) == nullptr; });
    return distinct_clocks(std::move(all), zones);
}

Candidates in_both(const Candidates& wide, const Candidates& narrow, const ZoneSnapshot& zones) {
    Candidates both;
    for (const ZoneCandidate& candidate : wide) {
        if (has_clock(narrow, candidate.zone, zones)) both.push_back(candidate);
    }
    return both.empty() ? both : distinct_clocks(std::move(both), zones);
}

std::string listing(const Candidates& candidates) {
    std::string text;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (i > 0) text += i + 1 == candidates.size() ? " or " : ", ";
        const auto per_cent = std::lround(candidates[i].weight * 100);
        text += candidates[i].zone;
        text += per_cent < 1 ? " (under 1 %)" : " (" + std::to_string(per_cent) + " %)";
    }
    return text;
}

}  // namespace vesper
