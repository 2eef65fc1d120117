#include "scheduler/candidates.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace vesper {

namespace {

/// Two zones are one clock if they agree from the year of the release on, for three years: past
/// differences do not matter to a letter that is still to be sent.
bool one_clock(const Zone& a, const Zone& b, const ZoneSnapshot& zones) {
    if (&a == &b) return true;
    int year = 2026;  // of a release whose name says none
    const std::string& version = zones.version();
    std::from_chars(version.data(), version.data() + version.size(), year);
    const Instant from{date::sys_days{date::year{year} / date::January / 1}};
    const Instant until{date::sys_days{date::year{year + 3} / date::January / 1}};
    // Most differ in winter or in summer: two look-ups tell them apart.
    for (const date::days later : {date::days{14}, date::days{200}}) {
        if (a.offset_at(from + later) != b.offset_at(from + later)) return false;
    }
    return same_clock(a, b, from, until);
}

}  // namespace

void ClockSet::add(const Zone& zone, double weight, const ZoneSnapshot& zones) {
    for (std::size_t i = 0; i < size_; ++i) {
        Entry& known = entries_[i];
        if (!one_clock(*known.zone, zone, zones)) continue;
        known.weight += weight;
        return;
    }
    if (size_ < entries_max) entries_[size_++] = Entry{&zone, weight};
}

void ClockSet::settle() {
    const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(size_);
    double total = 0;
    for (auto entry = entries_.begin(); entry != end; ++entry) total += entry->weight;
    for (auto entry = entries_.begin(); entry != end; ++entry) entry->weight /= total;
    // By insertion: the sets are small, and std::stable_sort would allocate.
    for (auto sorted = entries_.begin(); sorted != end; ++sorted) {
        const auto place =
            std::upper_bound(entries_.begin(), sorted, *sorted,
                             [](const Entry& a, const Entry& b) { return a.weight > b.weight; });
        std::rotate(place, sorted, sorted + 1);
    }
}

bool ClockSet::has_clock_of(const Zone& zone, const ZoneSnapshot& zones) const {
    return std::any_of(begin(), end(),
                       [&](const Entry& entry) { return one_clock(*entry.zone, zone, zones); });
}

ClockSet read_clocks(std::string_view text, const ZoneSnapshot& zones) {
    ClockSet clocks;
    while (!text.empty()) {
        std::size_t blank = std::min(text.find(' '), text.size());
        const Zone* zone = zones.find(text.substr(0, blank));
        text.remove_prefix(std::min(blank + 1, text.size()));
        double weight = 100;
        if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
            blank = std::min(text.find(' '), text.size());
            std::from_chars(text.data(), text.data() + blank, weight);
            text.remove_prefix(std::min(blank + 1, text.size()));
        }
        if (zone != nullptr) clocks.add(*zone, weight, zones);
    }
    clocks.settle();
    return clocks;
}

ClockSet in_both(const ClockSet& wide, const ClockSet& narrow, const ZoneSnapshot& zones) {
    ClockSet both;
    for (const ClockSet::Entry& entry : wide) {
        if (narrow.has_clock_of(*entry.zone, zones)) both.add(*entry.zone, entry.weight, zones);
    }
    both.settle();
    return both;
}

ClockSet either(const ClockSet& one, double share, const ClockSet& other,
                const ZoneSnapshot& zones) {
    ClockSet all;
    for (const ClockSet::Entry& entry : one) all.add(*entry.zone, entry.weight * share, zones);
    for (const ClockSet::Entry& entry : other) {
        all.add(*entry.zone, entry.weight * (1 - share), zones);
    }
    all.settle();
    return all;
}

std::vector<std::string> in_per_cent(std::span<const double> shares) {
    struct Part {
        int whole;
        double rest;
    };
    std::vector<Part> parts;
    int left = 100;
    for (const double share : shares) {
        const double exactly = share * 100;
        const double whole = std::floor(exactly + 1e-9);
        parts.push_back({static_cast<int>(whole), exactly - whole});
        left -= static_cast<int>(whole);
    }
    // What the fractions make up together goes to the largest of them, the first of equals.
    for (; left > 0 && !parts.empty(); --left) {
        const auto next =
            std::max_element(parts.begin(), parts.end(),
                             [](const Part& a, const Part& b) { return a.rest + 1e-9 < b.rest; });
        ++next->whole;
        next->rest = -1;
    }
    std::vector<std::string> texts;
    for (const Part& part : parts) {
        const bool nearly_all = part.whole == 100 && parts.size() > 1;
        texts.push_back(part.whole < 1 ? "under 1 %"
                        : nearly_all   ? "over 99 %"
                                       : std::to_string(part.whole) + " %");
    }
    return texts;
}

std::string listing(const ClockSet& clocks) {
    std::vector<double> weights;
    for (const ClockSet::Entry& entry : clocks) weights.push_back(entry.weight);
    const std::vector<std::string> shares = in_per_cent(weights);
    std::string text;
    std::size_t i = 0;
    for (const ClockSet::Entry& entry : clocks) {
        if (i > 0) text += i + 1 == shares.size() ? " or " : ", ";
        text += entry.zone->name() + " (" + shares[i++] + ')';
    }
    return text;
}

}  // namespace vesper
