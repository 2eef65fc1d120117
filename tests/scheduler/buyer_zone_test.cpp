#include "scheduler/ladder.hpp"

#include "tests/support/zones.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <sstream>

using namespace vesper;

namespace {

const ZoneSnapshot& world() {
    return *test::system_zones();
}

ZoneAnswer resolved(const std::string& country, const std::string& region = "",
                    const std::string& city = "", const std::string& postal = "") {
    ZoneEvidence evidence;
    evidence.country = country;
    evidence.subdivision = region;
    evidence.city = city;
    evidence.postal = postal;
    return resolve_zone(evidence, world());
}

}  // namespace

TEST_CASE("every country of zone.tab resolves to zones that are known, and says why") {
    std::set<std::string> countries;
    for (char first = 'A'; first <= 'Z'; ++first) {
        for (char second = 'A'; second <= 'Z'; ++second) {
            const std::string code{first, second};
            if (!world().places_in(code).empty()) countries.insert(code);
        }
    }
    REQUIRE(countries.size() >= 247);
    for (const std::string& country : countries) {
        INFO(country);
        const ZoneAnswer answer = resolved(country);
        REQUIRE(answer.grade != Grade::none);
        REQUIRE(!answer.reason.empty());
        REQUIRE(answer.zone == answer.candidates.front().zone);
        double total = 0;
        for (const ZoneCandidate& candidate : answer.candidates) {
            REQUIRE(world().find(candidate.zone) != nullptr);
            total += candidate.weight;
        }
        REQUIRE(total == Approx(1));
        REQUIRE((answer.grade == Grade::exact) == answer.certain());
    }
}

TEST_CASE("addresses of the world") {
    // country, region, city, postal -> zone, grade, rung
    auto [country, region, city, postal, zone, grade] =
        GENERATE(table<const char*, const char*, const char*, const char*, const char*, Grade>({
            // one clock, one name
            {"DE", "", "", "", "Europe/Berlin", Grade::exact},
            {"deu", "", "", "", "Europe/Berlin", Grade::exact},
            {"Deutschland", "", "", "", "Europe/Berlin", Grade::exact},
            {"UK", "", "", "", "Europe/London", Grade::exact},
            {"Great Britain", "", "", "", "Europe/London", Grade::exact},
            {"Côte d’Ivoire", "", "", "", "Africa/Abidjan", Grade::exact},
            {"Ivory Coast", "", "", "", "Africa/Abidjan", Grade::exact},
            {"日本", "", "", "", "Asia/Tokyo", Grade::exact},
            {"Korea, Republic of", "", "", "", "Asia/Seoul", Grade::exact},
            {"Россия", "Москва", "", "", "Europe/Moscow", Grade::exact},
            {"XK", "", "", "", "Europe/Belgrade", Grade::exact},
            // one clock, several names
            {"AR", "Mendoza", "", "", "America/Argentina/Mendoza", Grade::exact},
            {"KZ", "", "", "", "Asia/Almaty", Grade::exact},
            {"MY", "Sabah", "", "", "Asia/Kuching", Grade::exact},
            {"UZ", "", "", "", "Asia/Tashkent", Grade::exact},
            {"CN", "", "", "", "Asia/Shanghai", Grade::exact},
            {"CY", "", "", "", "Asia/Nicosia", Grade::exact},
            // the United States
            {"US", "CA", "", "", "America/Los_Angeles", Grade::exact},
            {"USA", "Calif.", "", "", "America/Los_Angeles", Grade::exact},
            {"US", "US-TX", "El Paso", "", "America/Denver", Grade::strong},
            {"US", "Texas", "", "79901", "America/Denver", Grade::exact},
            {"US", "FL", "Pensacola", "", "America/Chicago", Grade::strong},
            {"US", "FL", "Miami", "", "America/New_York", Grade::strong},
            {"US", "FL", "", "", "America/New_York", Grade::weak},
            {"US", "", "", "32501-1234", "America/Chicago", Grade::exact},
            {"US", "", "", "2139", "America/New_York", Grade::exact},
            {"US", "IN", "Gary", "", "America/Chicago", Grade::strong},
            {"US", "IN", "", "46534", "America/Indiana/Knox", Grade::exact},
            {"US", "TN", "Knoxville", "", "America/New_York", Grade::strong},
            {"US", "KY", "Paducah", "42001", "America/Chicago", Grade::exact},
            {"US", "ND", "", "", "America/Chicago", Grade::weak},
            {"US", "AZ", "Window Rock", "", "America/Denver", Grade::strong},
            {"US", "AZ", "Page", "86040", "America/Phoenix", Grade::exact},
            {"US", "ID", "Lewiston", "", "America/Los_Angeles", Grade::strong},
            {"US", "AL", "Phenix City", "", "America/New_York", Grade::weak},
            {"US", "AK", "Adak", "", "America/Adak", Grade::strong},
            {"US", "PR", "", "", "America/Puerto_Rico", Grade::exact},
            {"US", "", "", "96799", "Pacific/Pago_Pago", Grade::exact},
            {"US", "Guam", "", "96910", "Pacific/Guam", Grade::exact},
            {"US", "", "", "", "America/New_York", Grade::weak},
            {"", "US-HI", "", "", "Pacific/Honolulu", Grade::exact},
            // Canada
            {"CA", "Québec", "", "", "America/Toronto", Grade::weak},
            {"CA", "QC", "Montréal", "", "America/Toronto", Grade::strong},
            {"CA", "BC", "Cranbrook", "", "America/Edmonton", Grade::strong},
            {"CA", "", "", "v6b 1a1", "America/Vancouver", Grade::strong},
            {"CA", "ON", "Kenora", "P9N 1A1", "America/Winnipeg", Grade::exact},
            {"CA", "Saskatchewan", "", "S7K 0A1", "America/Regina", Grade::exact},
            {"CA", "NU", "", "X0C 0G0", "America/Rankin_Inlet", Grade::exact},
            {"CA", "NL", "St. John's", "", "America/St_Johns", Grade::strong},
            // Mexico
            {"MX", "Nuevo León", "", "64000", "America/Monterrey", Grade::exact},
            {"MX", "Nuevo León", "Monterrey", "64000", "America/Monterrey", Grade::exact},
            {"MX", "Chih.", "Ciudad Juárez", "", "America/Ciudad_Juarez", Grade::strong},
            {"MX", "Quintana Roo", "", "", "America/Cancun", Grade::exact},
            {"MX", "", "", "1000", "America/Mexico_City", Grade::strong},
            {"Méjico", "CDMX", "", "", "America/Mexico_City", Grade::exact},
            // Brazil
            {"BR", "SP", "", "", "America/Sao_Paulo", Grade::exact},
            {"Brasil", "São Paulo", "", "01310-100", "America/Sao_Paulo", Grade::exact},
            {"BR", "AM", "Manaus", "", "America/Manaus", Grade::strong},
            {"BR", "AM", "Tabatinga", "", "America/Manaus", Grade::weak},
            {"BR", "", "", "69900-000", "America/Rio_Branco", Grade::strong},
            {"BR", "PE", "Fernando de Noronha", "53990-000", "America/Noronha", Grade::exact},
            // Australia
            {"AU", "NSW", "", "2000", "Australia/Sydney", Grade::exact},
            {"AU", "NSW", "Broken Hill", "2880", "Australia/Broken_Hill", Grade::exact},
            {"AU", "Western Australia", "", "", "Australia/Perth", Grade::exact},
            {"AU", "SA", "", "0872", "Australia/Adelaide", Grade::strong},
            {"AU", "NT", "", "0872", "Australia/Darwin", Grade::strong},
            {"AU", "NT", "Alice Springs", "0872", "Australia/Darwin", Grade::strong},
            {"AU", "NT", "Yulara", "0872", "Australia/Darwin", Grade::strong},
            {"AU", "", "", "0872", "Australia/Darwin", Grade::weak},
            {"AU", "QLD", "Wallangarra", "4383", "Australia/Brisbane", Grade::strong},
            {"AU", "WA", "Norseman", "6443", "Australia/Perth", Grade::strong},
            {"AU", "WA", "", "6443", "Australia/Perth", Grade::weak},
            {"CA", "SK", "", "S0P 0B0", "America/Winnipeg", Grade::weak},
            {"CN", "Xinjiang", "", "830000", "Asia/Shanghai", Grade::weak},
            {"AU", "", "", "800", "Australia/Darwin", Grade::strong},
            {"AU", "", "Perth", "", "Australia/Perth", Grade::weak},
            {"AU", "", "", "2899", "Pacific/Norfolk", Grade::exact},
            // Indonesia
            {"ID", "Jawa Barat", "", "", "Asia/Jakarta", Grade::exact},
            {"ID", "West Java", "", "", "Asia/Jakarta", Grade::exact},
            {"ID", "Bali", "", "80361", "Asia/Makassar", Grade::strong},
            {"ID", "Papua Pegunungan", "", "", "Asia/Jayapura", Grade::exact},
            {"ID", "", "", "78111", "Asia/Pontianak", Grade::strong},
            {"ID", "", "Jayapura", "", "Asia/Jayapura", Grade::weak},
            // Russia
            {"RU", "Новосибирская обл", "", "", "Asia/Novosibirsk", Grade::exact},
            {"RU", "Novosibirsk Oblast", "", "", "Asia/Novosibirsk", Grade::exact},
            {"RU", "Novosibirskaya oblast'", "", "", "Asia/Novosibirsk", Grade::exact},
            {"RU", "г. Москва", "", "", "Europe/Moscow", Grade::exact},
            {"RU", "Ханты-Мансийский АО — Югра", "", "", "Asia/Yekaterinburg", Grade::exact},
            {"RU", "Алтайский край", "", "", "Asia/Barnaul", Grade::exact},
            {"RU", "Республика Саха (Якутия)", "Якутск", "", "Asia/Yakutsk", Grade::strong},
            {"RU", "SAK", "", "694550", "Asia/Srednekolymsk", Grade::exact},
            {"RU", "", "", "690001", "Asia/Vladivostok", Grade::strong},
            {"RU", "", "Екатеринбург", "", "Asia/Yekaterinburg", Grade::fair},
            // islands and territories
            {"ES", "", "", "35001", "Atlantic/Canary", Grade::strong},
            {"ES", "", "", "8001", "Europe/Madrid", Grade::strong},
            {"ES", "Santa Cruz de Tenerife", "", "", "Atlantic/Canary", Grade::exact},
            {"PT", "", "", "9500-150", "Atlantic/Azores", Grade::strong},
            {"FR", "", "Cayenne", "97300", "America/Cayenne", Grade::exact},
            {"FR", "", "Lyon", "69001", "Europe/Paris", Grade::exact},
            {"GB", "", "", "GX11 1AA", "Europe/Gibraltar", Grade::exact},
            {"GB", "", "", "SW1A 1AA", "Europe/London", Grade::exact},
            {"GB", "England", "London", "SW1A 1AA", "Europe/London", Grade::exact},
            {"NL", "Curaçao", "Willemstad", "4797 AA", "Europe/Amsterdam", Grade::fair},
            {"DK", "", "Nuuk", "3900", "America/Nuuk", Grade::strong},
            {"CL", "Magallanes", "", "", "America/Punta_Arenas", Grade::exact},
            {"CL", "", "", "2770000", "Pacific/Easter", Grade::strong},
            {"NZ", "", "Auckland", "1010", "Pacific/Auckland", Grade::strong},
            {"NL", "Curaçao", "", "", "America/Curacao", Grade::exact},
            {"MN", "Khovd", "", "", "Asia/Hovd", Grade::exact},
            {"UA", "Lviv", "", "", "Europe/Kyiv", Grade::exact},
            {"UA", "Crimea", "", "", "Europe/Simferopol", Grade::exact},
        }));
    INFO(country << " | " << region << " | " << city << " | " << postal);
    const ZoneAnswer answer = resolved(country, region, city, postal);
    INFO(answer.reason);
    CHECK(answer.zone == zone);
    CHECK(name(answer.grade) == name(grade));
}

TEST_CASE("a code of the mother country outweighs a territory's town of the same name") {
    auto [country, city, postal, zone, grade] =
        GENERATE(table<const char*, const char*, const char*, const char*, Grade>({
            {"FR", "Saint-Denis", "93200", "Europe/Paris", Grade::strong},
            {"FR", "Saint-Denis", "97400", "Indian/Reunion", Grade::exact},
            {"FR", "Saint-Barthélemy", "56150", "Europe/Paris", Grade::exact},
            {"FR", "Le Port", "09320", "Europe/Paris", Grade::strong},
            {"FR", "Le Port", "97420", "Indian/Reunion", Grade::exact},
            {"NL", "Willemstad", "4797 AA", "Europe/Amsterdam", Grade::strong},
            {"NL", "Willemstad", "", "America/Curacao", Grade::fair},
            {"GB", "Plymouth", "PL1 1AA", "Europe/London", Grade::strong},
            {"GB", "Jamestown", "G83 8PQ", "Europe/London", Grade::strong},
            {"GB", "Hamilton", "HM 11", "Atlantic/Bermuda", Grade::exact},
            {"GB", "Jamestown", "n/a", "Atlantic/St_Helena", Grade::fair},
            {"DK", "Nuuk", "8000", "Europe/Copenhagen", Grade::strong},
            {"DK", "Tórshavn", "100", "Atlantic/Faroe", Grade::fair},
        }));
    INFO(country << " | " << city << " | " << postal);
    const ZoneAnswer answer = resolved(country, "", city, postal);
    INFO(answer.reason);
    CHECK(answer.zone == zone);
    CHECK(answer.certain());
    CHECK(name(answer.grade) == name(grade));
}

TEST_CASE("letters before a code of digits are the country's, a territory's or a state's") {
    auto [country, region, postal, zone, grade] =
        GENERATE(table<const char*, const char*, const char*, const char*, Grade>({
            {"FR", "", "F-97400", "Indian/Reunion", Grade::exact},
            {"FR", "", "F-75011", "Europe/Paris", Grade::exact},
            {"DK", "", "DK-3900", "America/Nuuk", Grade::strong},
            {"DK", "", "FO-100", "Atlantic/Faroe", Grade::exact},
            {"PT", "", "PT-9500-150", "Atlantic/Azores", Grade::strong},
            {"ES", "", "E-35001", "Atlantic/Canary", Grade::strong},
            {"US", "", "CA 90210", "America/Los_Angeles", Grade::exact},
            {"US", "", "PR 00901", "America/Puerto_Rico", Grade::exact},
            {"US", "", "AE 09012", "", Grade::none},
            {"US", "", "NY 90210", "America/Los_Angeles", Grade::fair},
            {"US", "CA", "US 90210", "America/Los_Angeles", Grade::exact},
            {"US", "", "Apt. 901", "America/New_York", Grade::weak},
            {"AU", "", "NT 0872", "Australia/Darwin", Grade::strong},
            {"CA", "", "V6B 1A1", "America/Vancouver", Grade::strong},
            {"GB", "", "KY1 1AA", "Europe/London", Grade::exact},
            {"GB", "", "KY1-1001", "America/Cayman", Grade::exact},
        }));
    INFO(country << " | " << region << " | " << postal);
    const ZoneAnswer answer = resolved(country, region, "", postal);
    INFO(answer.reason);
    CHECK(answer.zone == zone);
    CHECK(name(answer.grade) == name(grade));
}

TEST_CASE("without a code the mother country's own town is likelier, and doubt is shown") {
    const auto [country, city, zone, other] =
        GENERATE(table<const char*, const char*, const char*, const char*>({
            {"GB", "Plymouth", "Europe/London", "America/Montserrat"},
            {"GB", "Hamilton", "Europe/London", "Atlantic/Bermuda"},
            {"FR", "Saint-Denis", "Europe/Paris", "Indian/Reunion"},
        }));
    const ZoneAnswer answer = resolved(country, "", city);
    INFO(answer.reason);
    CHECK(answer.zone == zone);
    CHECK(answer.grade == Grade::weak);
    REQUIRE(answer.candidates.size() == 2);
    CHECK(answer.candidates[0].weight > 0.85);
    CHECK(answer.candidates[1].zone == other);
}

TEST_CASE("reasons are sentences for a shop manager") {
    CHECK(resolved("DE").reason == "country DE has one clock -> Europe/Berlin");
    CHECK(resolved("US", "FL").reason ==
          "Florida (US-FL) keeps several clocks: America/New_York (95 %) or America/Chicago (5 %)");
    CHECK(resolved("US", "FL", "Destin").reason == "Destin, Florida (US-FL) -> America/Chicago");
    CHECK(resolved("NZ", "Middle Earth").reason ==
          "\"Middle Earth\" is no known region; country NZ keeps several clocks and the address "
          "does not say which: Pacific/Auckland (over 99 %) or Pacific/Chatham (under 1 %)");
    CHECK(resolved("FR", "", "", "97110").reason ==
          "written as FR, it lies in GP; country GP has one clock -> America/Guadeloupe");
    CHECK(resolved("US", "IN", "Knox", "46534").reason ==
          "ZIP 46534 (Knox, Starke County IN) -> America/Indiana/Knox");
    CHECK(resolved("AU", "SA", "", "0872").reason == "postal code 0872 -> Australia/Adelaide");
    CHECK(resolved("GB", "", "Hamilton", "ML3 0AA").reason ==
          "postal code ML3 0AA lies in GB itself -> Europe/London");
    CHECK(resolved("CA", "", "", "P9N 1A1").reason ==
          "postal code P9N 1A1 (Ontario) -> America/Winnipeg");
    CHECK(resolved("BR", "AM", "Tabatinga").reason ==
          "Tabatinga, Amazonas (BR-AM), may keep several clocks: America/Manaus (50 %) or "
          "America/Eirunepe (50 %)");
}

TEST_CASE("shares are a hundred together") {
    using Texts = std::vector<std::string>;
    const auto shares = [](std::vector<double> weights) { return in_per_cent(weights); };
    CHECK(shares({0.955, 0.045}) == Texts{"96 %", "4 %"});
    CHECK(shares({0.925, 0.075}) == Texts{"93 %", "7 %"});
    CHECK(shares({0.995, 0.005}) == Texts{"over 99 %", "under 1 %"});
    CHECK(shares({1.0 / 3, 1.0 / 3, 1.0 / 3}) == Texts{"34 %", "33 %", "33 %"});
    CHECK(shares({0.29, 0.71}) == Texts{"29 %", "71 %"});
    CHECK(shares({1}) == Texts{"100 %"});
    CHECK(shares({}).empty());
    CHECK(resolved("ES").reason ==
          "country ES keeps several clocks and the address does not say which: "
          "Europe/Madrid (96 %) or Atlantic/Canary (4 %)");
    CHECK(resolved("CL", "VS").reason ==
          "Valparaíso (CL-VS) keeps several clocks: "
          "America/Santiago (over 99 %) or Pacific/Easter (under 1 %)");
}

TEST_CASE("where nothing is known there is no zone, and never UTC") {
    auto [country, region, postal, reason] =
        GENERATE(table<const char*, const char*, const char*, const char*>({
            {"", "", "", "no country is known"},
            {"Atlantis", "", "", "\"Atlantis\" is no known country"},
            {"BV", "", "", "country BV has no time zone"},
            {"US", "AE", "", "military mail of US has no published place"},
            {"US", "", "09012", "military mail of US has no published place"},
        }));
    const ZoneAnswer answer = resolved(country, region, "", postal);
    CHECK(answer.grade == Grade::none);
    CHECK(answer.zone.empty());
    CHECK(answer.candidates.empty());
    CHECK(answer.reason == reason);
}

TEST_CASE("a region and a postal code that contradict each other are both kept") {
    const ZoneAnswer answer = resolved("US", "NY", "", "90210");
    CHECK(answer.grade == Grade::fair);
    CHECK(answer.rung == "conflict");
    CHECK(answer.candidates.size() == 2);
    CHECK(answer.reason ==
          "ZIP 90210 (California) and New York (US-NY) keep different clocks: "
          "America/Los_Angeles (60 %) or America/New_York (40 %)");
}

TEST_CASE("the buyer's own zone wins over the address; a bad one is named and passed over") {
    ZoneEvidence evidence;
    evidence.country = "DE";
    evidence.timezone = "US/Pacific";
    ZoneAnswer answer = resolve_zone(evidence, world());
    CHECK(answer.zone == "America/Los_Angeles");
    CHECK(answer.grade == Grade::exact);
    CHECK(answer.rung == "explicit");
    evidence.timezone = "CST";
    answer = resolve_zone(evidence, world());
    CHECK(answer.zone == "Europe/Berlin");
    CHECK(answer.reason ==
          "\"CST\" is an abbreviation, not a time zone: write a name like \"America/Chicago\"; "
          "country DE has one clock -> Europe/Berlin");
}

TEST_CASE("names of time zones") {
    auto [written, problem] = GENERATE(table<const char*, const char*>({
        {"Europe/Berlin", ""},
        {"Japan", ""},
        {"NZ", ""},
        {"Asia/Calcutta", ""},
        {"Europe/Belin", "unknown time zone \"Europe/Belin\": did you mean \"Europe/Berlin\"?"},
        {"EST",
         "\"EST\" is an abbreviation, not a time zone: write a name like \"America/Chicago\""},
        {"IST",
         "\"IST\" is an abbreviation, not a time zone: write a name like \"America/Chicago\""},
        {"UTC", "\"UTC\" is an offset, not a time zone: write a name like \"America/Chicago\""},
        {"Etc/GMT+5",
         "\"Etc/GMT+5\" is an offset, not a time zone: write a name like \"America/Chicago\""},
        {"+02:00",
         "\"+02:00\" is an offset, not a time zone: write a name like \"America/Chicago\""},
    }));
    CHECK(zone_name_problem(written, world()) == problem);
}

TEST_CASE("the buyer of an order: shipping and billing are evidence about one person") {
    Order order;
    order.ship_to.country = "US";
    order.ship_to.region = "NY";
    SECTION("shipping alone") {
        CHECK(resolve_buyer(order, Shop{}, world()).zone == "America/New_York");
        CHECK(resolve_buyer(order, Shop{}, world()).certain());
    }
    SECTION("an explicit zone ends the search") {
        order.timezone = "Asia/Tokyo";
        order.bill_to.country = "DE";
        CHECK(resolve_buyer(order, Shop{}, world()).zone == "Asia/Tokyo");
        CHECK(resolve_buyer(order, Shop{}, world()).certain());
    }
    SECTION("another state with the same clock is no disagreement") {
        order.bill_to.country = "US";
        order.bill_to.region = "MA";
        CHECK(resolve_buyer(order, Shop{}, world()).certain());
    }
    SECTION("a gift: both clocks stay, and neither is certain") {
        order.bill_to.country = "DE";
        const ZoneAnswer answer = resolve_buyer(order, Shop{}, world());
        CHECK(answer.grade == Grade::fair);
        CHECK(answer.rung == "addresses");
        CHECK(answer.zone == "America/New_York");
        REQUIRE(answer.candidates.size() == 2);
        CHECK(answer.candidates[1].zone == "Europe/Berlin");
        CHECK(answer.reason ==
              "shipping address (New York (US-NY) keeps one clock -> America/New_York) and "
              "billing address (country DE has one clock -> Europe/Berlin) keep different clocks: "
              "America/New_York (60 %) or Europe/Berlin (40 %)");
    }
    SECTION("billing narrows what shipping leaves open") {
        order.ship_to.region.clear();
        order.bill_to.country = "US";
        order.bill_to.region = "WA";
        const ZoneAnswer answer = resolve_buyer(order, Shop{}, world());
        CHECK(answer.zone == "America/Los_Angeles");
        CHECK(answer.certain());
        CHECK(answer.grade == Grade::fair);
    }
    SECTION("the same address twice says no more than once, against a telephone either") {
        order.buyer.phone = "+4930123456";
        const ZoneAnswer once = resolve_buyer(order, Shop{}, world());
        REQUIRE(once.candidates.size() == 2);
        order.bill_to = order.ship_to;
        order.bill_to.recipient = "the one who pays";
        const ZoneAnswer twice = resolve_buyer(order, Shop{}, world());
        CHECK(twice.reason == once.reason);
        CHECK(twice.rung == once.rung);
        CHECK(twice.candidates.size() == 2);
    }
    SECTION("a tag that the shop gave a zone comes before all of it") {
        order.timezone = "Asia/Tokyo";
        order.tags = {"vip", "moved-to-lisbon"};
        Shop shop;
        CHECK(resolve_buyer(order, shop, world()).zone == "Asia/Tokyo");  // control
        shop.zone_of_tag = {{"moved-to-lisbon", "Europe/Lisbon"},
                            {"kin-in-porto", "Europe/Lisbon"},
                            {"winters-in-bali", "Asia/Makassar"}};
        ZoneAnswer answer = resolve_buyer(order, shop, world());
        CHECK(answer.zone == "Europe/Lisbon");
        CHECK(answer.grade == Grade::exact);
        CHECK(answer.rung == "shop");
        CHECK(answer.reason == "the shop says: tag \"moved-to-lisbon\" -> Europe/Lisbon");
        order.tags.push_back("kin-in-porto");  // the same clock twice is no doubt
        CHECK(resolve_buyer(order, shop, world()).grade == Grade::exact);
        order.tags.push_back("winters-in-bali");
        answer = resolve_buyer(order, shop, world());
        CHECK(answer.candidates.size() == 2);
        CHECK(answer.grade == Grade::fair);
        CHECK(answer.reason ==
              "the shop says: tag \"moved-to-lisbon\" -> Europe/Lisbon, tag \"kin-in-porto\" -> "
              "Europe/Lisbon, tag \"winters-in-bali\" -> Asia/Makassar");
    }
    SECTION("billing alone") {
        order.ship_to = {};
        order.bill_to.country = "DE";
        CHECK(resolve_buyer(order, Shop{}, world()).reason ==
              "by the billing address: country DE has one clock -> Europe/Berlin");
    }
}

namespace {

ZoneEvidence in_country(const std::string& country) {
    ZoneEvidence evidence;
    evidence.country = country;
    return evidence;
}

}  // namespace

TEST_CASE("what stands beside an address narrows it, confirms it, or contradicts it") {
    SECTION("coordinates decide in a country with several clocks") {
        ZoneEvidence evidence = in_country("US");
        evidence.lat = 31.76;
        evidence.lon = -106.49;
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.zone == "America/Denver");
        CHECK(answer.grade == Grade::strong);
        CHECK(answer.rung == "coordinates");
    }
    SECTION("coordinates far from the address are a contradiction") {
        ZoneEvidence evidence = in_country("US");
        evidence.subdivision = "MA";
        evidence.lat = 34.05;
        evidence.lon = -118.24;
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.zone == "America/New_York");
        CHECK(answer.candidates.size() == 2);
        CHECK(answer.grade == Grade::fair);
        CHECK(answer.reason ==
              "Massachusetts (US-MA) keeps one clock -> America/New_York; the coordinates lie "
              "elsewhere (America/Los_Angeles)");
    }
    SECTION("a telephone abroad stays a candidate") {
        ZoneEvidence evidence = in_country("DE");
        evidence.phone = "+81 3 1234 5678";
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.zone == "Europe/Berlin");
        CHECK(answer.grade == Grade::fair);
        REQUIRE(answer.candidates.size() == 2);
        CHECK(answer.candidates[1].zone == "Asia/Tokyo");
        CHECK(answer.reason ==
              "country DE has one clock -> Europe/Berlin; telephone +81 is elsewhere (Asia/Tokyo)");
    }
    SECTION("American numbers move with their owners: said, and no more") {
        ZoneEvidence evidence = in_country("US");
        evidence.subdivision = "MA";
        evidence.phone = "+13105550123";
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.grade == Grade::exact);
        CHECK(answer.reason ==
              "Massachusetts (US-MA) keeps one clock -> America/New_York; telephone +13105 "
              "is elsewhere (America/Los_Angeles), but such numbers move with their owners");
    }
    SECTION("a landline decides where there is no address, a mobile number only the country") {
        ZoneEvidence evidence;
        evidence.phone = "+61 2 9123 4567";
        CHECK(resolve_zone(evidence, world()).zone == "Australia/Sydney");
        CHECK(resolve_zone(evidence, world()).grade == Grade::fair);
        evidence.phone = "+61 412 345 678";
        CHECK(resolve_zone(evidence, world()).grade == Grade::weak);
        CHECK(resolve_zone(evidence, world()).candidates.size() > 4);
        evidence.phone = "+1 800 555 0123";
        CHECK(resolve_zone(evidence, world()).grade == Grade::none);
    }
    SECTION("an offset narrows, and is no zone") {
        ZoneEvidence evidence = in_country("ID");
        evidence.timezone = "UTC+9";
        const ZoneAnswer answer = resolve_zone(evidence, world());
        CHECK(answer.zone == "Asia/Jayapura");
        CHECK(answer.grade == Grade::fair);
        CHECK(answer.rung == "offset");
        evidence.country.clear();
        CHECK(resolve_zone(evidence, world()).grade == Grade::none);
    }
    SECTION("a language hints and decides nothing") {
        const ZoneHints hints{.language = "ja-JP", .assumed = {}};
        const ZoneAnswer answer = resolve_zone(ZoneEvidence{}, hints, world());
        CHECK(answer.grade == Grade::none);
        CHECK(answer.zone.empty());
        CHECK(answer.candidates.size() == 1);
        CHECK(answer.reason == "no country is known; the language ja-JP hints at Asia/Tokyo");
    }
    SECTION("a Windows name is a zone, and means the country's own") {
        ZoneEvidence evidence = in_country("PL");
        evidence.timezone = "Central European Standard Time";
        CHECK(resolve_zone(evidence, world()).zone == "Europe/Warsaw");
        CHECK(own_zone_problem("W. Europe Standard Time", world()).empty());
        CHECK(own_zone_problem("+05:30", world()).empty());
        CHECK(own_zone_problem("CST", world()) ==
              "\"CST\" is an abbreviation, not a time zone: write a name like "
              "\"America/Chicago\"");
    }
}

TEST_CASE("a town of a known postal code that keeps another clock is a contradiction") {
    const ZoneAnswer answer = resolved("US", "TX", "El Paso", "78701");
    CHECK(answer.zone == "America/Chicago");
    CHECK(answer.grade == Grade::fair);
    CHECK(answer.candidates.size() == 2);
    CHECK(answer.reason ==
          "El Paso and ZIP 78701 (Texas) keep different clocks: America/Chicago (60 %) or "
          "America/Denver (40 %)");
}
