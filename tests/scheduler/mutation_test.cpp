// Zone files and the rules at their ends, torn.
#include "tests/support/mutation.hpp"
#include "tests/fuzz/feed_zones.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

const std::vector<std::string> rules{"EST5EDT,M3.2.0,M11.1.0", "<-03>3",
                                     "IST-2IDT,M3.4.4/26,M10.5.0", "XXX3EDT4,0/0,J365/23",
                                     "<+03>-3<+02>,M3.5.0/1,M10.5.0/1"};

const std::vector<std::string> pieces{"TZif",
                                      "2",
                                      "3",
                                      "4",
                                      "\n",
                                      std::string(4, '\0'),
                                      std::string(3, '\0') + "\1",
                                      "\xff\xff\xff\xff",
                                      "\x7f\xff\xff\xff",
                                      "\x80",
                                      "<",
                                      ">",
                                      ",",
                                      "M3.5.0",
                                      "M12.5.6/167",
                                      "M0.0.0",
                                      "J366",
                                      "/-168",
                                      "/26",
                                      "-",
                                      "99999999999",
                                      "UTC0"};

}  // namespace

TEST_CASE("no zone file, however torn, brings the reader down") {
    std::vector<std::string> texts = rules;
    for (const char* name : {"Europe/Berlin", "America/Sao_Paulo", "Antarctica/Troll"})
        texts.push_back(test::bytes_of(std::string{"/usr/share/zoneinfo/"} + name));
    for (const std::string& text : texts) REQUIRE(fuzz::feed_zone(text) == "");
    std::size_t read = 0;
    constexpr std::uint32_t rounds = 20000;
    for (std::uint32_t round = 0; round < rounds; ++round) {
        const std::string torn = test::Mutation{round, pieces}.of(
            texts[round % texts.size()], texts[(round / 8 + 1) % texts.size()]);
        INFO("round " << round);
        REQUIRE(fuzz::feed_zone(torn) == "");
        read += read_tzif("Test/Zone", torn) || parse_posix_tz(torn) ? 1 : 0;
    }
    CHECK(read > rounds / 20);
    CHECK(read < rounds);
}
