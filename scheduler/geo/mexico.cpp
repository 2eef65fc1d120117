// Mexico: Ley de los Husos Horarios of 2022, by state and border municipality.
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array regions{
    Region{"AGU", "America/Mexico_City", "|aguascalientes|ags|"},
    Region{"BCN", "America/Tijuana", "|baja california|baja california norte|bc|b c|"},
    Region{"BCS", "America/Mazatlan", "|baja california sur|b c s|"},
    Region{"CAM", "America/Merida", "|campeche|camp|"},
    Region{"CHH", "America/Chihuahua 58 America/Ciudad_Juarez 41 America/Ojinaga 1",
           "|chihuahua|chih|"},
    Region{"CHP", "America/Mexico_City", "|chiapas|chis|"},
    Region{"CMX", "America/Mexico_City",
           "|ciudad de mexico|cdmx|distrito federal|mexico city|df|d f|dif|"},
    Region{"COA", "America/Monterrey 86 America/Matamoros 14",
           "|coahuila|coahuila de zaragoza|coah|"},
    Region{"COL", "America/Mexico_City", "|colima|"},
    Region{"DUR", "America/Monterrey", "|durango|dgo|"},
    Region{"GRO", "America/Mexico_City", "|guerrero|"},
    Region{"GUA", "America/Mexico_City", "|guanajuato|gto|"},
    Region{"HID", "America/Mexico_City", "|hidalgo|hgo|"},
    Region{"JAL", "America/Mexico_City", "|jalisco|"},
    Region{"MEX", "America/Mexico_City",
           "|mexico|estado de mexico|edo de mexico|edomex|edo mex|state of mexico|em|"},
    Region{"MIC", "America/Mexico_City", "|michoacan|michoacan de ocampo|mich|"},
    Region{"MOR", "America/Mexico_City", "|morelos|"},
    Region{"NAY", "America/Mazatlan 85 America/Bahia_Banderas 15", "|nayarit|"},
    Region{"NLE", "America/Monterrey 99 America/Matamoros 1", "|nuevo leon|nl|n l|"},
    Region{"OAX", "America/Mexico_City", "|oaxaca|"},
    Region{"PUE", "America/Mexico_City", "|puebla|"},
    Region{"QUE", "America/Mexico_City", "|queretaro|queretaro de arteaga|qro|"},
    Region{"ROO", "America/Cancun", "|quintana roo|q roo|qr|"},
    Region{"SIN", "America/Mazatlan", "|sinaloa|"},
    Region{"SLP", "America/Mexico_City", "|san luis potosi|s l p|"},
    Region{"SON", "America/Hermosillo", "|sonora|"},
    Region{"TAB", "America/Mexico_City", "|tabasco|"},
    Region{"TAM", "America/Matamoros 52 America/Monterrey 48", "|tamaulipas|tamps|"},
    Region{"TLA", "America/Mexico_City", "|tlaxcala|tlax|"},
    Region{"VER", "America/Mexico_City", "|veracruz|veracruz de ignacio de la llave|"},
    Region{"YUC", "America/Merida", "|yucatan|"},
    Region{"ZAC", "America/Mexico_City", "|zacatecas|"},
};

constexpr std::array cities{
    CityClock{"CHH", "America/Ciudad_Juarez",
              "|juarez|ciudad juarez|cd juarez|ascension|janos|guadalupe|praxedis g guerrero|"
              "praxedis guerrero|"},
    CityClock{"CHH", "America/Ojinaga", "|ojinaga|coyame|coyame del sotol|manuel benavides|"},
    CityClock{"CHH", "America/Chihuahua",
              "|chihuahua|cuauhtemoc|delicias|parral|hidalgo del parral|nuevo casas grandes|"
              "camargo|jimenez|meoqui|"},
    CityClock{"COA", "America/Matamoros",
              "|acuna|ciudad acuna|allende|guerrero|hidalgo|jimenez|morelos|nava|ocampo|"
              "piedras negras|villa union|zaragoza|"},
    CityClock{"COA", "America/Monterrey",
              "|saltillo|torreon|monclova|ramos arizpe|sabinas|san pedro|frontera|matamoros|"
              "parras|castanos|"},
    CityClock{"NLE", "America/Matamoros", "|anahuac|"},
    CityClock{"NLE", "America/Monterrey",
              "|monterrey|guadalupe|apodaca|san nicolas de los garza|san pedro garza garcia|"
              "escobedo|general escobedo|santa catarina|juarez|garcia|cadereyta|cadereyta "
              "jimenez|linares|santiago|montemorelos|"},
    CityClock{"TAM", "America/Matamoros",
              "|nuevo laredo|guerrero|nueva ciudad guerrero|mier|miguel aleman|ciudad miguel "
              "aleman|camargo|gustavo diaz ordaz|diaz ordaz|reynosa|rio bravo|valle hermoso|"
              "matamoros|heroica matamoros|"},
    CityClock{"TAM", "America/Monterrey",
              "|tampico|ciudad victoria|victoria|ciudad madero|altamira|el mante|ciudad mante|"
              "san fernando|"},
    CityClock{"NAY", "America/Bahia_Banderas",
              "|bahia de banderas|nuevo vallarta|bucerias|mezcales|san vicente|sayulita|punta "
              "de mita|nuevo nayarit|"},
    CityClock{"NAY", "America/Mazatlan",
              "|tepic|xalisco|santiago ixcuintla|compostela|acaponeta|tuxpan|"},
};

constexpr std::array postal{
    PostalClock{"00", "16", "=CMX"},
    PostalClock{"20", "20", "=AGU"},
    PostalClock{"21", "22", "=BCN"},
    PostalClock{"23", "23", "=BCS"},
    PostalClock{"24", "24", "=CAM"},
    PostalClock{"25", "27", "=COA"},
    PostalClock{"28", "28", "=COL"},
    PostalClock{"29", "30", "=CHP"},
    PostalClock{"31", "33", "=CHH"},
    PostalClock{"34", "35", "=DUR"},
    PostalClock{"36", "38", "=GUA"},
    PostalClock{"39", "41", "=GRO"},
    PostalClock{"42", "43", "=HID"},
    PostalClock{"44", "49", "=JAL"},
    PostalClock{"50", "57", "=MEX"},
    PostalClock{"58", "61", "=MIC"},
    PostalClock{"62", "62", "=MOR"},
    PostalClock{"63", "63", "=NAY"},
    PostalClock{"64", "67", "=NLE"},
    PostalClock{"68", "71", "=OAX"},
    PostalClock{"72", "75", "=PUE"},
    PostalClock{"76", "76", "=QUE"},
    PostalClock{"77", "77", "=ROO"},
    PostalClock{"78", "79", "=SLP"},
    PostalClock{"80", "82", "=SIN"},
    PostalClock{"83", "85", "=SON"},
    PostalClock{"86", "86", "=TAB"},
    PostalClock{"87", "89", "=TAM"},
    PostalClock{"90", "90", "=TLA"},
    PostalClock{"91", "96", "=VER"},
    PostalClock{"97", "97", "=YUC"},
    PostalClock{"98", "99", "=ZAC"},
};
// clang-format on

}  // namespace

CountryClocks mexico() {
    return CountryClocks{
        .country = "MX",
        .clocks =
            "America/Mexico_City 84 America/Tijuana 3 America/Mazatlan 5 America/Hermosillo "
            "2 America/Cancun 2 America/Matamoros 2 America/Ciudad_Juarez 2",
        .regions = regions,
        .cities = cities,
        .postal = postal,
    };
}

}  // namespace vesper
