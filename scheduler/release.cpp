#include "scheduler/release.hpp"

#include <algorithm>
#include <charconv>

namespace vesper {

namespace {

constexpr int days_between = 50;  // 2016-2026: 59 releases in eleven years, and up to ten in one
constexpr date::days packaged_within{92};  // a package of December's release may be built in March

}  // namespace

std::optional<Instant> release_date(std::string_view version, std::optional<Instant> written) {
    int year = 0;
    const char* end = version.data() + version.size();
    const auto read = std::from_chars(version.data(), end, year);
    if (read.ec != std::errc{} || year < 1993 || year > 2999 || read.ptr == end) return {};
    const char letter = *read.ptr;
    if (letter < 'a' || letter > 'z') return {};
    const Instant first{date::sys_days{date::year{year} / date::January / 1}};
    const Instant after{date::sys_days{date::year{year + 1} / date::January / 1}};
    if (written && *written >= first && *written < after + packaged_within) return written;
    return std::min(first + date::days{(letter - 'a') * days_between}, after - date::days{1});
}

}  // namespace vesper
