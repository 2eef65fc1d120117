// Canada: by province, city and forward sortation area.
//
// Alberta, Manitoba, most of British Columbia and the west of the Northwest Territories gave up
// changing their clocks in 2026.
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array regions{
    Region{"AB", "America/Edmonton", "|alberta|alta|"},
    Region{"BC", "America/Vancouver 95 America/Edmonton 4 America/Dawson_Creek 1",
           "|british columbia|b c|colombie britannique|"},
    Region{"MB", "America/Winnipeg", "|manitoba|man|"},
    Region{"NB", "America/Moncton", "|new brunswick|n b|nouveau brunswick|"},
    Region{"NL", "America/St_Johns 94 America/Goose_Bay 6",
           "|newfoundland and labrador|newfoundland|nfld|nf|terre neuve et labrador|terre "
           "neuve|"},
    Region{"NS", "America/Halifax", "|nova scotia|n s|nouvelle ecosse|"},
    Region{"NT", "America/Inuvik", "|northwest territories|n w t|nwt|territoires du nord ouest|"},
    Region{"NU", "America/Iqaluit 55 America/Rankin_Inlet 28 America/Cambridge_Bay 17",
           "|nunavut|"},
    Region{"ON", "America/Toronto 98 America/Winnipeg 2", "|ontario|ont|"},
    Region{"PE", "America/Halifax", "|prince edward island|pei|p e i|ile du prince edouard|"},
    Region{"QC", "America/Toronto 99 America/Halifax 1", "|quebec|que|pq|province de quebec|"},
    Region{"SK", "America/Regina 99 America/Edmonton 1", "|saskatchewan|sask|"},
    Region{"YT", "America/Whitehorse", "|yukon|yukon territory|"},
};

constexpr std::array cities{
    CityClock{"BC", "America/Vancouver",
              "|vancouver|victoria|surrey|burnaby|richmond|kelowna|abbotsford|coquitlam|"
              "langley|nanaimo|kamloops|delta|north vancouver|chilliwack|maple ridge|prince "
              "george|new westminster|vernon|penticton|port coquitlam|white rock|west "
              "vancouver|nelson|trail|castlegar|"},
    CityClock{"BC", "America/Edmonton",
              "|cranbrook|fernie|kimberley|golden|invermere|sparwood|elkford|"},
    CityClock{"BC", "America/Creston", "|creston|"},
    CityClock{"BC", "America/Dawson_Creek",
              "|dawson creek|fort st john|chetwynd|tumbler ridge|hudsons hope|"},
    CityClock{"BC", "America/Fort_Nelson", "|fort nelson|"},
    CityClock{"NL", "America/St_Johns",
              "|st johns|saint johns|mount pearl|corner brook|gander|paradise|conception bay "
              "south|grand falls windsor|"},
    CityClock{"NL", "America/Goose_Bay",
              "|happy valley goose bay|goose bay|labrador city|wabush|nain|churchill falls|"
              "cartwright|hopedale|"},
    CityClock{"NU", "America/Iqaluit",
              "|iqaluit|pangnirtung|pond inlet|arctic bay|igloolik|kinngait|cape dorset|"},
    CityClock{"NU", "America/Rankin_Inlet", "|rankin inlet|arviat|baker lake|"},
    CityClock{"NU", "America/Cambridge_Bay", "|cambridge bay|kugluktuk|gjoa haven|"},
    CityClock{"NU", "America/Resolute", "|resolute|resolute bay|"},
    CityClock{"NU", "America/Atikokan", "|coral harbour|"},
    CityClock{"ON", "America/Toronto",
              "|toronto|ottawa|mississauga|brampton|hamilton|london|markham|vaughan|kitchener|"
              "windsor|richmond hill|oakville|burlington|greater sudbury|sudbury|oshawa|"
              "barrie|st catharines|guelph|cambridge|whitby|kingston|ajax|thunder bay|"
              "waterloo|milton|niagara falls|north bay|sault ste marie|scarborough|etobicoke|"
              "north york|"},
    CityClock{"ON", "America/Winnipeg",
              "|kenora|dryden|fort frances|rainy river|sioux lookout|red lake|ear falls|"
              "ignace|"},
    CityClock{"ON", "America/Atikokan", "|atikokan|pickle lake|"},
    CityClock{"QC", "America/Toronto",
              "|montreal|quebec|quebec city|laval|gatineau|longueuil|sherbrooke|levis|"
              "saguenay|trois rivieres|terrebonne|brossard|repentigny|drummondville|saint "
              "jerome|granby|"},
    CityClock{"QC", "America/Halifax",
              "|iles de la madeleine|magdalen islands|cap aux meules|les iles de la madeleine|"},
    CityClock{"QC", "America/Blanc-Sablon", "|blanc sablon|"},
    CityClock{"SK", "America/Regina",
              "|saskatoon|regina|prince albert|moose jaw|yorkton|north battleford|"},
    CityClock{"SK", "America/Swift_Current", "|swift current|"},
    CityClock{"SK", "America/Edmonton", "|lloydminster|"},
    CityClock{"SK", "America/Winnipeg", "|creighton|denare beach|"},
    CityClock{"NT", "America/Inuvik", "|yellowknife|inuvik|hay river|fort smith|tuktoyaktuk|"},
};

constexpr std::array postal{
    PostalClock{"A0K1V0", "A0K1V0", "America/Goose_Bay"},
    PostalClock{"P0T1C0", "P0T1C0", "America/Atikokan"},
    PostalClock{"P0V3A0", "P0V3A0", "America/Atikokan"},
    PostalClock{"V0B1G0", "V0B1G0", "America/Creston"},
    PostalClock{"V0C1R0", "V0C1R0", "America/Fort_Nelson"},
    PostalClock{"X0A0V0", "X0A0V0", "America/Resolute"},
    PostalClock{"X0C0C0", "X0C0C0", "America/Atikokan"},
    PostalClock{"A0P", "A0P", "America/Goose_Bay"},
    PostalClock{"A0R", "A0R", "America/Goose_Bay"},
    PostalClock{"A2V", "A2V", "America/Goose_Bay"},
    PostalClock{"A0K", "A0K", "America/St_Johns"},
    PostalClock{"G0G", "G0G", "America/Toronto 70 America/Blanc-Sablon 30"},
    PostalClock{"G4T", "G4T", "America/Halifax"},
    PostalClock{"P0T", "P0T", "America/Toronto"},
    PostalClock{"P0V", "P0X", "America/Winnipeg"},
    PostalClock{"P8N", "P8N", "America/Winnipeg"},
    PostalClock{"P8T", "P8T", "America/Winnipeg"},
    PostalClock{"P9A", "P9A", "America/Winnipeg"},
    PostalClock{"P9N", "P9N", "America/Winnipeg"},
    PostalClock{"S0P", "S0P", "America/Winnipeg 50 America/Regina 50"},
    PostalClock{"S9H", "S9H", "America/Swift_Current"},
    PostalClock{"S9V", "S9V", "America/Edmonton"},
    PostalClock{"V0A", "V0A", "America/Edmonton"},
    PostalClock{"V0B", "V0B", "America/Edmonton 80 America/Vancouver 20"},
    PostalClock{"V0C", "V0C", "America/Dawson_Creek"},
    PostalClock{"V1A", "V1A", "America/Edmonton"},
    PostalClock{"V1C", "V1C", "America/Edmonton"},
    PostalClock{"V1G", "V1G", "America/Dawson_Creek"},
    PostalClock{"V1J", "V1J", "America/Dawson_Creek"},
    PostalClock{"X0A", "X0A", "America/Iqaluit"},
    PostalClock{"X0B", "X0B", "America/Cambridge_Bay"},
    PostalClock{"X0C", "X0C", "America/Rankin_Inlet"},
    PostalClock{"A", "A", "America/St_Johns"},
    PostalClock{"B", "B", "=NS"},
    PostalClock{"C", "C", "=PE"},
    PostalClock{"E", "E", "=NB"},
    PostalClock{"G", "J", "America/Toronto"},
    PostalClock{"K", "N", "America/Toronto"},
    PostalClock{"P", "P", "America/Toronto"},
    PostalClock{"R", "R", "=MB"},
    PostalClock{"S", "S", "America/Regina"},
    PostalClock{"T", "T", "=AB"},
    PostalClock{"V", "V", "America/Vancouver"},
    PostalClock{"X", "X", "=NT"},
    PostalClock{"Y", "Y", "=YT"},
};
// clang-format on

}  // namespace

CountryClocks canada() {
    return CountryClocks{
        .country = "CA",
        .clocks =
            "America/Toronto 62 America/Vancouver 13 America/Edmonton 12 America/Halifax 5 "
            "America/Winnipeg 4 America/Regina 3 America/St_Johns 1",
        .regions = regions,
        .cities = cities,
        .postal = postal,
    };
}

}  // namespace vesper
