// A buyer's week as a picture: a row a day, 24 hours across, what is open drawn.
#pragma once

#include "scheduler/calendar.hpp"

#include <string>
#include <vector>

namespace vesper::cli {

/// One local date of the picture.
struct DrawnDay {
    LocalDate date;
    std::string cells;               // 48 half hours; see `draw`
    std::vector<Opening> openings;   // the parts that lie on the date
    std::vector<std::string> notes;  // holidays, Shabbat, Ramadan, clock changes, laws
};

/// `days` dates from `first` on. In `cells` a character for each half hour: '#' open, '+' partly
/// open, '-' inside the hours but taken out, '.' shut, ' ' a time the clock skips.
std::vector<DrawnDay> draw(const Window& window, const Place& place, LocalDate first, int days);

/// "19:00-21:00": an opening on the wall clock, in whole minutes that lie inside it; its end as the
/// end of a day where it is midnight.
std::string hours_of(const Opening& opening, const Zone& zone);

/// The picture for a terminal of `width` columns (0: no limit).
std::string picture(const std::vector<DrawnDay>& week, const Zone& zone, std::size_t width);

}  // namespace vesper::cli
