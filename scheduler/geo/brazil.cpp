// Brazil: by federative unit; CEP ranges of the Correios give the unit.
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array regions{
    Region{"AC", "America/Rio_Branco", "|acre|"},
    Region{"AL", "America/Maceio", "|alagoas|"},
    Region{"AM", "America/Manaus 95 America/Eirunepe 5", "|amazonas|"},
    Region{"AP", "America/Belem", "|amapa|"},
    Region{"BA", "America/Bahia", "|bahia|"},
    Region{"CE", "America/Fortaleza", "|ceara|"},
    Region{"DF", "America/Sao_Paulo", "|distrito federal|brasilia|federal district|"},
    Region{"ES", "America/Sao_Paulo", "|espirito santo|"},
    Region{"GO", "America/Sao_Paulo", "|goias|"},
    Region{"MA", "America/Fortaleza", "|maranhao|"},
    Region{"MG", "America/Sao_Paulo", "|minas gerais|"},
    Region{"MS", "America/Campo_Grande", "|mato grosso do sul|"},
    Region{"MT", "America/Cuiaba", "|mato grosso|"},
    Region{"PA", "America/Belem", "|para|"},
    Region{"PB", "America/Fortaleza", "|paraiba|"},
    Region{"PE", "America/Recife", "|pernambuco|"},
    Region{"PI", "America/Fortaleza", "|piaui|"},
    Region{"PR", "America/Sao_Paulo", "|parana|"},
    Region{"RJ", "America/Sao_Paulo", "|rio de janeiro|"},
    Region{"RN", "America/Fortaleza", "|rio grande do norte|"},
    Region{"RO", "America/Porto_Velho", "|rondonia|"},
    Region{"RR", "America/Boa_Vista", "|roraima|"},
    Region{"RS", "America/Sao_Paulo", "|rio grande do sul|"},
    Region{"SC", "America/Sao_Paulo", "|santa catarina|"},
    Region{"SE", "America/Maceio", "|sergipe|"},
    Region{"SP", "America/Sao_Paulo", "|sao paulo|"},
    Region{"TO", "America/Araguaina", "|tocantins|"},
};

constexpr std::array cities{
    CityClock{"AM", "America/Manaus",
              "|manaus|itacoatiara|parintins|manacapuru|coari|tefe|maues|humaita|labrea|"},
    CityClock{"AM", "America/Eirunepe",
              "|eirunepe|envira|ipixuna|guajara|atalaia do norte|benjamin constant|"},
    CityClock{"AM", "America/Manaus 50 America/Eirunepe 50", "|tabatinga|"},
    CityClock{"PE", "America/Noronha", "|fernando de noronha|"},
    CityClock{"PA", "America/Santarem",
              "|santarem|itaituba|oriximina|obidos|altamira|monte alegre|"},
};

constexpr std::array postal{
    PostalClock{"53990", "53990", "America/Noronha"},
    PostalClock{"400", "489", "=BA"},
    PostalClock{"490", "499", "=SE"},
    PostalClock{"500", "569", "=PE"},
    PostalClock{"570", "579", "=AL"},
    PostalClock{"580", "589", "=PB"},
    PostalClock{"590", "599", "=RN"},
    PostalClock{"600", "639", "=CE"},
    PostalClock{"640", "649", "=PI"},
    PostalClock{"650", "659", "=MA"},
    PostalClock{"660", "688", "=PA"},
    PostalClock{"689", "689", "=AP"},
    PostalClock{"690", "692", "America/Manaus"},
    PostalClock{"693", "693", "=RR"},
    PostalClock{"694", "698", "=AM"},
    PostalClock{"699", "699", "=AC"},
    PostalClock{"700", "727", "=DF"},
    PostalClock{"728", "729", "=GO"},
    PostalClock{"730", "736", "=DF"},
    PostalClock{"737", "767", "=GO"},
    PostalClock{"768", "769", "=RO"},
    PostalClock{"770", "779", "=TO"},
    PostalClock{"780", "788", "=MT"},
    PostalClock{"789", "789", "=RO"},
    PostalClock{"790", "799", "=MS"},
    PostalClock{"01", "19", "=SP"},
    PostalClock{"20", "28", "=RJ"},
    PostalClock{"29", "29", "=ES"},
    PostalClock{"30", "39", "=MG"},
    PostalClock{"80", "87", "=PR"},
    PostalClock{"88", "89", "=SC"},
    PostalClock{"90", "99", "=RS"},
};
// clang-format on

}  // namespace

CountryClocks brazil() {
    return CountryClocks{
        .country = "BR",
        .clocks =
            "America/Sao_Paulo 64 America/Fortaleza 13 America/Bahia 7 America/Recife 5 "
            "America/Belem 4 America/Manaus 2 America/Cuiaba 2 America/Campo_Grande 1 "
            "America/Porto_Velho 1 America/Rio_Branco 1",
        .regions = regions,
        .cities = cities,
        .postal = postal,
    };
}

}  // namespace vesper
