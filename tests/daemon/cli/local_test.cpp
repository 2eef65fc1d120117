// zone, window and the words around them: whole outputs.
#include "tests/daemon/cli/calendar_shop.hpp"
#include "tests/daemon/cli/typed.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>

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
    const auto command = GENERATE("status", "tonight", "queue", "job", "why", "why-not", "watch",
                                  "event", "cancel", "hold", "release", "now", "suppress", "pause",
                                  "resume", "reload", "backup", "init", "check", "plan", "preview",
                                  "simulate", "zone", "window", "calendar", "schema");
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
          "  \"opened_on\": \"2026-03-29\",\n  \"doubts\": []\n}\n");
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
    CHECK(
        seen.err ==
        "vesper: the header line names no column not_before\n"
        "  tab-separated: not_before; zone or country (subdivision, city, postal, lat, lon); start "
        "and end (days) or window; avoid, only, medium, class\n");
}

TEST_CASE("window --tsv on places, calendars and the rule files' windows") {
    // country, city, window, start, end, avoid, only, medium, class, not before -> line
    auto [row, expected] = GENERATE(table<std::string, std::string>({
        // Friday: Yom Tov ends on Saturday after dusk at 20:46, Easter Monday is a holiday.
        {"DE\tBerlin\tevening\t\t\t\t\t\t\t2026-04-03T00:00:00Z",
         "2026-04-04T18:45:56Z\t2026-04-04T20:45:56+02:00\t2026-04-04T19:00:00Z\t"
         "Europe/Berlin\t"},
        {"DE\tBerlin\tevening\t\t\tweekend, public-holidays\t\t\t\t2026-04-03T20:00:00Z",
         "2026-04-07T10:00:00Z\t2026-04-07T12:00:00+02:00\t2026-04-07T11:30:00Z\t"
         "Europe/Berlin\t"},
        {"Germany\t\t\t19:00\t21:00\t\t\t\t\t2026-04-06T00:00:00Z",  // control: avoids nothing
         "2026-04-06T17:00:00Z\t2026-04-06T19:00:00+02:00\t2026-04-06T19:00:00Z\t"
         "Europe/Berlin\t"},
        {"DE\t\t\t19:00\t21:00\tpublic-holidays\t\t\t\t2026-04-06T00:00:00Z",
         "2026-04-07T17:00:00Z\t2026-04-07T19:00:00+02:00\t2026-04-07T19:00:00Z\t"
         "Europe/Berlin\t"},
        {"DE\t\t\t19:00\t21:00\t\tweekend\t\t\t2026-04-06T00:00:00Z",
         "2026-04-11T17:00:00Z\t2026-04-11T19:00:00+02:00\t2026-04-11T19:00:00Z\t"
         "Europe/Berlin\t"},
        {"FR\t\t\t07:00\t21:00\t\t\tcall\tmarketing\t2026-04-06T00:00:00Z",  // the law has its
                                                                             // hours
         "2026-04-06T08:00:00Z\t2026-04-06T10:00:00+02:00\t2026-04-06T11:00:00Z\t"
         "Europe/Paris\t"},
        {"Atlantis\t\t\t19:00\t21:00\t\t\t\t\t2026-04-06T00:00:00Z",
         "error: unknown country \"Atlantis\"; a code or a name, as in \"DE\", \"DEU\", "
         "\"Germany\"\t\t\t\t"},
        {"DE\t\tevning\t\t\t\t\t\t\t2026-04-06T00:00:00Z",
         "error: unknown window \"evning\"; did you mean \"evening\"?\t\t\t\t"},
        {"DE\t\tevening\t19:00\t\t\t\t\t\t2026-04-06T00:00:00Z",
         "error: a window has its hours: window, or start and end\t\t\t\t"},
        {"DE\t\t\t19:00\t21:00\tsabbath-day\t\t\t\t2026-04-06T00:00:00Z",
         "error: avoid: no such occasion: \"sabbath-day\"; known: public-holidays, holidays, "
         "weekend, friday, shabbat, ramadan\t\t\t\t"},
        {"\t\t\t19:00\t21:00\t\t\t\t\t2026-04-06T00:00:00Z",
         "error: neither a zone nor a country\t\t\t\t"},
    }));
    Person person;
    const std::string shop = a_shop();
    const Seen seen = person.types(
        {"--config", shop + "/vesper.toml", "window", "--tsv", "--rules", shop},
        "country\tcity\twindow\tstart\tend\tavoid\tonly\tmedium\tclass\tnot_before\n" + row + "\n");
    CHECK(seen.out == "landing\tlocal\tuntil\tzone\tdoubt\n" + expected + "\n");
    CHECK(seen.code == (expected.starts_with("error: ") ? 1 : 0));
    std::filesystem::remove_all(shop);
}

TEST_CASE("window --tsv says where a place leaves several clocks") {
    Person person;
    const std::string shop = a_shop();
    const Seen seen =
        person.types({"--config", shop + "/vesper.toml", "window", "--tsv", "--rules", shop},
                     "country\tstart\tend\tnot_before\nUS\t19:00\t21:00\t2026-04-06T00:00:00Z\n");
    CHECK(seen.out.find("\tAmerica/New_York\tcountry US keeps several clocks") !=
          std::string::npos);
    CHECK(seen.code == 0);
    std::filesystem::remove_all(shop);
}

TEST_CASE("window --week draws a buyer's week") {
    Person person;
    const std::string shop = a_shop();
    const std::string config = shop + "/vesper.toml";
    const Seen seen =
        person.types({"--config", config, "window", "evening", "DE", "--week", "--rules", shop,
                      "--not-before", "2026-04-02T00:00:00Z", "--lat", "52.5", "--lon", "13.4"});
    CHECK(seen.err == "");
    CHECK(seen.code == 0);
    CHECK(seen.out ==
          "Europe/Berlin  DE\n"
          "            0     3     6     9     12    15    18    21    24\n"
          "Thu 02 Apr  ........................---...........----......  Shabbat or Yom Tov\n"
          "Fri 03 Apr  ........................---...........----......  Shabbat or Yom Tov\n"
          "Sat 04 Apr  ........................---...........---+......  20:46-21:00; Shabbat or "
          "Yom Tov\n"
          "Sun 05 Apr  ........................###...........####......  12:00-13:30, 19:00-21:00\n"
          "Mon 06 Apr  ........................---...........----......  Easter Monday\n"
          "Tue 07 Apr  ........................###...........+---......  12:00-13:30, "
          "19:00-19:11; Shabbat or Yom Tov\n"
          "Wed 08 Apr  ........................---...........----......  Shabbat or Yom Tov\n"
          "            # open  + partly  - taken out  . shut\n");
    const Seen wrong =
        person.types({"--config", config, "window", "evning", "DE", "--rules", shop});
    CHECK(wrong.code == 2);
    CHECK(wrong.err == "vesper: unknown window \"evning\"\n  did you mean \"evening\"?\n");
    std::filesystem::remove_all(shop);
}

TEST_CASE("window --week shows what the clock skips") {
    Person person;
    const Seen seen =
        person.types({"window", "--zone", "America/New_York", "--start", "01:00", "--end", "04:00",
                      "--week", "--not-before", "2026-03-08T05:00:00Z"});
    CHECK(seen.code == 0);
    CHECK(seen.out.find(
              "Sun 08 Mar  ..##  ##........................................  01:00-04:00; "
              "clock forward 60 min\n"
              "Mon 09 Mar  ..######........................................  01:00-04:00\n") !=
          std::string::npos);
}

TEST_CASE("calendar prints a place's year") {
    Person person;
    const std::string shop = a_shop();
    const std::string config = shop + "/vesper.toml";
    const Seen seen = person.types({"--config", config, "calendar", "DE", "--year", "2027",
                                    "--city", "Berlin", "--rules", shop});
    CHECK(seen.err == "");
    CHECK(seen.out.starts_with("DE 2027  weekend sat,sun  tzdata 20"));
    CHECK(seen.out.substr(seen.out.find('\n')) ==
          "\n\nClocks:\n"
          "ZONE           FROM UTC        CHANGES\n"
          "Europe/Berlin  +01:00, +02:00  Sun 28 Mar 02:00 -> 03:00, Sun 31 Oct 03:00 -> 02:00\n"
          "\nWindows of the rule files:\n"
          "WINDOW   HOURS THERE\n"
          "evening  12:00-13:30, 19:00-21:00; avoids public-holidays, shabbat\n"
          "\nHolidays:\n"
          "DATE             HOLIDAY        KIND\n"
          "2027-02-08  Mon  Carnival       custom\n"
          "2027-03-29  Mon  Easter Monday  public\n"
          "\nSeasons:\n"
          "FROM        TO          SEASON   WORD FOR AVOID AND ONLY\n"
          "2027-02-07  2027-03-09  Ramadan  ramadan\n"
          "\nLegal hours of messages that sell or ask (e-mail has none):\n"
          "none\n");
    std::filesystem::remove_all(shop);
}
