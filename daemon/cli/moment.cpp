#include "daemon/cli/moment.hpp"

#include "daemon/cli/failure.hpp"
#include "scheduler/buyer_zone.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace vesper::cli {

std::string in_words(Instant instant, const Zone& zone) {
    return date::format("%a %d %b %Y %H:%M", zone.local(instant));
}

std::string in_words(std::string_view local_text) {
    return in_english(say_moment(local_text));
}

Words say_moment(std::string_view local_text) {
    static const std::array days{say("Sun"), say("Mon"), say("Tue"), say("Wed"),
                                 say("Thu"), say("Fri"), say("Sat")};
    static const std::array months{say("Jan"), say("Feb"), say("Mar"), say("Apr"),
                                   say("May"), say("Jun"), say("Jul"), say("Aug"),
                                   say("Sep"), say("Oct"), say("Nov"), say("Dec")};
    if (local_text.empty()) return as_written("-");
    std::istringstream text{std::string(local_text.substr(0, local_text.find_first_of("+-Z", 11)))};
    LocalTime local;
    text >> date::parse("%Y-%m-%dT%H:%M:%S", local);
    if (text.fail()) return as_written(std::string(local_text));
    const LocalDate day = date::floor<date::days>(local);
    const date::year_month_day calendar{day};
    return say("{} {} {} {}", days[date::weekday{day}.c_encoding()], date::format("%d", local),
               months[static_cast<unsigned>(calendar.month()) - 1], date::format("%H:%M", local));
}

std::string with_offset(Instant instant, const Zone& zone) {
    const long long offset_s = zone.offset_at(instant).count();
    const long long minutes = std::llabs(offset_s) / 60;
    char sign[16];
    std::snprintf(sign, sizeof sign, "%c%02lld:%02lld", offset_s < 0 ? '-' : '+',
                  minutes / 60 % 100, minutes % 60);
    return date::format("%Y-%m-%dT%H:%M:%S", zone.local(instant)) + sign;
}

const Zone& zone_named(std::string_view name, const ZoneSnapshot& zones) {
    if (const Zone* zone = zones.find(name)) return *zone;
    throw Failure(Exit::usage, zone_name_problem(name, zones));
}

}  // namespace vesper::cli
