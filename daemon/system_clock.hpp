// The two clocks of the house: the machine's, and one that tests and simulations turn by hand.
#pragma once

#include "scheduler/clock.hpp"

namespace vesper {

class SystemClock final : public Clock {
public:
    Instant now() const override;
};

class SimClock final : public Clock {
public:
    explicit SimClock(Instant start) : now_(start) {}
    Instant now() const override { return now_; }
    void set(Instant instant) { now_ = instant; }
    void advance(seconds by) { now_ += by; }

private:
    Instant now_;
};

}  // namespace vesper
