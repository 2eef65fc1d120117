// Australia: by state or postcode. 0872 spans three states: there the state decides.
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array regions{
    Region{"ACT", "Australia/Sydney", "|australian capital territory|canberra|a c t|"},
    Region{"NSW", "Australia/Sydney", "|new south wales|n s w|"},
    Region{"NT", "Australia/Darwin", "|northern territory|n t|"},
    Region{"QLD", "Australia/Brisbane", "|queensland|qld|"},
    Region{"SA", "Australia/Adelaide", "|south australia|s a|"},
    Region{"TAS", "Australia/Hobart", "|tasmania|"},
    Region{"VIC", "Australia/Melbourne", "|victoria|"},
    Region{"WA", "Australia/Perth", "|western australia|w a|"},
    Region{"NF", "Pacific/Norfolk", "|norfolk island|"},
    Region{"CX", "Indian/Christmas", "|christmas island|"},
    Region{"CC", "Indian/Cocos", "|cocos islands|cocos keeling islands|"},
    Region{"JBT", "Australia/Sydney", "|jervis bay territory|"},
};

constexpr std::array cities{
    CityClock{"NSW", "Australia/Broken_Hill", "|broken hill|silverton|"},
    CityClock{"NSW", "Australia/Lord_Howe", "|lord howe island|"},
    CityClock{"QLD", "Australia/Lindeman",
              "|hamilton island|hayman island|lindeman island|whitsunday islands|daydream "
              "island|"},
    CityClock{"WA", "Australia/Eucla", "|eucla|madura|mundrabilla|cocklebiddy|"},
    CityClock{"TAS", "Antarctica/Macquarie", "|macquarie island|"},
};

constexpr std::array postal{
    PostalClock{"0872", "0872", "Australia/Darwin 70 Australia/Adelaide 20 Australia/Perth 10"},
    PostalClock{"2540", "2540", "Australia/Sydney"},
    PostalClock{"2880", "2880", "Australia/Broken_Hill"},
    PostalClock{"2898", "2898", "Australia/Lord_Howe"},
    PostalClock{"2899", "2899", "@NF"},
    PostalClock{"4803", "4803", "Australia/Lindeman"},
    PostalClock{"6443", "6443", "Australia/Perth 70 Australia/Eucla 30"},
    PostalClock{"6798", "6798", "@CX"},
    PostalClock{"6799", "6799", "@CC"},
    PostalClock{"08", "09", "=NT"},
    PostalClock{"10", "29", "=NSW"},
    PostalClock{"30", "39", "=VIC"},
    PostalClock{"40", "49", "=QLD"},
    PostalClock{"50", "59", "=SA"},
    PostalClock{"60", "69", "=WA"},
    PostalClock{"70", "79", "=TAS"},
    PostalClock{"80", "89", "=VIC"},
    PostalClock{"90", "99", "=QLD"},
    PostalClock{"02", "02", "=ACT"},
};
// clang-format on

}  // namespace

CountryClocks australia() {
    return CountryClocks{
        .country = "AU",
        .clocks =
            "Australia/Sydney 33 Australia/Melbourne 26 Australia/Brisbane 20 "
            "Australia/Perth 11 Australia/Adelaide 7 Australia/Hobart 2 Australia/Darwin 1",
        .regions = regions,
        .cities = cities,
        .postal = postal,
    };
}

}  // namespace vesper
