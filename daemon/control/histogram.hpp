// How long something takes, counted into fixed buckets as Prometheus wants them.
#pragma once

#include <array>
#include <cstdint>

namespace vesper {

class Histogram {
public:
    /// Upper bounds in seconds: from a turn with nothing to do to a disk that stalls.
    static constexpr std::array<double, 10> bounds{0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                   0.05,   0.25,  1.0,    5.0,   30.0};

    void add(double took_s) {
        for (std::size_t bucket = 0; bucket < bounds.size(); ++bucket)
            if (took_s <= bounds[bucket]) ++at_most_[bucket];
        ++count_;
        sum_ += took_s;
    }
    /// How many were at most bounds[bucket].
    std::int64_t at_most(std::size_t bucket) const { return at_most_[bucket]; }
    std::int64_t count() const { return count_; }
    double sum() const { return sum_; }

private:
    std::array<std::int64_t, bounds.size()> at_most_{};
    std::int64_t count_ = 0;
    double sum_ = 0;
};

}  // namespace vesper
