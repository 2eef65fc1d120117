// shop.toml, and the whole text of what is said about it.
#include "tests/rules/a_set.hpp"

using namespace vesper;

namespace {

std::string problems_of_shop(const std::string& text) {
    Diagnostics diagnostics;
    load_shop({"shop.toml", text}, diagnostics,
              [](const std::string& zone) { return zone == "Asia/Shanghai"; });
    return format(diagnostics);
}

bool knows_no_zone(const std::string&) {
    return false;
}

}  // namespace

TEST_CASE("problems of the shop") {
    const auto with = [](const std::string& key, const std::string& line) {
        std::string text = shop_text;
        const std::size_t begin = text.find(key + " =");
        text.replace(begin, text.find('\n', begin) - begin, line);
        return problems_of_shop(text);
    };
    CHECK(problems_of_shop(shop_text).empty());
    CHECK(with("zone", "zone = \"Asia/Shanghia\"") ==
          "shop.toml:2:8: error: unknown time zone \"Asia/Shanghia\"\n"
          "   zone = \"Asia/Shanghia\"\n"
          "          ^ a name like \"Asia/Shanghai\"\n");
    CHECK(problems_of_shop(shop_text + "[zone_of_tag]\nvip = \"Asia/Shanghai\"\n").empty());
    CHECK(problems_of_shop(shop_text + "[zone_of_tag]\nvip = \"Asia/Shanghia\"\nbig = 3\n") ==
          "shop.toml:7:7: error: unknown time zone \"Asia/Shanghia\"\n"
          "   vip = \"Asia/Shanghia\"\n"
          "         ^ a name like \"America/New_York\"\n"
          "shop.toml:8:7: error: \"big\" is text in quotes, not a whole number\n"
          "   big = 3\n"
          "         ^\n");
    CHECK(with("languages", "languages = [\"english\"]") ==
          "shop.toml:3:14: error: \"english\" is not a language like \"de\" or \"pt-BR\"\n"
          "   languages = [\"english\"]\n"
          "                ^ did you mean \"en\"?\n");
    CHECK(with("currency", "currency = \"usd\"") ==
          "shop.toml:4:12: error: unknown currency \"usd\"\n"
          "   currency = \"usd\"\n"
          "              ^ did you mean \"USD\"?\n");
    CHECK(with("sender", "sender = \"Shop\"") ==
          "shop.toml:5:10: error: \"Shop\" is not a sender\n"
          "   sender = \"Shop\"\n"
          "            ^ write \"Sample Shop <shop@example.com>\"\n");
    CHECK(with("sender", "sender = \"a\\r\\nBcc: x@y <a@b.c>\"") ==
          "shop.toml:5:10: error: \"sender\" has more than one line or a control character\n"
          "   sender = \"a\\r\\nBcc: x@y <a@b.c>\"\n"
          "            ^\n");
    CHECK(with("sender", "") ==
          "shop.toml: error: the shop lacks \"sender\"; write sender = "
          "\"Sample Shop <shop@example.com>\"\n");
    CHECK(with("name", "name = \"S\"\nredirect_to = \"me\"") ==
          "shop.toml:2:15: error: \"me\" is not a mail address\n"
          "   redirect_to = \"me\"\n"
          "                 ^\n");
    CHECK(with("currency", "unsubscribe = \"http://shop.example/leave\"") ==
          "shop.toml:4:15: error: \"unsubscribe\" is a https:// or mailto: address\n"
          "   unsubscribe = \"http://shop.example/leave\"\n"
          "                 ^ mail programs unsubscribe with one click over https alone\n");
    CHECK(with("currency", "unsubscribe = \"https://shop.example/{{order.ic}}\"") ==
          "shop.toml:4:15: error: \"order.ic\" is not known in \"unsubscribe\"\n"
          "   unsubscribe = \"https://shop.example/{{order.ic}}\"\n"
          "                 ^ did you mean \"order.id\"?\n");
    CHECK(with("currency", "unsubscribe = \"mailto:leave\"") ==
          "shop.toml:4:15: error: \"leave\" is not a mail address\n"
          "   unsubscribe = \"mailto:leave\"\n"
          "                 ^\n");
    CHECK(with("currency", "staff_language = \"Chinese\"") ==
          "shop.toml:4:18: error: \"Chinese\" is not a language like \"de\" or \"pt-BR\"\n"
          "   staff_language = \"Chinese\"\n"
          "                    ^ did you mean \"zh\"?\n");
    CHECK(with("name", "nmae = \"S\"\nname = \"S\"") ==
          "shop.toml:1:1: error: unknown word \"nmae\"\n"
          "   nmae = \"S\"\n"
          "   ^ did you mean \"name\"?\n");
    Diagnostics diagnostics;
    load_shop({"shop.toml", shop_text}, diagnostics, knows_no_zone);
    CHECK(diagnostics.size() == 1);
}
