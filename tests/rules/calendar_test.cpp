#include "rules/calendar.hpp"

#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

std::string problems_of(const std::string& text) {
    Diagnostics diagnostics;
    load_calendars({{"c.toml", text}}, diagnostics);
    return format(diagnostics);
}

CalendarSet good(const std::vector<Source>& sources) {
    Diagnostics diagnostics;
    CalendarSet set = load_calendars(sources, diagnostics);
    CHECK(format(diagnostics) == "");
    return set;
}

}  // namespace

TEST_CASE("a calendar file as a value") {
    const CalendarSet set = good({{"c.toml",
                                   "[AE]\n"
                                   "weekend = [\"sat\", \"sun\"]\n"
                                   "friday = true\n"
                                   "source = \"https://example.org/law\"\n"
                                   "[AE.holidays]\n"
                                   "\"National Day\" = \"12-02 span 2\"\n"
                                   "\"Commemoration\" = { on = \"12-01\", kind = \"custom\","
                                   " source = \"the palace\" }\n"
                                   "\"Eid\" = [\"hijri 10-01 span 3\", \"hijri 12-09 span 4\"]\n"
                                   "[calendar.sale]\n"
                                   "name = \"The sale\"\n"
                                   "days = \"11-11\"\n"
                                   "[calendar.sale.in.AE-DU]\n"
                                   "days = [\"12-02\"]\n"}});
    const RegionCalendar& region = set.regions.at("AE");
    CHECK(region.weekend == Weekdays{0x60});
    CHECK(region.friday == true);
    REQUIRE(region.holidays.size() == 3);
    CHECK(region.holidays[0].name == "National Day");
    CHECK(region.holidays[0].by_law);
    CHECK(region.holidays[0].source == "https://example.org/law");
    CHECK_FALSE(region.holidays[1].by_law);
    CHECK(region.holidays[1].source == "the palace");
    CHECK(region.holidays[2].on.size() == 2);
    CHECK(set.named.at("sale").title == "The sale");
    CHECK(set.named.at("sale").in.at("AE-DU").front() == *parse_day_rule("12-02"));
}

TEST_CASE("a shop's own file adds, replaces and drops") {
    const CalendarSet set = good({{"calendars/holidays.toml",
                                   "[DE.holidays]\n\"Easter Monday\" = \"easter+1\"\n"
                                   "\"Unity Day\" = \"10-03\"\n"},
                                  {"calendars/shop.toml",
                                   "[DE]\ndrop = [\"Unity Day\"]\n[DE.holidays]\n"
                                   "\"Easter Monday\" = \"easter+2\"\n\"Ours\" = \"02-03\"\n"}});
    const RegionCalendar& region = set.regions.at("DE");
    REQUIRE(region.holidays.size() == 3);
    CHECK(region.holidays[0].on.front().shift == 2);
    CHECK(region.holidays[2].name == "Ours");
    CHECK(region.drop == std::vector<std::string>{"Unity Day"});
}

TEST_CASE("problems of a calendar file are shown with their place") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"[uk]\nweekend = [\"sat\"]\n",
         "c.toml:1:2: error: unknown region \"uk\"\n"
         "   [uk]\n"
         "    ^ did you mean \"GB\"?\n"},
        {"[US-Cal]\n",
         "c.toml:1:2: error: unknown region \"US-Cal\"\n"
         "   [US-Cal]\n"
         "    ^ did you mean \"US-CA\"?\n"},
        {"[DE]\nholiday = 3\nweekend = [\"sat\", \"sonntag\"]\n",
         "c.toml:2:1: error: unknown word \"holiday\" in [DE]\n"
         "   holiday = 3\n"
         "   ^ did you mean \"holidays\"?\n"
         "c.toml:3:19: error: unknown day \"sonntag\"; days are written \"mon-fri\", "
         "\"sat,sun\" or \"daily\"\n"
         "   weekend = [\"sat\", \"sonntag\"]\n"
         "                     ^\n"},
        {"[DE.holidays]\n\"A\" = \"13-01\"\n\"B\" = { in = \"01-01\" }\n\"C\" = \"02-30\"\n",
         "c.toml:2:7: error: unknown day \"13-01\"; days are written like \"12-25\", "
         "\"easter-2\", \"4th thu nov\" or \"hijri 10-01\"\n"
         "   \"A\" = \"13-01\"\n"
         "         ^\n"
         "c.toml:3:1: error: \"B\" lacks \"on\"\n"
         "   \"B\" = { in = \"01-01\" }\n"
         "   ^ write on = \"12-25\"\n"
         "c.toml:3:9: error: unknown word \"in\" in \"B\"\n"
         "   \"B\" = { in = \"01-01\" }\n"
         "           ^ did you mean \"on\"?\n"
         "c.toml:4:7: error: \"02-30\" is in no year\n"
         "   \"C\" = \"02-30\"\n"
         "         ^\n"},
        {"[DE]\ndrop = [\"Unity Dey\"]\n[DE.holidays]\n\"Unity Day\" = \"10-03\"\n",
         "c.toml:2:9: error: no holiday of DE is called \"Unity Dey\"\n"
         "   drop = [\"Unity Dey\"]\n"
         "           ^ did you mean \"Unity Day\"?\n"},
        {"[calendar.shabbat]\ndays = \"11-11\"\n[calendar.sale]\nname = \"Sale\"\n",
         "c.toml:1:11: error: \"shabbat\" has a meaning already; call the calendar otherwise\n"
         "   [calendar.shabbat]\n"
         "             ^\n"
         "c.toml:3:11: error: calendar \"sale\" lacks \"days\"\n"
         "   [calendar.sale]\n"
         "             ^ write days = [\"11-11\"]\n"},
    }));
    CHECK(problems_of(text) == expected);
}

TEST_CASE("what is wrong with the words of a day") {
    auto [words, expected] = GENERATE(table<const char*, const char*>({
        {"", "no day is named"},
        {"easter-x", "\"-x\" is not a number of days like \"+1\" or \"-2\", up to 99"},
        {"4th nov", "behind \"4th\" stand a weekday and a month, as in \"4th thu nov\""},
        {"mon near 05-25",
         "behind \"mon\" stand before, upto, from or after and a date, as in \"mon before 05-25\""},
        {"hijri 10", "\"10\" is no month and day of that calendar, like \"10-01\""},
        {"hebrew tishry-10", "unknown month \"tishry\"; did you mean \"tishri\"?"},
        {"hebrew tishri", "\"tishri\" is not like \"tishri-10\""},
        {"sun 400 at +9", "behind \"sun\" stand degrees and a clock, as in \"sun 180 at +9\""},
        {"list", "the list has no dates"},
        {"list 2027-02-30",
         "\"2027-02-30\" is neither a date like \"2027-02-05\" nor \"2027-02-05..2027-02-11\""},
        {"list 2027-02-11..2027-02-05",
         "\"2027-02-11..2027-02-05\" ends before it begins, or is longer than a year"},
        {"12-25 span 99", "a span is 1 to 60 days"},
        {"12-25 spam 2", "unknown word \"spam\"; did you mean \"span\"?"},
        {"12-25 observed sat-fri", "\"sat-fri\" is not like \"sat->fri\" or \"sun->next-mon\""},
        {"12-25 span 2 observed sat->fri",
         "a span cannot be observed or moved; name its days in a list"},
        {"12-25 since 26", "\"26\" is not a year from 1970 to 2200"},
        {"12-25 since 2028 until 2027", "it ends before it begins"},
    }));
    const auto rule = parse_day_rule(words);
    INFO(words);
    REQUIRE_FALSE(rule.has_value());
    CHECK(rule.error().message == expected);
}
