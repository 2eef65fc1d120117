// zone, window and the words around them: whole outputs.
#include "tests/daemon/cli/typed.hpp"

#include <catch2/catch.hpp>

using namespace vesper::cli;

TEST_CASE("no command is an overview, a wrong one is wrong usage") {
    Person person;
    const Seen overview = person.types({});
    CHECK(overview.code == 0);
    CHECK(overview.out.starts_with("vesper: order follow-ups that land in the buyer's evening\n"));
    CHECK(person.types({"help"}).out.starts_with(overview.out));

    const Seen wrong = person.types({"statsu"});
    CHECK(wrong.code == 2);
    CHECK(wrong.out.empty());
    CHECK(wrong.err == "vesper: there is no command \"statsu\"\n  did you mean vesper status?\n");
    CHECK(person.types({"help", "statsu"}).err ==
          "vesper: there is no command \"statsu\"\n  vesper help\n");
    CHECK(person.types({"job"}).err == "vesper: id is required\n  vesper help job\n");
}

TEST_CASE("every command of the overview exists and has help") {
    Person person;
    const auto command =
        GENERATE("status", "tonight", "queue", "job", "why", "watch", "event", "cancel", "hold",
                 "release", "now", "suppress", "pause", "resume", "reload", "backup", "init",
                 "check", "preview", "simulate", "zone", "window");
    CHECK(person.types({}).out.find(command) != std::string::npos);
    const Seen help = person.types({"help", command});
    CHECK(help.code == 0);
    CHECK(help.out.find(std::string("Usage: vesper ") + command) != std::string::npos);
}

TEST_CASE("zone: one country with one clock") {
    Person person;
    const Seen seen =
        person.types({"zone", "PT", "20", "Ponta Delgada", "--timezone", "Atlantic/Azores"});
    CHECK(seen.code == 0);
    CHECK(seen.err.empty());
    CHECK(seen.out.starts_with("Atlantic/Azores  (exact, by explicit)\n"));
    CHECK(
        seen.out.ends_with("\n\n"
                           "ZONE             WEIGHT  LOCAL TIME NOW\n"
                           "Atlantic/Azores       1  Sat 28 Mar 2026 11:00\n"));
}

TEST_CASE("zone: numbers that are not, and places that are not") {
    Person person;
    auto [lat, lon, error] = GENERATE(table<std::string, std::string, std::string>({
        {"north", "1", "lat \"north\" is not a number"},
        {"91", "1", "lat 91 is not within 90 degrees"},
        {"nan", "1", "lat \"nan\" is not a number"},
        {"1", "-180.5", "lon -180.5 is not within 180 degrees"},
        {"1", "", "lat without lon"},
        {"", "1", "lon without lat"},
    }));
    std::vector<std::string> words{"zone"};
    if (!lat.empty()) words.insert(words.end(), {"--lat", lat});
    if (!lon.empty()) words.insert(words.end(), {"--lon", lon});
    const Seen seen = person.types(words);
    CHECK(seen.code == 2);
    CHECK(seen.err == "vesper: " + error + "\n");
}

TEST_CASE("zone --tsv: columns in any order, a line each, bad lines named") {
    Person person;
    const Seen seen = person.types({"zone", "--tsv"},
                                   "\xEF\xBB\xBFtimezone\tnote\tlat\tlon\r\n"
                                   "Europe/Berlin\tx\t\t\r\n"
                                   "Asia/Tokyo\r\n"
                                   "\t\tx\t2\r\n"
                                   "\t\t\t\t\tmore\n");
    CHECK(seen.code == 1);
    CHECK(seen.err == "vesper: column \"note\" is not used\n");
    std::istringstream lines(seen.out);
    std::string line;
    std::getline(lines, line);
    CHECK(line == "zone\tgrade\trung\tcandidates\treason");
    std::getline(lines, line);
    CHECK(line.starts_with("Europe/Berlin\texact\texplicit\tEurope/Berlin:1\t"));
    std::getline(lines, line);
    CHECK(line.starts_with("Asia/Tokyo\texact\texplicit\tAsia/Tokyo:1\t"));
    std::getline(lines, line);
    CHECK(line == "error: lat \"x\" is not a number\t\t\t\t");
    std::getline(lines, line);
    CHECK(line == "error: more values than the header has columns\t\t\t\t");
    CHECK_FALSE(std::getline(lines, line));

    const Seen nothing = person.types({"zone", "--tsv"}, "name\tstreet\n");
    CHECK(nothing.code == 2);
    CHECK(nothing.out.empty());
}

TEST_CASE("window: one opening on two clocks") {
    Person person;
    const Seen seen =
        person.types({"window", "--zone", "Europe/Berlin", "--start", "19:00", "--end", "21:00"});
    CHECK(seen.code == 0);
    CHECK(seen.out ==
          "opens   Sat 28 Mar 2026 19:00 in Europe/Berlin  (2026-03-28T18:00:00Z)\n"
          "closes  Sat 28 Mar 2026 21:00 in Europe/Berlin  (2026-03-28T20:00:00Z)\n");
    const Seen json = person.types({"window", "--zone", "Europe/Berlin", "--start", "19:00",
                                    "--end", "21:00", "--days", "sun", "--json"});
    CHECK(json.out ==
          "{\n  \"zone\": \"Europe/Berlin\",\n  \"landing\": \"2026-03-29T17:00:00Z\",\n"
          "  \"landing_local\": \"2026-03-29T19:00:00+02:00\",\n"
          "  \"until\": \"2026-03-29T19:00:00Z\",\n"
          "  \"until_local\": \"2026-03-29T21:00:00+02:00\",\n"
          "  \"opened_on\": \"2026-03-29\"\n}\n");
    const Seen never = person.types({"window", "--zone", "Europe/Berlin", "--start", "19:00",
                                     "--end", "21:00", "--days", "0000000"});
    CHECK(never.code == 1);
    CHECK(never.out == "none: it does not open within 400 days\n");
    CHECK(person.types({"window"}).code == 2);
    CHECK(person.types({"window", "--zone", "Europe/Belin", "--start", "1:00"}).code == 2);
}

TEST_CASE("window --tsv: the earliest landing, and what is wrong with a line") {
    // zone, not before, start, end, days -> line
    auto [row, expected] = GENERATE(table<std::string, std::string>({
        {"Europe/Berlin\t2026-03-28T12:00:00Z\t19:00\t21:00\t1111111",
         "2026-03-28T18:00:00Z\t2026-03-28T19:00:00+01:00\t2026-03-28T20:00:00Z"},
        {"Europe/Berlin\t2026-03-28T18:30:00.5Z\t19:00\t21:00\t",  // a bound is never cut
         "2026-03-28T18:30:01Z\t2026-03-28T19:30:01+01:00\t2026-03-28T20:00:00Z"},
        {"Europe/Berlin\t2026-03-29T00:00:00Z\t02:10\t02:50\t1111111",  // 02:10 does not exist
         "2026-03-30T00:10:00Z\t2026-03-30T02:10:00+02:00\t2026-03-30T00:50:00Z"},
        {"Asia/Kathmandu\t2026-03-28T12:00:00+05:45\t22:00:30\t24:00\t0000010",
         "2026-03-28T16:15:30Z\t2026-03-28T22:00:30+05:45\t2026-03-28T18:15:00Z"},
        {"UTC\t2026-03-28T12:00:00Z\t19:00\t21:00\t0000000", "none\t\t"},
        {"UTC\t2026-03-28T12:00:00Z\t19:00\t19:00\t1111111",
         "error: start and end are the same time\t\t"},
        {"UTC\t2026-03-28T12:00:00Z\t24:00\t19:00\t1111111",
         "error: start: 24:00 is an end; a start is 00:00\t\t"},
        {"UTC\t2026-03-28T12:00:00Z\t19:00\t21:00\t111",
         "error: days: seven digits 0 or 1 are needed, Monday first\t\t"},
        {"\t2026-03-28T12:00:00Z\t19:00\t21:00\t1111111", "error: the zone is missing\t\t"},
        {"UTC\t2026-03-28T12:00:00Z\t19:00\t21:00\t1111111\tmore",
         "error: more values than the header has columns\t\t"},
    }));
    Person person;
    const Seen seen =
        person.types({"window", "--tsv"}, "zone\tnot_before\tstart\tend\tdays\n" + row + "\n");
    CHECK(seen.out == "landing\tlocal\tuntil\n" + expected + "\n");
    CHECK(seen.code == (expected.starts_with("error: ") ? 1 : 0));
}

TEST_CASE("window --tsv needs its columns") {
    Person person;
    const Seen seen = person.types({"window", "--tsv"}, "zone\tstart\tend\n");
    CHECK(seen.code == 2);
    CHECK(seen.out.empty());
    CHECK(seen.err ==
          "vesper: the header line names no column not_before\n"
          "  tab-separated: zone, not_before, start, end, and days if they differ\n");
}
