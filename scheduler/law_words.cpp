#include "scheduler/law_words.hpp"

namespace vesper {

Words say_hours(std::span<const LegalHours> law) {
    std::vector<std::string> stretches;
    for (const LegalHours& row : law) {
        const std::string hours = time_of_day(row.hours.from) + '-' + time_of_day(row.hours.until);
        const bool daily = row.hours.days == every_day;
        stretches.push_back(daily ? hours : to_string_weekdays(row.hours.days) + ' ' + hours);
    }
    const Words hours = listed(stretches);
    return law.front().on_holidays ? hours : say("{}, not on public holidays", hours);
}

}  // namespace vesper
