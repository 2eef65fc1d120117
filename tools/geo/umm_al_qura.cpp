// Prints the rows of scheduler/hijri.cpp from ICU's Umm al-Qura calendar. A maintainer runs it when
// the table is to be extended; nothing at run time depends on ICU's calendars.
//
//   c++ -std=c++20 tools/geo/umm_al_qura.cpp $(pkg-config --cflags --libs icu-i18n icu-uc) -o umm
//   ./umm 1440 1475
#include <unicode/ucal.h>

#include <cstdio>
#include <cstdlib>

namespace {

long first_of(UCalendar* calendar, int year, int month) {
    UErrorCode status = U_ZERO_ERROR;
    ucal_clear(calendar);
    ucal_setDate(calendar, year, month, 1, &status);
    const double millis = ucal_getMillis(calendar, &status);
    if (U_FAILURE(status)) {
        std::fprintf(stderr, "%s\n", u_errorName(status));
        std::exit(1);
    }
    return static_cast<long>(millis / 86400000.0);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s FIRST-YEAR LAST-YEAR\n", argv[0]);
        return 2;
    }
    UErrorCode status = U_ZERO_ERROR;
    UCalendar* calendar =
        ucal_open(u"UTC", -1, "ar_SA@calendar=islamic-umalqura", UCAL_DEFAULT, &status);
    for (int year = std::atoi(argv[1]); year <= std::atoi(argv[2]); ++year) {
        unsigned long_months = 0;  // a bit for each month of 30 days, Muharram = bit 0
        for (int month = 0; month < 12; ++month) {
            const long next =
                month == 11 ? first_of(calendar, year + 1, 0) : first_of(calendar, year, month + 1);
            if (next - first_of(calendar, year, month) == 30) long_months |= 1u << month;
        }
        std::printf("    {%ld, 0x%03x},  // %d\n", first_of(calendar, year, 0), long_months, year);
    }
    ucal_close(calendar);
    return U_FAILURE(status) ? 1 : 0;
}
