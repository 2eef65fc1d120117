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
