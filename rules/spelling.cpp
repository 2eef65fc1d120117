#include "rules/spelling.hpp"

#include "rules/ascii.hpp"

#include <algorithm>

namespace vesper {

namespace {

constexpr std::size_t word_bytes_max = 64;   // longer than any word of a vocabulary
constexpr std::size_t listed_words_max = 8;  // a longer list helps nobody
constexpr std::size_t slip_share = 3;        // one letter in three may be wrong

/// Optimal string alignment: insert, delete, replace, swap two neighbours, each costs 1.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const char x = lower(a[i - 1]);
            const char y = lower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (x == y ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && x == lower(b[j - 2]) && lower(a[i - 2]) == y;
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

/// Whether one is the other with a "not" before it or before a part of it, give or take a slip: a
/// hint must not say the contrary of what somebody wrote.
bool are_opposites(std::string_view a, std::string_view b, std::size_t steps) {
    if (a.size() < b.size()) std::swap(a, b);
    for (std::size_t at = 0; at < a.size(); ++at) {
        if (at > 0 && a[at - 1] != '-') continue;
        for (const std::string_view no : {"not-", "non-", "not", "non", "un-", "un"}) {
            if (!a.substr(at).starts_with(no)) continue;
            if (at <= b.size() && b.substr(at).starts_with(no)) continue;
            const std::string rest =
                std::string{a.substr(0, at)} + std::string{a.substr(at + no.size())};
            if (distance(rest, b) < steps) return true;
        }
    }
    return false;
}

}  // namespace

std::string quoted(std::string_view text) {
    return '"' + std::string{text} + '"';
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string_view>& candidates) {
    if (word.empty() || word.size() > word_bytes_max) return std::nullopt;
    std::optional<std::string> best;
    std::size_t best_distance = 0;
    for (const std::string_view candidate : candidates) {
        if (candidate.empty() || candidate.size() > word_bytes_max) continue;
        const std::size_t allowed =
            std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / slip_share);
        const std::size_t steps = distance(word, candidate);
        // Replacing every letter of a word is another word, not a slip: "x" for "y".
        if (steps > allowed || steps >= std::max(word.size(), candidate.size())) continue;
        if (are_opposites(word, candidate, steps)) continue;
        if (!best || steps < best_distance) {
            best = std::string{candidate};
            best_distance = steps;
        }
    }
    return best;
}

std::vector<std::string_view> by_nearness(std::string_view word,
                                          std::vector<std::string_view> candidates) {
    word = word.substr(0, word_bytes_max);
    const auto far = [&](std::string_view candidate) {
        const std::string_view begin = candidate.substr(0, word.size());
        return std::min(distance(word, begin), distance(word, candidate.substr(0, word_bytes_max)));
    };
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](std::string_view a, std::string_view b) { return far(a) < far(b); });
    return candidates;
}

Words suggestion(std::string_view word, const std::vector<std::string_view>& candidates) {
    if (const auto near = nearest(word, candidates)) return did_you_mean(*near);
    if (candidates.empty() || candidates.size() > listed_words_max) return {};
    return say("known: {}", listed(candidates));
}

Words did_you_mean(const std::vector<std::string_view>& words) {
    if (words.size() == 1) return did_you_mean(words.front());
    std::vector<std::string> all;
    for (const std::string_view word : words) all.push_back(quoted(word));
    return say("did you mean one of {}?", listed(all));
}

Words did_you_mean(std::string_view word) {
    return say("did you mean {}?", quoted(word));
}

}  // namespace vesper
