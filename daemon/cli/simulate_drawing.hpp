// The small parts of a simulation's page: words for hours and days, axes, bars.
#pragma once

#include "daemon/cli/html.hpp"
#include "rules/instant.hpp"

#include <string>

namespace vesper::cli {

/// "Fri 20 Nov 2026".
std::string day_text(LocalDate date);
/// "19:30" of 19.5; hours past 24 are the next day's.
std::string hour_text(double hours);
/// "UTC+5:30".
std::string offset_text(seconds offset);

/// A row of hours, evenly spaced; `last - first` are whole hours.
void draw_axis(Html& html, double first, double last);
/// A bar that stands on y = 100; `most` of them reach up to 0.
struct Bar {
    double x = 0;
    double width = 0;
    int count = 0;
    int most = 1;
};
void draw_bar(Html& html, const Bar& bar, const std::string& title);

/// Of a refused event which and where, not what somebody typed there: "event 3, /data/buyer/email".
std::string where_of(const std::string& problem);

}  // namespace vesper::cli
