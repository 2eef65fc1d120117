// How full the minutes of each channel and the days of one buyer are: a value that plan reads and
// the store mirrors.
#pragma once

#include "rules/rule.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace vesper {

/// The letters that one buyer gets on each date of the buyer's calendar, and how many the shop
/// allows. Letters that do not count (see Limits) are not in it.
class BuyerDays {
public:
    BuyerDays() = default;  // no limit
    explicit BuyerDays(const Limits& limits) : limits_(limits) {}
    void add(LocalDate date, int count = 1);  // negative: takes out
    /// Why one letter more on that date would be too many; empty: it is not.
    std::string full(LocalDate date) const;

private:
    int on(LocalDate date) const;
    Limits limits_;
    std::map<LocalDate, int> letters_;
};

/// Letters planned per channel and minute. A channel without a rate is never full.
class Occupancy {
public:
    static constexpr int unlimited = 1 << 30;

    /// Letters a minute a channel may carry; 0 = no limit.
    void set_rate(std::string_view channel, int per_minute);
    int planned(std::string_view channel, Instant instant) const;
    /// Letters that still fit into the minute; negative after a rate was lowered.
    int room(std::string_view channel, Instant instant) const;
    bool has_room(std::string_view channel, Instant instant) const {
        return room(channel, instant) > 0;
    }
    void add(std::string_view channel, Instant instant, int count = 1);  // negative: takes out

    /// The days of the buyer whose order is about to be planned, without the letter that is planned
    /// again; of one buyer at a time.
    BuyerDays buyer;

private:
    // A day is one block: a million letters over a year's evenings stay within a few megabytes.
    struct Day {
        std::int64_t letters = 0;
        std::array<std::int32_t, 1440> minutes{};
    };
    struct Channel {
        int per_minute = 0;
        std::unordered_map<std::int64_t, Day> days;  // Unix days
    };
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    static int letters_in(const Channel& channel, Instant instant);

    std::unordered_map<std::string, Channel, TextHash, std::equal_to<>> channels_;
};

}  // namespace vesper
