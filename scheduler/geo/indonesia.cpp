// Indonesia: by province, with the four Papuan provinces of 2022; postal codes by first digits.
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array regions{
    Region{"AC", "Asia/Jakarta", "|aceh|nanggroe aceh darussalam|nad|"},
    Region{"SU", "Asia/Jakarta", "|sumatera utara|north sumatra|sumut|"},
    Region{"SB", "Asia/Jakarta", "|sumatera barat|west sumatra|sumbar|"},
    Region{"RI", "Asia/Jakarta", "|riau|"},
    Region{"KR", "Asia/Jakarta", "|kepulauan riau|riau islands|kepri|"},
    Region{"JA", "Asia/Jakarta", "|jambi|"},
    Region{"SS", "Asia/Jakarta", "|sumatera selatan|south sumatra|sumsel|"},
    Region{"BB", "Asia/Jakarta",
           "|kepulauan bangka belitung|bangka belitung|bangka belitung islands|babel|"},
    Region{"BE", "Asia/Jakarta", "|bengkulu|"},
    Region{"LA", "Asia/Jakarta", "|lampung|"},
    Region{"BT", "Asia/Jakarta", "|banten|"},
    Region{"JK", "Asia/Jakarta",
           "|jakarta raya|jakarta|dki jakarta|daerah khusus ibukota jakarta|jakarta special "
           "capital region|daerah khusus jakarta|central jakarta|south jakarta|west jakarta|"
           "east jakarta|north jakarta|"},
    Region{"JB", "Asia/Jakarta", "|jawa barat|west java|jabar|"},
    Region{"JT", "Asia/Jakarta", "|jawa tengah|central java|jateng|"},
    Region{"JI", "Asia/Jakarta", "|jawa timur|east java|jatim|"},
    Region{"YO", "Asia/Jakarta",
           "|yogyakarta|di yogyakarta|daerah istimewa yogyakarta|special region of yogyakarta|"
           "diy|jogja|jogjakarta|"},
    Region{"KB", "Asia/Pontianak", "|kalimantan barat|west kalimantan|kalbar|"},
    Region{"KT", "Asia/Pontianak", "|kalimantan tengah|central kalimantan|kalteng|"},
    Region{"KS", "Asia/Makassar", "|kalimantan selatan|south kalimantan|kalsel|"},
    Region{"KI", "Asia/Makassar", "|kalimantan timur|east kalimantan|kaltim|"},
    Region{"KU", "Asia/Makassar", "|kalimantan utara|north kalimantan|kaltara|"},
    Region{"BA", "Asia/Makassar", "|bali|"},
    Region{"NB", "Asia/Makassar", "|nusa tenggara barat|west nusa tenggara|ntb|lombok|"},
    Region{"NT", "Asia/Makassar", "|nusa tenggara timur|east nusa tenggara|ntt|"},
    Region{"GO", "Asia/Makassar", "|gorontalo|"},
    Region{"SA", "Asia/Makassar", "|sulawesi utara|north sulawesi|sulut|"},
    Region{"ST", "Asia/Makassar", "|sulawesi tengah|central sulawesi|sulteng|"},
    Region{"SN", "Asia/Makassar", "|sulawesi selatan|south sulawesi|sulsel|"},
    Region{"SG", "Asia/Makassar",
           "|sulawesi tenggara|southeast sulawesi|south east sulawesi|sultra|"},
    Region{"SR", "Asia/Makassar", "|sulawesi barat|west sulawesi|sulbar|"},
    Region{"MA", "Asia/Jayapura", "|maluku|moluccas|"},
    Region{"MU", "Asia/Jayapura", "|maluku utara|north maluku|malut|"},
    Region{"PA", "Asia/Jayapura", "|papua|irian jaya|"},
    Region{"PB", "Asia/Jayapura", "|papua barat|west papua|irian jaya barat|"},
    Region{"PE", "Asia/Jayapura", "|papua pegunungan|highland papua|"},
    Region{"PS", "Asia/Jayapura", "|papua selatan|south papua|"},
    Region{"PT", "Asia/Jayapura", "|papua tengah|central papua|"},
    Region{"PD", "Asia/Jayapura", "|papua barat daya|southwest papua|south west papua|"},
};

constexpr std::array postal{
    PostalClock{"10", "69", "Asia/Jakarta"},
    PostalClock{"70", "72", "Asia/Makassar"},
    PostalClock{"73", "74", "Asia/Pontianak"},
    PostalClock{"75", "77", "Asia/Makassar"},
    PostalClock{"78", "79", "Asia/Pontianak"},
    PostalClock{"80", "96", "Asia/Makassar"},
    PostalClock{"97", "99", "Asia/Jayapura"},
};
// clang-format on

}  // namespace

CountryClocks indonesia() {
    return CountryClocks{
        .country = "ID",
        .clocks = "Asia/Jakarta 80 Asia/Makassar 15 Asia/Pontianak 3 Asia/Jayapura 2",
        .regions = regions,
        .cities = {},
        .postal = postal,
    };
}

}  // namespace vesper
