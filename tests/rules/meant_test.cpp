// What people write for hours, counts, amounts and lists: what is meant, and what is not guessed.
#include "rules/meant.hpp"

#include "rules/country.hpp"
#include "rules/known_names.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

TEST_CASE("an amount is one number and at most one currency") {
    auto [text, meant] = GENERATE(table<std::string, std::string>({
        {"20", "{ USD = 20 }"},
        {"$20", "{ USD = 20 }"},
        {"20 €", "{ EUR = 20 }"},
        {"£ 19.90", "{ GBP = 19.90 }"},
        {"eur 0.5", "{ EUR = 0.5 }"},
        {"20USD", "{ USD = 20 }"},
        {"＄20", "{ USD = 20 }"},
        {"19,90 EUR", ""},
        {"1,990.00", ""},
        {"1.990 EUR", ""},
        {"20-50 USD", ""},
        {"-20 USD", ""},
        {"20 USD, 18 EUR", ""},
        {"20 18", ""},
        {"20 Euro", ""},
        {"20 US dollars", ""},
        {"$20 USD", ""},
        {"¥20", ""},
        {"min 20", ""},
        {"20 XYZ", ""},
        {"020", ""},
        {"20.", ""},
        {".5", ""},
        {"USD", ""},
        {"", ""},
    }));
    CAPTURE(text);
    CHECK(amounts_meant(text) == meant);
}

TEST_CASE("an edge of an amount is exact, or the hint says what it is") {
    auto [text, hint] = GENERATE(table<std::string, std::string>({
        {"20", "write total.from = { USD = 20 }"},
        {">= 20 EUR", "write total.from = { EUR = 20 }"},
        {"≥20 EUR", "write total.from = { EUR = 20 }"},
        {"< €20", "write total.below = { EUR = 20 }"},
        {"> 20", "this much or more is written total.from = { USD = 20 }"},
        {"<= 20", "less than this is written total.below = { USD = 20 }"},
        {"≤ 20 GBP", "less than this is written total.below = { GBP = 20 }"},
        {"= 20", "like total.from = { USD = 20 }"},
        {"20-50 USD", "like total.from = { USD = 20 }"},
        {"< 19,90", "like total.below = { USD = 20 }"},
        {"many", "like total.from = { USD = 20 }"},
    }));
    CAPTURE(text);
    CHECK(in_english(money_hint("total", text)) == hint);
}

TEST_CASE("a part of the day on one side of hours holds for both, or is not guessed") {
    auto [text, meant] = GENERATE(table<std::string, std::string>({
        {"9:00 - 12:00", "09:00-12:00"},
        {"9-17", "09:00-17:00"},
        {"22:00-2:00", "22:00-02:00"},
        {"7-9pm", "19:00-21:00"},
        {"7:30-9:30 pm", ""},  // a blank parts the days from the hours
        {"7:30-9:30pm", "19:30-21:30"},
        {"7pm-9", "19:00-21:00"},
        {"7pm-21:00", "19:00-21:00"},
        {"9am-5pm", "09:00-17:00"},
        {"10-12am", ""},
        {"9-11am", "09:00-11:00"},
        {"11-1pm", ""},
        {"10-12pm", ""},
        {"9am-5", ""},
        {"8:00-9pm", ""},
        {"9-5", ""},
        {"7-9", ""},
        {"9:00-5:00", ""},
        {"晚上7点-9点", "19:00-21:00"},
        {"晚上7点-晚上9点", "19:00-21:00"},
        {"晚上9点-12点", "21:00-24:00"},
        {"晚上10点-2点", ""},
        {"上午9点-下午5点", "09:00-17:00"},
        {"上午9点-5点", ""},
        {"周末 晚上7点-9点", "sat,sun 19:00-21:00"},
        {"Mon-Fri 9:00-17:00", "mon-fri 09:00-17:00"},
        {"9-", ""},
        {"soon", ""},
    }));
    CAPTURE(text);
    CHECK(hours_meant(text) == meant);
}

TEST_CASE("a time of day that may be two is not guessed") {
    auto [text, meant] = GENERATE(table<std::string, std::string>({
        {"12am", "00:00"},
        {"12pm", "12:00"},
        {"7.30pm", "19:30"},
        {"19h30", "19:30"},
        {"19点5分", "19:05"},
        {"晚上21点", "21:00"},
        {"晚上12点", ""},
        {"晚上1点", ""},
        {"早上12点", ""},
        {"15am", ""},
        {"0pm", ""},
        {"9.5", ""},
        {"24:30", ""},
    }));
    CAPTURE(text);
    CHECK(time_meant(text) == meant);
}

TEST_CASE("a range lies within the numbers that can be") {
    constexpr Range stars = ranges::stars;
    CHECK(range_meant("3", stars) == "{ from = 3 }");
    CHECK(range_meant("3+", stars) == "{ from = 3 }");
    CHECK(range_meant("2-4", stars) == "{ from = 2, below = 5 }");
    CHECK(range_meant("≤ 5", stars) == "{ below = 6 }");
    CHECK(range_meant("== 5", stars) == "{ from = 5, below = 6 }");
    for (const char* text : {"4-10", ">5", "6", "0", "<1", "<=0", "4-2", "<=6", "3-", "3..", "=3+",
                             "2-3-4", "<>3", "3 stars", ""}) {
        CAPTURE(text);
        CHECK(range_meant(text, stars).empty());
    }
}

TEST_CASE("what can be counted is known by its word") {
    CHECK(range_of("when.quantity")->most == 1'000'000);
    CHECK(range_of("rating")->most == 5);
    CHECK(range_of("when.any.buyer.orders"));
    CHECK(range_of("when.days_in.paid")->most == 400);
    for (const char* key : {"latest", "paid", "when.total", "days_in", "times", ""})
        CHECK_FALSE(range_of(key));
}

TEST_CASE("a list is one of entries that are known") {
    const auto codes = [](std::string_view one) { return std::string{country_named(one)}; };
    CHECK(list_meant("DE; 'FR'") == "[\"DE\", \"FR\"]");
    CHECK(list_meant("Germany, France", codes) == "[\"DE\", \"FR\"]");
    CHECK(list_meant("Germany, Atlantis", codes).empty());
    CHECK(list_meant("DE").empty());
    CHECK(list_meant(",").empty());
}

TEST_CASE("a country is named by one name of its own") {
    CHECK(country_named("Korea, Republic of") == "KR");
    CHECK(country_named("Republic of the Congo") == "CG");
    CHECK(country_named("Virgin Islands, U.S.") == "VI");
    CHECK(country_named("Congo").empty());
    CHECK(country_named("Virgin Islands").empty());
}

TEST_CASE("a platform is known by its name, its address and its Chinese name") {
    for (const char* text : {"Amazon", "amazon.de", "amazn", "亚马逊"})
        CHECK(platform_meant(text) == "amazon");
    CHECK(platform_meant("amazon, ebay").empty());
    CHECK(platform_meant("amazon，ebay").empty());
    CHECK(platform_meant("My Shop").empty());
}
