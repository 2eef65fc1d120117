// Windows in rule files, and files that are no clean text: what people see of their problems.
#include "tests/rules/text.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace std::string_literals;

TEST_CASE("problems of a window are shown with their place") {
    auto [lines, expected] = GENERATE(table<std::string, std::string>({
        {"from = \"20:00\"\nto = \"20:00\"\n",
         "r.toml:3:6: error: window \"w\" opens and closes at 20:00\n"
         "   to = \"20:00\"\n"
         "        ^\n"},
        {"from = \"19:00\"\nto = \"21:00\"\ndays = []\n",
         "r.toml:4:8: error: [window.w] never opens: it has no days\n"
         "   days = []\n"
         "          ^ write \"daily\", \"mon-fri\" or \"sat,sun\"\n"},
        {"from = \"19:00\"\nto = \"21:00\"\n[window.w.in.ES]\nfrom = \"21:00\"\n",
         "r.toml:4:14: error: window \"w\" opens and closes at 21:00 in ES\n"
         "   [window.w.in.ES]\n"
         "                ^\n"},
        {"from = \"19:00\"\nto = \"21:00\"\n[window.w.in.Spain]\nfrom = \"20:00\"\n",
         "r.toml:4:14: error: unknown country \"Spain\"\n"
         "   [window.w.in.Spain]\n"
         "                ^ did you mean \"ES\"?\n"},
        {"from = \"iftar + 75m\"\nto = \"21:00\"\n",
         "r.toml:2:8: error: \"iftar\" is known only during Ramadan\n"
         "   from = \"iftar + 75m\"\n"
         "          ^ write it in a table [window.NAME.in.CC.during.ramadan]\n"},
        {"from = \"19:00\"\nto = \"21:00\"\n[window.w.in.SA.during.ramadan]\nfrom = \"iftar+1d\"\n",
         "r.toml:5:8: error: \"iftar+1d\" is not like \"iftar + 75m\"\n"
         "   from = \"iftar+1d\"\n"
         "          ^\n"},
        {"from = \"19:00\"\nto = \"21:00\"\nclock = \"seller\"\n",
         "r.toml:4:9: error: unknown clock \"seller\"\n"
         "   clock = \"seller\"\n"
         "           ^ known: buyer, shop\n"},
        {"from = \"24:00\"\nto = \"21:00\"\n",
         "r.toml:2:8: error: a window cannot open at \"24:00\"\n"
         "   from = \"24:00\"\n"
         "          ^ write \"00:00\"\n"},
        {"from = \"22:00\"\nto = \"02:00\"\ndays = [\"fri\", \"sat\"]\navoid = \"shabbat\"\n", ""},
        {"hours = [\"12:00-13:30\", \"mon-fri 19:00-21:00\", \"sat 23:00-02:00\"]\n", ""},
        {"hours = [\"12:00-13:30\", \"13:00-21:00\"]\n",
         "r.toml:2:25: error: \"13:00-21:00\" overlaps \"12:00-13:30\"\n"
         "   hours = [\"12:00-13:30\", \"13:00-21:00\"]\n"
         "                           ^\n"},
        {"hours = [\"sun 22:00-02:00\", \"mon 01:00-03:00\"]\n",
         "r.toml:2:29: error: \"mon 01:00-03:00\" overlaps \"sun 22:00-02:00\"\n"
         "   hours = [\"sun 22:00-02:00\", \"mon 01:00-03:00\"]\n"
         "                               ^\n"},
        {"hours = \"19 to 21\"\n",
         "r.toml:2:9: error: unknown day \"19 to\"; days are written \"mon-fri\", \"sat,sun\" or "
         "\"daily\"\n"
         "   hours = \"19 to 21\"\n"
         "           ^\n"},
        {"hours = [\"19:00-21:00\"]\nfrom = \"19:00\"\n",
         "r.toml:3:8: error: \"hours\" says it already\n"
         "   from = \"19:00\"\n"
         "          ^ write either hours or from and to\n"},
        {"hours = [\"19:00-21:00\"]\n[window.w.in.US-CA]\nfrom = \"18:00\"\n",
         "r.toml:3:14: error: window \"w\" has no \"to\" in US-CA\n"
         "   [window.w.in.US-CA]\n"
         "                ^\n"},
        {"hours = [\"mon 19:00-21:00\"]\n[window.w.in.DE]\ndays = \"sat\"\n",
         "r.toml:3:14: error: window \"w\" never opens: its hours and its days have no day in "
         "common in DE\n"
         "   [window.w.in.DE]\n"
         "                ^\n"},
        {"from = \"19:00\"\nto = \"21:00\"\nonly = [\"shabbat\"]\n",
         "r.toml:4:9: error: a window cannot open only on Shabbat\n"
         "   only = [\"shabbat\"]\n"
         "           ^\n"},
    }));
    CHECK(problems_of_rules("[window.w]\n" + lines) == expected);
}

TEST_CASE("bytes that are not a text are named") {
    auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"# \xb6\xa9\xb5\xa5\n",
         "r.toml:1:3: error: this file is not UTF-8; it looks like GBK\n"
         "   # ????\n"
         "     ^ save it as UTF-8; in Notepad: Save as, Encoding\n"},
        {"\n# caf\xe9\n",
         "r.toml:2:6: error: this file is not UTF-8; it looks like Windows-1252\n"
         "   # caf?\n"
         "        ^ save it as UTF-8; in Notepad: Save as, Encoding\n"},
        {"\xff\xfe#\0\n\0"s,
         "r.toml:1:1: error: this file is not UTF-8; it looks like UTF-16\n"
         "   ??#?\n"
         "   ^ save it as UTF-8; in Notepad: Save as, Encoding\n"},
        {"[\0r\0"s,
         "r.toml:1:2: error: this file is not UTF-8; it looks like UTF-16\n"
         "   [?r?\n"
         "    ^ save it as UTF-8; in Notepad: Save as, Encoding\n"},
        {"# a\r[rule.x]\ron = 1\r",
         "r.toml: error: the lines end in CR alone; save the file with line ends LF or CRLF\n"},
        {std::string((1u << 20) + 1, '#'), "r.toml: error: longer than 1024 KiB\n"},
    }));
    CHECK(problems_of_rules(text) == expected);
}

TEST_CASE("a byte order mark and CRLF are no problem, and places stay true") {
    std::string text = "\xef\xbb\xbf[windows]\r\n";
    CHECK(problems_of_rules(text) ==
          "r.toml:1:2: error: unknown word \"windows\"\n"
          "   [windows]\n"
          "    ^ did you mean \"window\"?\n");
    CHECK(problems_of_rules("# \xe4\xb8\xad\r\n[rule.\"\xe4\xb8\xad\"] x\r\n") ==
          "r.toml:2:12: error: a table's head stands alone on its line\n"
          "   [rule.\"\xe4\xb8\xad\"] x\n"
          "               ^\n");
}
