// Prints the rows of scheduler/hijri.cpp from ICU's Umm al-Qura calendar. A maintainer runs it when
// the table is to be extended; nothing at run time depends on ICU's calendars.
//
//   c++ -std=c++20 tools/geo/umm_al_qura.cpp $(pkg-config --cflags --libs icu-i18n icu-uc) -o umm
//   ./umm 1440 1475
#include <unicode/ucal.h>

#include <cstdio>
#include <cstdlib>

namespace {

long day_of(UCalendar* calendar, int year, int month) {
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
        const long ramadan = day_of(calendar, year, 8);
        const long shawwal = day_of(calendar, year, 9);
        UErrorCode date_status = U_ZERO_ERROR;
        UCalendar* civil = ucal_open(u"UTC", -1, "en@calendar=gregorian", UCAL_DEFAULT, &status);
        ucal_setMillis(civil, static_cast<double>(ramadan) * 86400000.0, &date_status);
        std::printf("    {%ld, %ld},  // %d: %04d-%02d-%02d\n", ramadan, shawwal, year,
                    ucal_get(civil, UCAL_YEAR, &date_status),
                    ucal_get(civil, UCAL_MONTH, &date_status) + 1,
                    ucal_get(civil, UCAL_DATE, &date_status));
        ucal_close(civil);
    }
    ucal_close(calendar);
    return U_FAILURE(status) ? 1 : 0;
}
