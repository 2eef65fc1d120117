// Countries on the mainland with more than one clock, or with one clock under several names.
//
// China keeps one by law; Xinjiang lives by two. In the east of Ukraine it depends on who holds the
// town.
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array cd_regions{
    Region{"KN", "Africa/Kinshasa", "|kinshasa|"},
    Region{"BC", "Africa/Kinshasa", "|kongo central|bas congo|"},
    Region{"KG", "Africa/Kinshasa", "|kwango|"},
    Region{"KL", "Africa/Kinshasa", "|kwilu|"},
    Region{"MN", "Africa/Kinshasa", "|mai ndombe|"},
    Region{"EQ", "Africa/Kinshasa", "|equateur|"},
    Region{"MO", "Africa/Kinshasa", "|mongala|"},
    Region{"NU", "Africa/Kinshasa", "|nord ubangi|"},
    Region{"SU", "Africa/Kinshasa", "|sud ubangi|"},
    Region{"TU", "Africa/Kinshasa", "|tshuapa|"},
    Region{"BN", "Africa/Kinshasa", "|bandundu|"},
    Region{"BU", "Africa/Lubumbashi", "|bas uele|"},
    Region{"HK", "Africa/Lubumbashi", "|haut katanga|katanga|"},
    Region{"HL", "Africa/Lubumbashi", "|haut lomami|"},
    Region{"HU", "Africa/Lubumbashi", "|haut uele|"},
    Region{"IT", "Africa/Lubumbashi", "|ituri|"},
    Region{"KC", "Africa/Lubumbashi", "|kasai central|kasai occidental|"},
    Region{"KE", "Africa/Lubumbashi", "|kasai oriental|"},
    Region{"KS", "Africa/Lubumbashi", "|kasai|"},
    Region{"LO", "Africa/Lubumbashi", "|lomami|"},
    Region{"LU", "Africa/Lubumbashi", "|lualaba|"},
    Region{"MA", "Africa/Lubumbashi", "|maniema|"},
    Region{"NK", "Africa/Lubumbashi", "|nord kivu|north kivu|"},
    Region{"SA", "Africa/Lubumbashi", "|sankuru|"},
    Region{"SK", "Africa/Lubumbashi", "|sud kivu|south kivu|"},
    Region{"TA", "Africa/Lubumbashi", "|tanganyika|"},
    Region{"TO", "Africa/Lubumbashi", "|tshopo|orientale|"},
};

constexpr std::array cd_cities{
    CityClock{"", "Africa/Kinshasa", "|kinshasa|matadi|boma|mbandaka|kikwit|bandundu|"},
    CityClock{"", "Africa/Lubumbashi",
              "|lubumbashi|goma|bukavu|kisangani|mbuji mayi|kananga|kolwezi|likasi|bunia|"
              "uvira|beni|butembo|"},
};

constexpr std::array cn_regions{
    Region{"XJ", "Asia/Shanghai 60 Asia/Urumqi 40",
           "|xinjiang|xinjiang uygur|新疆|新疆维吾尔自治区|xinjiang uyghur|"},
    Region{"HK", "Asia/Hong_Kong", "|hong kong|香港|hongkong|"},
    Region{"MO", "Asia/Macau", "|macau|macao|澳门|"},
    Region{"TW", "Asia/Taipei", "|taiwan|台湾|"},
};

constexpr std::array cn_postal{
    PostalClock{"83", "84", "=XJ"},
};

constexpr std::array mn_regions{
    Region{"071", "Asia/Hovd", "|bayan olgii|bayan ulgii|bayan olgiy|"},
    Region{"043", "Asia/Hovd", "|hovd|khovd|"},
    Region{"046", "Asia/Hovd", "|uvs|"},
    Region{"1", "Asia/Ulaanbaatar", "|ulaanbaatar|ulan bator|"},
};

constexpr std::array mn_cities{
    CityClock{"", "Asia/Ulaanbaatar", "|ulaanbaatar|ulan bator|darkhan|erdenet|улаанбаатар|"},
    CityClock{"", "Asia/Hovd", "|khovd|hovd|olgii|ulgii|ulaangom|"},
};

constexpr std::array ua_regions{
    Region{"05", "Europe/Kyiv", "|vinnytsia|vinnytska|"},
    Region{"07", "Europe/Kyiv", "|volyn|volynska|"},
    Region{"12", "Europe/Kyiv", "|dnipropetrovsk|dnipropetrovska|"},
    Region{"18", "Europe/Kyiv", "|zhytomyr|zhytomyrska|"},
    Region{"21", "Europe/Kyiv", "|zakarpattia|zakarpatska|"},
    Region{"26", "Europe/Kyiv", "|ivano frankivsk|ivano frankivska|"},
    Region{"30", "Europe/Kyiv", "|kyiv|kiev|kyiv city|київ|"},
    Region{"32", "Europe/Kyiv", "|kyiv oblast|kyivska|київська|"},
    Region{"35", "Europe/Kyiv", "|kirovohrad|kirovohradska|"},
    Region{"46", "Europe/Kyiv", "|lviv|lvivska|львівська|"},
    Region{"48", "Europe/Kyiv", "|mykolaiv|mykolaivska|"},
    Region{"51", "Europe/Kyiv", "|odesa|odessa|odeska|одеська|"},
    Region{"53", "Europe/Kyiv", "|poltava|poltavska|"},
    Region{"56", "Europe/Kyiv", "|rivne|rivnenska|"},
    Region{"59", "Europe/Kyiv", "|sumy|sumska|"},
    Region{"61", "Europe/Kyiv", "|ternopil|ternopilska|"},
    Region{"63", "Europe/Kyiv", "|kharkiv|kharkivska|харківська|"},
    Region{"68", "Europe/Kyiv", "|khmelnytskyi|khmelnytska|"},
    Region{"71", "Europe/Kyiv", "|cherkasy|cherkaska|"},
    Region{"74", "Europe/Kyiv", "|chernihiv|chernihivska|"},
    Region{"77", "Europe/Kyiv", "|chernivtsi|chernivetska|"},
    Region{"09", "Europe/Kyiv 60 Europe/Moscow 40", "|luhansk|luhanska|луганська|"},
    Region{"14", "Europe/Kyiv 60 Europe/Moscow 40", "|donetsk|donetska|донецька|"},
    Region{"23", "Europe/Kyiv 60 Europe/Moscow 40", "|zaporizhzhia|zaporizka|запорізька|"},
    Region{"65", "Europe/Kyiv 60 Europe/Moscow 40", "|kherson|khersonska|херсонська|"},
    Region{"40", "Europe/Simferopol", "|sevastopol|севастополь|"},
    Region{"43", "Europe/Simferopol",
           "|crimea|avtonomna respublika krym|krym|крим|autonomous republic of crimea|"},
};

constexpr std::array ua_cities{
    CityClock{"", "Europe/Kyiv",
              "|kyiv|kiev|київ|киев|kharkiv|odesa|odessa|dnipro|lviv|львів|zaporizhzhia|"
              "kryvyi rih|mykolaiv|vinnytsia|kherson|poltava|chernihiv|cherkasy|kramatorsk|"
              "одеса|харків|дніпро|"},
    CityClock{"", "Europe/Simferopol", "|simferopol|sevastopol|yalta|kerch|feodosia|"},
};

constexpr std::array ua_postal{
    PostalClock{"83", "87", "=14"},
    PostalClock{"91", "94", "=09"},
    PostalClock{"95", "99", "=43"},
    PostalClock{"73", "75", "=65"},
    PostalClock{"69", "72", "=23"},
    PostalClock{"01", "99", "Europe/Kyiv"},
};

constexpr std::array countries{
    CountryClocks{"CD",
                  "Africa/Lubumbashi 57 Africa/Kinshasa 43",
                  cd_regions, cd_cities, {}},
    CountryClocks{"CN",
                  "Asia/Shanghai",
                  cn_regions, {}, cn_postal},
    CountryClocks{"MN",
                  "Asia/Ulaanbaatar 93 Asia/Hovd 7",
                  mn_regions, mn_cities, {}},
    CountryClocks{"PS",
                  "Asia/Hebron 60 Asia/Gaza 40",
                  {}, {}, {}},
    CountryClocks{"UA",
                  "Europe/Kyiv 97 Europe/Simferopol 3",
                  ua_regions, ua_cities, ua_postal},
    CountryClocks{"UZ",
                  "Asia/Tashkent 62 Asia/Samarkand 38",
                  {}, {}, {}},
};

// clang-format on

}  // namespace

std::span<const CountryClocks> countries_on_the_mainland() {
    return countries;
}

}  // namespace vesper
