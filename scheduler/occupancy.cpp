#include "scheduler/occupancy.hpp"

namespace vesper {

namespace {

std::int64_t day_of(Instant instant) {
    return date::floor<date::days>(instant).time_since_epoch().count();
}

std::size_t minute_of(Instant instant) {
    return static_cast<std::size_t>((instant - date::floor<date::days>(instant)).count() / 60);
}

}  // namespace

void BuyerDays::add(LocalDate date, int count) {
    letters_[date] += count;
}

int BuyerDays::on(LocalDate date) const {
    const auto found = letters_.find(date);
    return found == letters_.end() ? 0 : found->second;
}

std::string BuyerDays::full(LocalDate date) const {
    constexpr int week = 7;
    if (limits_.buyer_per_day > 0 && on(date) >= limits_.buyer_per_day)
        return std::to_string(limits_.buyer_per_day) + " a day";
    if (limits_.buyer_per_week == 0) return {};
    // Every week of seven dates that this one is in, before it and after it.
    for (int back = 0; back < week; ++back) {
        int letters = 0;
        for (int day = 0; day < week; ++day) letters += on(date + date::days{day - back});
        if (letters >= limits_.buyer_per_week)
            return std::to_string(limits_.buyer_per_week) + " a week";
    }
    return {};
}

void Occupancy::set_rate(std::string_view channel, int per_minute) {
    channels_[std::string(channel)].per_minute = per_minute;
}

int Occupancy::letters_in(const Channel& channel, Instant instant) {
    const auto day = channel.days.find(day_of(instant));
    return day == channel.days.end() ? 0 : day->second.minutes[minute_of(instant)];
}

int Occupancy::planned(std::string_view channel, Instant instant) const {
    const auto found = channels_.find(channel);
    return found == channels_.end() ? 0 : letters_in(found->second, instant);
}

int Occupancy::room(std::string_view channel, Instant instant) const {
    const auto found = channels_.find(channel);
    if (found == channels_.end() || found->second.per_minute == 0) return unlimited;
    return found->second.per_minute - letters_in(found->second, instant);
}

void Occupancy::add(std::string_view channel, Instant instant, int count) {
    auto found = channels_.find(channel);
    if (found == channels_.end()) found = channels_.emplace(std::string(channel), Channel{}).first;
    auto& days = found->second.days;
    Day& day = days[day_of(instant)];
    day.minutes[minute_of(instant)] += count;
    day.letters += count;
    if (day.letters == 0) days.erase(day_of(instant));
}

}  // namespace vesper
