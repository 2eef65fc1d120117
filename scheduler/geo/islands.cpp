// Countries with far islands or a far province, and territories that are written as their mother
// country (the postal code tells).
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array cl_regions{
    Region{"AI", "America/Coyhaique",
           "|aysen|aisen|aysen del general carlos ibanez del campo|aisen del general carlos "
           "ibanez del campo|"},
    Region{"AN", "America/Santiago", "|antofagasta|"},
    Region{"AP", "America/Santiago", "|arica y parinacota|"},
    Region{"AR", "America/Santiago", "|araucania|la araucania|"},
    Region{"AT", "America/Santiago", "|atacama|"},
    Region{"BI", "America/Santiago", "|biobio|bio bio|"},
    Region{"CO", "America/Santiago", "|coquimbo|"},
    Region{"LI", "America/Santiago", "|ohiggins|libertador general bernardo ohiggins|"},
    Region{"LL", "America/Santiago", "|los lagos|"},
    Region{"LR", "America/Santiago", "|los rios|"},
    Region{"MA", "America/Punta_Arenas", "|magallanes|magallanes y la antartica chilena|"},
    Region{"ML", "America/Santiago", "|maule|"},
    Region{"NB", "America/Santiago", "|nuble|"},
    Region{"RM", "America/Santiago",
           "|metropolitana|metropolitana de santiago|santiago|santiago metropolitan|"},
    Region{"TA", "America/Santiago", "|tarapaca|"},
    Region{"VS", "America/Santiago 99.5 Pacific/Easter 0.5", "|valparaiso|"},
};

constexpr std::array cl_cities{
    CityClock{"", "Pacific/Easter", "|isla de pascua|rapa nui|hanga roa|easter island|"},
    CityClock{"", "America/Santiago",
              "|santiago|valparaiso|vina del mar|concepcion|antofagasta|temuco|puerto montt|"
              "rancagua|talca|arica|iquique|la serena|puente alto|maipu|las condes|la florida|"
              "providencia|nunoa|"},
    CityClock{"", "America/Punta_Arenas", "|punta arenas|puerto natales|porvenir|"},
    CityClock{"", "America/Coyhaique", "|coyhaique|puerto aysen|"},
};

constexpr std::array cl_postal{
    PostalClock{"277", "277", "Pacific/Easter"},
};

constexpr std::array dk_regions{
    Region{"FO", "Atlantic/Faroe", "|faroe islands|faroes|foroyar|"},
    Region{"GL", "America/Nuuk 98 America/Thule 1 America/Scoresbysund 1", "|greenland|gronland|"},
};

constexpr std::array dk_postal{
    PostalClock{"39", "39", "@GL"},
};

constexpr std::array ec_regions{
    Region{"W", "Pacific/Galapagos", "|galapagos|"},
    Region{"A", "America/Guayaquil", "|azuay|"},
    Region{"G", "America/Guayaquil", "|guayas|"},
    Region{"P", "America/Guayaquil", "|pichincha|"},
    Region{"M", "America/Guayaquil", "|manabi|"},
};

constexpr std::array ec_cities{
    CityClock{"", "Pacific/Galapagos",
              "|puerto ayora|puerto baquerizo moreno|puerto villamil|galapagos|"},
    CityClock{"", "America/Guayaquil",
              "|quito|guayaquil|cuenca|ambato|manta|portoviejo|loja|machala|santo domingo|"
              "riobamba|"},
};

constexpr std::array ec_postal{
    PostalClock{"2001", "2003", "=W"},
    PostalClock{"01", "19", "America/Guayaquil"},
    PostalClock{"20", "20", "=W"},
    PostalClock{"21", "24", "America/Guayaquil"},
};

constexpr std::array es_regions{
    Region{"CN", "Atlantic/Canary", "|canarias|canary islands|islas canarias|"},
    Region{"GC", "Atlantic/Canary", "|las palmas|gran canaria|lanzarote|fuerteventura|"},
    Region{"TF", "Atlantic/Canary", "|santa cruz de tenerife|tenerife|"},
    Region{"CE", "Africa/Ceuta", "|ceuta|"},
    Region{"ML", "Africa/Ceuta", "|melilla|"},
};

constexpr std::array es_cities{
    CityClock{"", "Atlantic/Canary",
              "|las palmas de gran canaria|santa cruz de tenerife|arrecife|puerto del rosario|"
              "adeje|arona|san cristobal de la laguna|telde|"},
    CityClock{"", "Europe/Madrid",
              "|madrid|barcelona|valencia|sevilla|seville|zaragoza|malaga|murcia|palma|palma "
              "de mallorca|bilbao|alicante|cordoba|valladolid|vigo|gijon|granada|"},
    CityClock{"", "Africa/Ceuta", "|ceuta|melilla|"},
};

constexpr std::array es_postal{
    PostalClock{"35", "35", "=GC"},
    PostalClock{"38", "38", "=TF"},
    PostalClock{"51", "51", "=CE"},
    PostalClock{"52", "52", "=ML"},
    PostalClock{"01", "50", "Europe/Madrid"},
};

constexpr std::array fi_postal{
    PostalClock{"22", "22", "@AX"},
};

constexpr std::array fm_regions{
    Region{"TRK", "Pacific/Chuuk", "|chuuk|truk|"},
    Region{"YAP", "Pacific/Chuuk", "|yap|"},
    Region{"PNI", "Pacific/Pohnpei", "|pohnpei|ponape|"},
    Region{"KSA", "Pacific/Kosrae", "|kosrae|"},
};

constexpr std::array fm_postal{
    PostalClock{"96941", "96941", "=PNI"},
    PostalClock{"96942", "96942", "=TRK"},
    PostalClock{"96943", "96943", "=YAP"},
    PostalClock{"96944", "96944", "=KSA"},
};

constexpr std::array fr_postal{
    PostalClock{"97133", "97133", "@BL"},
    PostalClock{"97150", "97150", "@MF"},
    PostalClock{"971", "971", "@GP"},
    PostalClock{"972", "972", "@MQ"},
    PostalClock{"973", "973", "@GF"},
    PostalClock{"974", "974", "@RE"},
    PostalClock{"975", "975", "@PM"},
    PostalClock{"976", "976", "@YT"},
    PostalClock{"977", "977", "@BL"},
    PostalClock{"978", "978", "@MF"},
    PostalClock{"984", "984", "@TF"},
    PostalClock{"986", "986", "@WF"},
    PostalClock{"987", "987", "@PF"},
    PostalClock{"988", "988", "@NC"},
};

constexpr std::array gb_postal{
    PostalClock{"ASCN", "ASCN", "@SH"},
    PostalClock{"BBND", "BBND", "@IO"},
    PostalClock{"FIQQ", "FIQQ", "@FK"},
    PostalClock{"GX11", "GX11", "@GI"},
    PostalClock{"PCRN", "PCRN", "@PN"},
    PostalClock{"SIQQ", "SIQQ", "@GS"},
    PostalClock{"STHL", "STHL", "@SH"},
    PostalClock{"TDCU", "TDCU", "@SH"},
    PostalClock{"TKCA", "TKCA", "@TC"},
    PostalClock{"GY", "GY", "@GG"},
    PostalClock{"IM", "IM", "@IM"},
    PostalClock{"JE", "JE", "@JE"},
};

constexpr std::array gl_cities{
    CityClock{"", "America/Nuuk", "|nuuk|sisimiut|ilulissat|qaqortoq|aasiaat|maniitsoq|tasiilaq|"},
    CityClock{"", "America/Scoresbysund", "|ittoqqortoormiit|scoresbysund|"},
    CityClock{"", "America/Thule", "|pituffik|thule|"},
    CityClock{"", "America/Thule 50 America/Nuuk 50", "|qaanaaq|"},
};

constexpr std::array gl_postal{
    PostalClock{"3971", "3971", "America/Thule 50 America/Nuuk 50"},
    PostalClock{"3970", "3970", "America/Thule"},
    PostalClock{"3985", "3985", "America/Scoresbysund"},
    PostalClock{"39", "39", "America/Nuuk"},
};

constexpr std::array ki_regions{
    Region{"G", "Pacific/Tarawa", "|gilbert islands|"},
    Region{"L", "Pacific/Kiritimati", "|line islands|"},
    Region{"P", "Pacific/Kanton", "|phoenix islands|"},
};

constexpr std::array ki_cities{
    CityClock{"", "Pacific/Tarawa", "|tarawa|south tarawa|bairiki|betio|"},
    CityClock{"", "Pacific/Kiritimati", "|kiritimati|christmas island|london|poland|tabwakea|"},
};

constexpr std::array nl_regions{
    Region{"AW", "America/Aruba", "|aruba|"},
    Region{"CW", "America/Curacao", "|curacao|"},
    Region{"SX", "America/Lower_Princes", "|sint maarten|st maarten|"},
    Region{"BQ1", "America/Kralendijk", "|bonaire|"},
    Region{"BQ2", "America/Kralendijk", "|saba|"},
    Region{"BQ3", "America/Kralendijk", "|sint eustatius|"},
};

constexpr std::array no_postal{
    PostalClock{"917", "917", "@SJ"},
};

constexpr std::array nz_regions{
    Region{"CIT", "Pacific/Chatham", "|chatham islands|chatham islands territory|"},
    Region{"AUK", "Pacific/Auckland", "|auckland|"},
    Region{"BOP", "Pacific/Auckland", "|bay of plenty|"},
    Region{"CAN", "Pacific/Auckland", "|canterbury|"},
    Region{"GIS", "Pacific/Auckland", "|gisborne|"},
    Region{"HKB", "Pacific/Auckland", "|hawkes bay|"},
    Region{"MBH", "Pacific/Auckland", "|marlborough|"},
    Region{"MWT", "Pacific/Auckland", "|manawatu wanganui|manawatu whanganui|"},
    Region{"NSN", "Pacific/Auckland", "|nelson|"},
    Region{"NTL", "Pacific/Auckland", "|northland|"},
    Region{"OTA", "Pacific/Auckland", "|otago|"},
    Region{"STL", "Pacific/Auckland", "|southland|"},
    Region{"TAS", "Pacific/Auckland", "|tasman|"},
    Region{"TKI", "Pacific/Auckland", "|taranaki|"},
    Region{"WGN", "Pacific/Auckland", "|wellington|"},
    Region{"WKO", "Pacific/Auckland", "|waikato|"},
    Region{"WTC", "Pacific/Auckland", "|west coast|"},
};

constexpr std::array nz_cities{
    CityClock{"", "Pacific/Chatham", "|chatham island|waitangi chatham islands|pitt island|"},
    CityClock{"", "Pacific/Auckland",
              "|auckland|wellington|christchurch|hamilton|tauranga|dunedin|palmerston north|"
              "napier|nelson|rotorua|new plymouth|whangarei|invercargill|queenstown|"},
};

constexpr std::array nz_postal{
    PostalClock{"8942", "8942", "Pacific/Chatham"},
    PostalClock{"0", "9", "Pacific/Auckland"},
};

constexpr std::array pf_regions{
    Region{"S", "Pacific/Tahiti", "|iles sous le vent|leeward islands|"},
    Region{"V", "Pacific/Tahiti", "|iles du vent|windward islands|"},
    Region{"M", "Pacific/Marquesas", "|marquesas|iles marquises|marquises|marquesas islands|"},
};

constexpr std::array pf_cities{
    CityClock{"", "Pacific/Marquesas", "|nuku hiva|hiva oa|ua pou|ua huka|taiohae|atuona|"},
    CityClock{"", "Pacific/Gambier", "|rikitea|mangareva|gambier|"},
    CityClock{"", "Pacific/Tahiti",
              "|papeete|faaa|punaauia|pirae|bora bora|moorea|moorea maiao|mahina|uturoa|"},
};

constexpr std::array pf_postal{
    PostalClock{"98742", "98742", "Pacific/Marquesas"},
    PostalClock{"98755", "98755", "Pacific/Gambier"},
};

constexpr std::array pg_regions{
    Region{"NSB", "Pacific/Bougainville",
           "|bougainville|autonomous region of bougainville|north solomons|"},
    Region{"NCD", "Pacific/Port_Moresby", "|national capital district|port moresby|"},
};

constexpr std::array pg_cities{
    CityClock{"", "Pacific/Port_Moresby",
              "|port moresby|lae|mount hagen|madang|goroka|rabaul|kokopo|"},
    CityClock{"", "Pacific/Bougainville", "|arawa|buka|kieta|"},
};

constexpr std::array pt_regions{
    Region{"20", "Atlantic/Azores",
           "|azores|acores|autonoma dos acores|regiao autonoma dos acores|"},
    Region{"30", "Atlantic/Madeira", "|madeira|autonoma da madeira|regiao autonoma da madeira|"},
    Region{"11", "Europe/Lisbon", "|lisboa|lisbon|"},
    Region{"13", "Europe/Lisbon", "|porto|"},
    Region{"03", "Europe/Lisbon", "|braga|"},
    Region{"08", "Europe/Lisbon", "|faro|algarve|"},
    Region{"15", "Europe/Lisbon", "|setubal|"},
    Region{"01", "Europe/Lisbon", "|aveiro|"},
    Region{"06", "Europe/Lisbon", "|coimbra|"},
    Region{"10", "Europe/Lisbon", "|leiria|"},
};

constexpr std::array pt_cities{
    CityClock{"", "Europe/Lisbon",
              "|lisboa|lisbon|porto|braga|coimbra|faro|setubal|aveiro|leiria|amadora|almada|"
              "vila nova de gaia|sintra|cascais|evora|funchal pt|"},
    CityClock{"", "Atlantic/Madeira", "|funchal|camara de lobos|machico|"},
    CityClock{"", "Atlantic/Azores", "|ponta delgada|angra do heroismo|horta|ribeira grande|"},
};

constexpr std::array pt_postal{
    PostalClock{"90", "94", "=30"},
    PostalClock{"95", "99", "=20"},
    PostalClock{"10", "89", "Europe/Lisbon"},
};

constexpr std::array countries{
    CountryClocks{"CL",
                  "America/Santiago 98.5 America/Punta_Arenas 0.9 America/Coyhaique 0.5 "
                  "Pacific/Easter 0.1",
                  cl_regions, cl_cities, cl_postal},
    CountryClocks{"DK",
                  "",
                  dk_regions, {}, dk_postal},
    CountryClocks{"EC",
                  "America/Guayaquil 99.8 Pacific/Galapagos 0.2",
                  ec_regions, ec_cities, ec_postal},
    CountryClocks{"ES",
                  "Europe/Madrid 95.1 Atlantic/Canary 4.5 Africa/Ceuta 0.4",
                  es_regions, es_cities, es_postal},
    CountryClocks{"FI",
                  "",
                  {}, {}, fi_postal},
    CountryClocks{"FM",
                  "Pacific/Chuuk 57 Pacific/Pohnpei 37 Pacific/Kosrae 6",
                  fm_regions, {}, fm_postal},
    CountryClocks{"FR",
                  "",
                  {}, {}, fr_postal},
    CountryClocks{"GB",
                  "",
                  {}, {}, gb_postal},
    CountryClocks{"GL",
                  "America/Nuuk 98 America/Thule 1 America/Scoresbysund 1",
                  {}, gl_cities, gl_postal},
    CountryClocks{"KI",
                  "Pacific/Tarawa 89.9 Pacific/Kiritimati 10 Pacific/Kanton 0.1",
                  ki_regions, ki_cities, {}},
    CountryClocks{"NL",
                  "",
                  nl_regions, {}, {}},
    CountryClocks{"NO",
                  "",
                  {}, {}, no_postal},
    CountryClocks{"NZ",
                  "Pacific/Auckland 99.98 Pacific/Chatham 0.02",
                  nz_regions, nz_cities, nz_postal},
    CountryClocks{"PF",
                  "Pacific/Tahiti 96.5 Pacific/Marquesas 3 Pacific/Gambier 0.5",
                  pf_regions, pf_cities, pf_postal},
    CountryClocks{"PG",
                  "Pacific/Port_Moresby 97 Pacific/Bougainville 3",
                  pg_regions, pg_cities, {}},
    CountryClocks{"PT",
                  "Europe/Lisbon 95.3 Atlantic/Madeira 2.4 Atlantic/Azores 2.3",
                  pt_regions, pt_cities, pt_postal},
};

// clang-format on

}  // namespace

std::span<const CountryClocks> countries_with_islands() {
    return countries;
}

}  // namespace vesper
