#include "daemon/cli/table.hpp"

#include "daemon/cli/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper::cli;

TEST_CASE("the width of a text is what a terminal shows") {
    auto [text, width] = GENERATE(table<std::string, std::size_t>({
        {"", 0},
        {"evening", 7},
        {"São Paulo", 9},
        {"Sa\u0303o", 3},  // a with a combining tilde
        {"订单已送达", 10},
        {"ｼﾞｮﾝ", 4},  // half-width katakana
        {"\xff", 1},
    }));
    CHECK(display_width(text) == width);
}

TEST_CASE("a text is cut by columns and says so") {
    auto [text, width, expected] = GENERATE(table<std::string, std::size_t, std::string>({
        {"evening", 7, "evening"},
        {"evening", 6, "eveni…"},
        {"订单已送达", 6, "订单…"},  // a wide character does not fit half
        {"evening", 1, "…"},
        {"evening", 0, ""},
    }));
    CHECK(cut(text, width) == expected);
    CHECK(display_width(cut(text, width)) <= width);
}

TEST_CASE("what a buyer typed cannot drive a terminal") {
    CHECK(printable("a\x1b[2Jb") == "a\uFFFD[2Jb");
    CHECK(printable("Zoë 王") == "Zoë 王");
    CHECK(printable("a\tb\nc") == "a b c");
    CHECK(printable("a\tb\nc", true) == "a\tb\nc");
    CHECK(printable("a\r\nb", true) == "a\uFFFD\nb");
    CHECK(printable("abc\u202Egpj") == "abc\uFFFDgpj");  // turns the rest of the line round
    CHECK(printable("\xc2\x9b"
                    "1m") == "\uFFFD1m");  // the eight-bit CSI
    CHECK(printable("\xc3") == "\uFFFD");
    CHECK(printable(std::string("a\0b", 3)) == "a\uFFFDb");
}

TEST_CASE("columns stand straight in every script") {
    Table table({"ID", "CITY", "RULE"});
    table.align_right(0);
    table.add({"7", "São Paulo", "paid"});
    table.add({"1030", "上海", "delivered"});
    CHECK(table.text(0, false) ==
          "  ID  CITY       RULE\n"
          "   7  São Paulo  paid\n"
          "1030  上海       delivered\n");
}

TEST_CASE("a narrow terminal cuts the widest column") {
    Table table({"RULE", "ORDER"});
    table.add({"paid", "shopify/my-shop.myshopify.com/820982911946154508"});
    CHECK(table.text(24, false) ==
          "RULE  ORDER\n"
          "paid  shopify/my-shop.m…\n");
    CHECK(table.text(4, false) ==
          "RULE  ORDER\n"
          "paid  shopify…\n");
}

TEST_CASE("colours are there only when asked for") {
    Table table({"STATE", "ID"});
    table.add({Cell("held", Colour::yellow), "1"});
    CHECK(table.text(0, false) == "STATE  ID\nheld   1\n");
    CHECK(table.text(0, true) ==
          "\x1b[2mSTATE\x1b[0m  \x1b[2mID\x1b[0m\n\x1b[33mheld\x1b[0m   1\n");
}
