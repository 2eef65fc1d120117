#include "rules/country.hpp"
#include "rules/duration.hpp"
#include "rules/instant.hpp"
#include "rules/language.hpp"
#include "rules/money.hpp"
#include "rules/order.hpp"
#include "rules/spelling.hpp"
#include "rules/utf8.hpp"
#include "rules/window.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

/// The value as text, or "error: ..." with the reason.
template <class T, class Show>
std::string shown(const Result<T>& result, Show show) {
    return result ? std::string{show(*result)} : "error: " + result.error().message;
}

std::string instant(const std::string& text) {
    return shown(parse_instant(text), [](Instant value) { return to_string(value); });
}

}  // namespace

TEST_CASE("instants are read as RFC 3339 writes them") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"2026-11-20T09:12:44+11:00", "2026-11-19T22:12:44Z"},
        {"2026-11-19T22:12:44Z", "2026-11-19T22:12:44Z"},
        {"2026-11-19t22:12:44z", "2026-11-19T22:12:44Z"},
        {"2026-11-19T22:12:44.999Z", "2026-11-19T22:12:44Z"},
        {"1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59Z"},
        {"2026-11-19T22:12:44-00:00", "2026-11-19T22:12:44Z"},
        {"2026-11-19T22:12:44-03:30", "2026-11-20T01:42:44Z"},
        {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
        {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
        {"2023-02-29T00:00:00Z", "error: no such date"},
        {"2026-13-01T00:00:00Z", "error: no such date"},
        {"2026-11-19T24:00:00Z", "error: no such time of day"},
        {"2026-11-19T22:12:61Z", "error: no such time of day"},
        {"2026-11-19T22:12:44", "error: the offset from UTC is missing (Z or +11:00)"},
        {"2026-11-19T22:12:44+0100", "error: the offset from UTC is not like Z or +11:00"},
        {"2026-11-19T22:12:44+24:00", "error: the offset from UTC is not like Z or +11:00"},
        {"2026-11-19T22:12:44Z ", "error: the offset from UTC is not like Z or +11:00"},
        {"2026-11-19T22:12:44.Z", "error: the fraction of the second is not readable"},
        {"2026-11-19 22:12:44Z", "error: the time of day is missing (T09:12:44)"},
        {"2026-11-19", "error: the time of day is missing (T09:12:44)"},
        {"2026-11-19T22:12Z", "error: the time of day is not like 09:12:44"},
        {"1763590364", "error: not a date and time like 2026-11-20T09:12:44+11:00"},
        {"", "error: not a date and time like 2026-11-20T09:12:44+11:00"},
    }));
    CHECK(instant(text) == expected);
}

TEST_CASE("delays have one whole number and one unit") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"90m", "90m = 90 minutes"},
        {"36h", "36h = 36 hours"},
        {"1h", "1h = 1 hour"},
        {"30s", "30s = 30 seconds"},
        {"120m", "2h = 2 hours"},
        {"0h", "0h = 0 hours"},
        {"3d", "3d = 3 days"},
        {"1d", "1d = 1 day"},
        {"0d", "0d = 0 days"},
        {"2w", "14d = 14 days"},
        {"400d", "400d = 400 days"},
        {"401d", "error: \"401d\" is longer than 400 days"},
        {"58w", "error: \"58w\" is longer than 400 days"},
        {"9601h", "error: \"9601h\" is longer than 400 days"},
        {"99999999999999999999d", "error: longer than 400 days"},
        {"1.5h",
         "error: \"1.5h\" is not whole; take the smaller unit, as \"90m\" for one hour and "
         "a half"},
        {"3",
         "error: \"3\" lacks its unit; write a whole number and one of s, m, h, d, w, like "
         "\"90m\" or \"3d\""},
        {"3 days", "error: \"3 days\" is written \"3d\""},
        {"1 day", "error: \"1 day\" is written \"1d\""},
        {"36hours", "error: \"36hours\" is written \"36h\""},
        {"3 d", "error: \"3 d\" is written \"3d\""},
        {"3D", "error: \"3D\" is written \"3d\""},
        {"90 min", "error: \"90 min\" is written \"90m\""},
        {"3天", "error: \"3天\" is written \"3d\""},
        {"2 周", "error: \"2 周\" is written \"2w\""},
        {"3 months",
         "error: \"3 months\" is not a whole number and one of s, m, h, d, w, like \"90m\" "
         "or \"3d\""},
        {"-2h", "error: \"-2h\" lies in the past; a delay counts forward"},
        {"h",
         "error: \"h\" is not a whole number and one of s, m, h, d, w, like \"90m\" or "
         "\"3d\""},
        {"", "error: empty; write a whole number and one of s, m, h, d, w, like \"90m\" or \"3d\""},
    }));
    const auto both = [](const Delay& delay) { return to_string(delay) + " = " + in_words(delay); };
    CHECK(shown(parse_delay(text), both) == expected);
}

TEST_CASE("days and hours are different kinds, not different units") {
    CHECK(*parse_delay("1d") == Delay{CalendarDays{1}});
    CHECK(*parse_delay("24h") == Delay{Elapsed{seconds{86400}}});
    CHECK(*parse_delay("1d") != *parse_delay("24h"));
}

TEST_CASE("amounts are exact decimals") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"49.90", "49.9"},
        {"20", "20"},
        {"-3", "-3"},
        {"-0.5", "-0.5"},
        {"0.0001", "0.0001"},
        {"007", "7"},
        {"999999999999.9999", "999999999999.9999"},
        {"1000000000000", "error: \"1000000000000\" is not below 1e12"},
        {"0.00001", "error: \"0.00001\" has more than four decimal places"},
        {"2,329.86", "error: \"2,329.86\" is not an amount like \"49.90\""},
        {"284.36a", "error: \"284.36a\" is not an amount like \"49.90\""},
        {"1.2.3", "error: \"1.2.3\" is not an amount like \"49.90\""},
        {"5.", "error: \"5.\" is not an amount like \"49.90\""},
        {".5", "error: \".5\" is not an amount like \"49.90\""},
        {"--5", "error: \"--5\" is not an amount like \"49.90\""},
        {"1e3", "error: \"1e3\" is not an amount like \"49.90\""},
        {"", "error: \"\" is not an amount like \"49.90\""},
    }));
    CHECK(shown(parse_decimal(text), [](Decimal value) { return to_string(value); }) == expected);
}

TEST_CASE("times of day") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"19:00", "19:00"},
        {"00:00", "00:00"},
        {"24:00", "24:00"},
        {"19:00:30", "19:00:30"},
        {"24:00:01", "error: \"24:00:01\" is no time of day; a day ends at \"24:00\""},
        {"25:00", "error: \"25:00\" is no time of day; a day ends at \"24:00\""},
        {"19:60", "error: \"19:60\" is no time of day; a day ends at \"24:00\""},
        {"7pm", "error: \"7pm\" is written \"19:00\""},
        {"9:00", "error: \"9:00\" is written \"09:00\""},
        {"19.00", "error: \"19.00\" is written \"19:00\""},
        {"", "error: \"\" is not a time of day like \"19:00\""},
    }));
    CHECK(shown(parse_time_of_day(text), time_of_day) == expected);
}

TEST_CASE("weekdays") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"mon-fri", "mon-fri"},
        {"sat,sun", "sat,sun"},
        {"fri-mon", "fri-mon"},
        {"daily", "daily"},
        {"mon-sun", "daily"},
        {"wed", "wed"},
        {"mon, wed - fri", "mon,wed-fri"},
        {"sun,sat", "sat,sun"},
        {"tue-mon", "daily"},
        {"sun-mon", "sun,mon"},
        {"mo-fr",
         "error: unknown day \"mo\"; days are written \"mon-fri\", \"sat,sun\" or "
         "\"daily\""},
        {"mon,,tue",
         "error: a day is missing; days are written \"mon-fri\", \"sat,sun\" or "
         "\"daily\""},
        {"", "error: a day is missing; days are written \"mon-fri\", \"sat,sun\" or \"daily\""},
    }));
    CHECK(shown(parse_weekdays(text), to_string_weekdays) == expected);
}

TEST_CASE("every set of weekdays reads back from its text") {
    for (unsigned days = 1; days <= every_day; ++days) {
        const auto text = to_string_weekdays(static_cast<Weekdays>(days));
        INFO(text);
        REQUIRE(*parse_weekdays(text) == days);
    }
}

TEST_CASE("every stage has a name of its own") {
    REQUIRE(stage_names().size() == static_cast<std::size_t>(Stage::buyer_wrote) + 1);
    for (std::size_t index = 0; index < stage_names().size(); ++index) {
        const auto stage = static_cast<Stage>(index);
        REQUIRE(stage_named(name(stage)) == stage);
    }
    CHECK(name(Stage::payment_review) == "payment-review");
    CHECK(name(Stage::delivered) == "delivered");
    CHECK(name(Stage::return_received) == "return-received");
    CHECK_FALSE(stage_named("payment_review"));
}

TEST_CASE("the current stage is the latest fact, ties by enumeration") {
    Order order;
    CHECK_FALSE(current_stage(order));
    order.facts = {{Stage::paid, from_unix(200)}, {Stage::delayed, from_unix(100)}};
    CHECK(current_stage(order) == Stage::paid);
    order.facts[Stage::delayed] = from_unix(200);
    CHECK(current_stage(order) == Stage::delayed);
}

TEST_CASE("suggestions are for slips, not for other words") {
    const std::vector<std::string_view> stages = stage_names();
    auto [word, expected] = GENERATE(table<std::string, std::string>({
        {"delivred", "did you mean \"delivered\"?"},
        {"Delivered", "did you mean \"delivered\"?"},
        {"piad", "did you mean \"paid\"?"},
        {"payment_review", "did you mean \"payment-review\"?"},
        {"canceled", "did you mean \"cancelled\"?"},
        {"banana", ""},
        {"", ""},
    }));
    CHECK(suggestion(word, stages) == expected);
    CHECK(suggestion("zzz", {"buyer", "shop"}) == "known: buyer, shop");
    CHECK_FALSE(nearest("x", {"y"}));
    CHECK_FALSE(nearest(std::string(10'000, 'a'), {"a"}));
}

TEST_CASE("countries are those of ISO 3166-1") {
    CHECK(is_country_code("DE"));
    CHECK(is_country_code("XK"));
    CHECK(is_country_code("ZW"));
    CHECK_FALSE(is_country_code("UK"));
    CHECK_FALSE(is_country_code("de"));
    CHECK_FALSE(is_country_code("DEU"));
    CHECK_FALSE(is_country_code(""));
    CHECK(country_hint("UK") == "did you mean \"GB\"?");
    CHECK(country_hint("br") == "did you mean \"BR\"?");
    CHECK(country_hint("Narnia") == "two capital letters, as in \"DE\"");
}

TEST_CASE("language tags") {
    for (const char* good : {"de", "pt-BR", "zh-Hans-CN", "es-419", "fil"}) {
        INFO(good);
        CHECK(is_language_tag(good));
    }
    for (const char* bad : {"", "d", "german", "pt_BR", "pt-", "-BR", "pt--BR", "de-123456789"}) {
        INFO(bad);
        CHECK_FALSE(is_language_tag(bad));
    }
    CHECK(speaks("pt-BR", "pt"));
    CHECK(speaks("PT_br", "pt-BR"));
    CHECK_FALSE(speaks("pt", "pt-BR"));
    CHECK_FALSE(speaks("ptx", "pt"));
    CHECK_FALSE(speaks("", "pt"));
    CHECK_FALSE(speaks("pt", ""));
    CHECK(speaks("zh_tw", "zh-Hant"));
    CHECK_FALSE(speaks("zh-CN", "zh-Hant"));
}

TEST_CASE("a language widens by what its countries share") {
    const auto [tag, wider] = GENERATE(table<std::string, std::string>({
        {"de-CH", "de"},
        {"zh-TW", "zh-Hant zh"},
        {"ZH_hk", "zh-Hant zh"},
        {"zh-Hant-HK", "zh-Hant zh"},
        {"zh-Hans-SG", "zh-Hans zh"},
        {"zh-SG", "zh"},
        {"pt-AO", "pt-PT pt"},
        {"pt-PT", "pt"},
        {"pt-BR", "pt"},
        {"es-MX", "es-419 es"},
        {"es-ES", "es"},
        {"es-419", "es"},
        {"fil", ""},
    }));
    std::string found;
    for (auto next = wider_language(tag); !next.empty(); next = wider_language(next))
        found += (found.empty() ? "" : " ") + std::string{next};
    INFO(tag);
    CHECK(found == wider);
}

TEST_CASE("UTF-8 is checked byte by byte") {
    CHECK_FALSE(first_invalid_utf8("plain, h\xc3\xa9, \xe4\xb8\xad, \xf0\x9f\x98\x80"));
    auto [text, offset] = GENERATE(table<std::string, std::size_t>({
        {"a\x80", 1u},             // a continuation without a lead
        {"ab\xc0\xaf", 2u},        // overlong
        {"\xe0\x80\xaf", 0u},      // overlong
        {"\xed\xa0\x80", 0u},      // a surrogate
        {"\xf4\x90\x80\x80", 0u},  // beyond U+10FFFF
        {"abc\xe4\xb8", 3u},       // cut short
        {"\xd6\xd0\xce\xc4", 0u},  // GBK
    }));
    CHECK(first_invalid_utf8(text) == offset);
    CHECK(code_points("h\xc3\xa9\xe4\xb8\xad") == 3);
    CHECK(printable("a\x1b[31m\tb\xff") == "a?[31m\tb?");
}
