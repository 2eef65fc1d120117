// The United States: 49 CFR 71 by state, county seat and ZIP prefix.
//
// Military mail (AA, AE, AP) has no published place: no clock is right for it.
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array regions{
    Region{"AL", "America/Chicago", "|alabama|ala|"},
    Region{"AK", "America/Anchorage", "|alaska|"},
    Region{"AZ", "America/Phoenix 98 America/Denver 2", "|arizona|ariz|"},
    Region{"AR", "America/Chicago", "|arkansas|ark|"},
    Region{"CA", "America/Los_Angeles", "|california|calif|cal|"},
    Region{"CO", "America/Denver", "|colorado|colo|"},
    Region{"CT", "America/New_York", "|connecticut|conn|"},
    Region{"DE", "America/New_York", "|delaware|del|"},
    Region{"DC", "America/New_York", "|district of columbia|washington dc|d c|"},
    Region{"FL", "America/New_York 95 America/Chicago 5", "|florida|fla|"},
    Region{"GA", "America/New_York", "|georgia|"},
    Region{"HI", "Pacific/Honolulu", "|hawaii|"},
    Region{"ID", "America/Boise 80 America/Los_Angeles 20", "|idaho|"},
    Region{"IL", "America/Chicago", "|illinois|ill|"},
    Region{"IN", "America/Indiana/Indianapolis 80 America/Chicago 20", "|indiana|ind|"},
    Region{"IA", "America/Chicago", "|iowa|"},
    Region{"KS", "America/Chicago 99 America/Denver 1", "|kansas|kans|kan|"},
    Region{"KY", "America/New_York 72 America/Chicago 28", "|kentucky|"},
    Region{"LA", "America/Chicago", "|louisiana|"},
    Region{"ME", "America/New_York", "|maine|"},
    Region{"MD", "America/New_York", "|maryland|"},
    Region{"MA", "America/New_York", "|massachusetts|mass|"},
    Region{"MI", "America/Detroit 99 America/Menominee 1", "|michigan|mich|"},
    Region{"MN", "America/Chicago", "|minnesota|minn|"},
    Region{"MS", "America/Chicago", "|mississippi|miss|"},
    Region{"MO", "America/Chicago", "|missouri|"},
    Region{"MT", "America/Denver", "|montana|mont|"},
    Region{"NE", "America/Chicago 93 America/Denver 7", "|nebraska|nebr|neb|"},
    Region{"NV", "America/Los_Angeles", "|nevada|nev|"},
    Region{"NH", "America/New_York", "|new hampshire|n h|"},
    Region{"NJ", "America/New_York", "|new jersey|n j|"},
    Region{"NM", "America/Denver", "|new mexico|n mex|n m|"},
    Region{"NY", "America/New_York", "|new york|n y|new york state|"},
    Region{"NC", "America/New_York", "|north carolina|n c|n carolina|"},
    Region{"ND", "America/Chicago 90 America/Denver 10", "|north dakota|n dak|n d|n dakota|"},
    Region{"OH", "America/New_York", "|ohio|"},
    Region{"OK", "America/Chicago", "|oklahoma|okla|"},
    Region{"OR", "America/Los_Angeles 99 America/Boise 1", "|oregon|ore|"},
    Region{"PA", "America/New_York", "|pennsylvania|penn|penna|"},
    Region{"RI", "America/New_York", "|rhode island|r i|"},
    Region{"SC", "America/New_York", "|south carolina|s c|s carolina|"},
    Region{"SD", "America/Chicago 73 America/Denver 27", "|south dakota|s dak|s d|s dakota|"},
    Region{"TN", "America/Chicago 61 America/New_York 39", "|tennessee|tenn|"},
    Region{"TX", "America/Chicago 97 America/Denver 3", "|texas|tex|"},
    Region{"UT", "America/Denver", "|utah|"},
    Region{"VT", "America/New_York", "|vermont|"},
    Region{"VA", "America/New_York", "|virginia|"},
    Region{"WA", "America/Los_Angeles", "|washington|wash|washington state|"},
    Region{"WV", "America/New_York", "|west virginia|w va|w v|w virginia|"},
    Region{"WI", "America/Chicago", "|wisconsin|wis|wisc|"},
    Region{"WY", "America/Denver", "|wyoming|wyo|"},
    Region{"PR", "America/Puerto_Rico", "|puerto rico|p r|"},
    Region{"VI", "America/St_Thomas",
           "|virgin islands|us virgin islands|u s virgin islands|virgin islands u s|"},
    Region{"GU", "Pacific/Guam", "|guam|"},
    Region{"MP", "Pacific/Saipan", "|northern mariana islands|saipan|"},
    Region{"AS", "Pacific/Pago_Pago", "|american samoa|"},
    Region{"FM", "Pacific/Pohnpei 60 Pacific/Chuuk 40",
           "|federated states of micronesia|micronesia|"},
    Region{"MH", "Pacific/Majuro", "|marshall islands|"},
    Region{"PW", "Pacific/Palau", "|palau|"},
    Region{"UM", "Pacific/Midway 50 Pacific/Wake 50", "|minor outlying islands|"},
    Region{"AA", "", "|armed forces americas|"},
    Region{"AE", "", "|armed forces europe|"},
    Region{"AP", "", "|armed forces pacific|"},
};
// clang-format on

}  // namespace

CountryClocks united_states() {
    return CountryClocks{
        .country = "US",
        .clocks =
            "America/New_York 47 America/Chicago 29 America/Los_Angeles 16 America/Denver 5 "
            "America/Phoenix 2 Pacific/Honolulu 0.6 America/Anchorage 0.4",
        .regions = regions,
        .cities = united_states_cities(),
        .postal = united_states_postal(),
    };
}

}  // namespace vesper
