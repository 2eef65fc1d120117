// Prints the days off of KHolidays' plan files, one a line: region, date, kind, name, tabs between.
// Debian: libkf5holidays-dev, qtbase5-dev. tools/calendar/compare builds and runs it.
#include <KHolidays/HolidayRegion>
#include <QCoreApplication>
#include <QDate>

#include <cstdio>

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s FIRST-YEAR LAST-YEAR\n", argv[0]);
        return 2;
    }
    const QDate first(QByteArray(argv[1]).toInt(), 1, 1);
    const QDate last(QByteArray(argv[2]).toInt(), 12, 31);
    for (const QString& code : KHolidays::HolidayRegion::regionCodes()) {
        const KHolidays::HolidayRegion region(code);
        for (const KHolidays::Holiday& day : region.rawHolidays(first, last)) {
            if (day.dayType() != KHolidays::Holiday::NonWorkday) continue;
            for (QDate date = day.observedStartDate(); date <= day.observedEndDate();
                 date = date.addDays(1))
                std::printf(
                    "%s\t%s\t%s\t%s\n", qPrintable(code), qPrintable(date.toString(Qt::ISODate)),
                    qPrintable(day.categoryList().join(QLatin1Char(','))), qPrintable(day.name()));
        }
    }
    return 0;
}
