// Russia: by federal subject (abolished ones lead to their heirs), or by the index's first digits.
//
// Names carry no word for "oblast", "kray" or "republic": buyer_zone drops those before it looks.
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array regions{
    Region{"AD", "Europe/Moscow", "|adygea|adygeya|adygeja|адыгея|"},
    Region{"AL", "Asia/Barnaul",
           "|altai republic|altay republic|respublika altai|respublika altay|respublika altaj|"
           "gorno altai|алтай|республика алтай|"},
    Region{"ALT", "Asia/Barnaul",
           "|altaysk|altayskiy|altayskij|altaysky|altayskii|altajsk|altajskiy|altajskij|"
           "altajsky|altajskii|altaisk|altaiskiy|altaiskij|altaisky|altaiskii|altai krai|"
           "altay kray|altai kray|altay|altai|altaj|алтайский|"},
    Region{"AMU", "Asia/Yakutsk", "|amursk|amurskaya|amurskaja|amurskaia|amur|амурская|"},
    Region{"ARK", "Europe/Moscow",
           "|arkhangelsk|arkhangelskaya|arkhangelskaja|arkhangelskaia|arhangelsk|"
           "arhangelskaya|arhangelskaja|arhangelskaia|архангельская|"},
    Region{"AST", "Europe/Astrakhan",
           "|astrakhansk|astrakhanskaya|astrakhanskaja|astrakhanskaia|astrakhan|astrahansk|"
           "astrahanskaya|astrahanskaja|astrahanskaia|astrahan|астраханская|"},
    Region{"BA", "Asia/Yekaterinburg",
           "|bashkortostan|bashkiria|bashkiriya|башкортостан|башкирия|"},
    Region{"BEL", "Europe/Moscow",
           "|belgorodsk|belgorodskaya|belgorodskaja|belgorodskaia|belgorod|белгородская|"},
    Region{"BRY", "Europe/Moscow",
           "|bryansk|bryanskaya|bryanskaja|bryanskaia|brjansk|brjanskaya|brjanskaja|"
           "brjanskaia|брянская|"},
    Region{"BU", "Asia/Irkutsk", "|buryatia|buryatiya|burjatija|бурятия|"},
    Region{"CE", "Europe/Moscow",
           "|chechnya|chechen|chechensk|chechenskaya|chechenskaja|chechenskaia|чечня|"
           "чеченская|"},
    Region{"CHE", "Asia/Yekaterinburg",
           "|chelyabinsk|chelyabinskaya|chelyabinskaja|chelyabinskaia|cheljabinsk|"
           "cheljabinskaya|cheljabinskaja|cheljabinskaia|челябинская|"},
    Region{"CHU", "Asia/Anadyr",
           "|chukotka|chukotsk|chukotskiy|chukotskij|chukotsky|chukotskii|chukchi|чукотский|"
           "чукотка|"},
    Region{"CU", "Europe/Moscow",
           "|chuvashia|chuvash|chuvashsk|chuvashskaya|chuvashskaja|chuvashskaia|chuvashiya|"
           "чувашская|чувашия|"},
    Region{"DA", "Europe/Moscow", "|dagestan|дагестан|"},
    Region{"IN", "Europe/Moscow", "|ingushetia|ingushetiya|ингушетия|"},
    Region{"IRK", "Asia/Irkutsk",
           "|irkutsk|irkutskaya|irkutskaja|irkutskaia|ust orda|ust ordynskiy buryatskiy|"
           "иркутская|"},
    Region{"IVA", "Europe/Moscow",
           "|ivanovsk|ivanovskaya|ivanovskaja|ivanovskaia|ivanovo|ивановская|"},
    Region{"KAM", "Asia/Kamchatka",
           "|kamchatka|kamchatsk|kamchatskiy|kamchatskij|kamchatsky|kamchatskii|koryakia|"
           "koryaksk|koryakskiy|koryakskij|koryaksky|koryakskii|камчатский|корякский|"},
    Region{"KB", "Europe/Moscow",
           "|kabardino balkaria|kabardino balkarsk|kabardino balkar|kabardino balkarian|"
           "кабардино балкарская|кабардино балкария|"},
    Region{"KC", "Europe/Moscow",
           "|karachay cherkessia|karachaevo cherkessk|karachayevo cherkessk|karachay cherkess|"
           "karachayevo cherkessia|карачаево черкесская|карачаево черкессия|"},
    Region{"KDA", "Europe/Moscow",
           "|krasnodarsk|krasnodarskiy|krasnodarskij|krasnodarsky|krasnodarskii|krasnodar|"
           "краснодарский|"},
    Region{"KEM", "Asia/Novokuznetsk",
           "|kemerovsk|kemerovskaya|kemerovskaja|kemerovskaia|kemerovo|kuzbass|кемеровская|"
           "кемеровская кузбасс|кузбасс|"},
    Region{"KGD", "Europe/Kaliningrad",
           "|kaliningradsk|kaliningradskaya|kaliningradskaja|kaliningradskaia|kaliningrad|"
           "калининградская|"},
    Region{"KGN", "Asia/Yekaterinburg",
           "|kurgansk|kurganskaya|kurganskaja|kurganskaia|kurgan|курганская|"},
    Region{"KHA", "Asia/Vladivostok",
           "|khabarovsk|khabarovskiy|khabarovskij|khabarovsky|khabarovskii|habarovsk|"
           "habarovskiy|habarovskij|habarovsky|habarovskii|хабаровский|"},
    Region{"KHM", "Asia/Yekaterinburg",
           "|khanty mansi|khanty mansiysk|khanty mansiyskiy|hanty mansijskij|khanty mansi "
           "yugra|khanty mansiyskiy yugra|hmao|khmao|yugra|ханты мансийский|ханты мансийский "
           "югра|хмао|хмао югра|югра|ханты мансийский ао югра|"},
    Region{"KIR", "Europe/Kirov", "|kirovsk|kirovskaya|kirovskaja|kirovskaia|kirov|кировская|"},
    Region{"KK", "Asia/Krasnoyarsk", "|khakassia|khakasiya|hakasija|khakasia|хакасия|"},
    Region{"KL", "Europe/Moscow", "|kalmykia|kalmykiya|kalmykija|калмыкия|"},
    Region{"KLU", "Europe/Moscow",
           "|kaluzhsk|kaluzhskaya|kaluzhskaja|kaluzhskaia|kaluga|калужская|"},
    Region{"KO", "Europe/Moscow", "|komi|коми|"},
    Region{"KOS", "Europe/Moscow",
           "|kostromsk|kostromskaya|kostromskaja|kostromskaia|kostroma|костромская|"},
    Region{"KR", "Europe/Moscow", "|karelia|kareliya|karelija|карелия|"},
    Region{"KRS", "Europe/Moscow", "|kursk|kurskaya|kurskaja|kurskaia|курская|"},
    Region{"KYA", "Asia/Krasnoyarsk",
           "|krasnoyarsk|krasnoyarskiy|krasnoyarskij|krasnoyarsky|krasnoyarskii|krasnojarsk|"
           "krasnojarskiy|krasnojarskij|krasnojarsky|krasnojarskii|taymyr|taymyrskiy|evenkia|"
           "evenkiyskiy|красноярский|таймырский|эвенкийский|"},
    Region{"LEN", "Europe/Moscow",
           "|leningradsk|leningradskaya|leningradskaja|leningradskaia|leningrad|ленинградская|"},
    Region{"LIP", "Europe/Moscow",
           "|lipetsk|lipetskaya|lipetskaja|lipetskaia|lipeck|lipeckaya|lipeckaja|lipeckaia|"
           "липецкая|"},
    Region{"MAG", "Asia/Magadan",
           "|magadansk|magadanskaya|magadanskaja|magadanskaia|magadan|магаданская|"},
    Region{"ME", "Europe/Moscow", "|mari el|mariy el|marij el|марий эл|"},
    Region{"MO", "Europe/Moscow", "|mordovia|mordoviya|mordovija|мордовия|"},
    Region{"MOS", "Europe/Moscow",
           "|moskovsk|moskovskaya|moskovskaja|moskovskaia|moscow|moscow oblast|moscow region|"
           "московская|подмосковье|"},
    Region{"MOW", "Europe/Moscow", "|moskva|moscow city|москва|"},
    Region{"MUR", "Europe/Moscow", "|murmansk|murmanskaya|murmanskaja|murmanskaia|мурманская|"},
    Region{"NEN", "Europe/Moscow",
           "|nenets|nenetsk|nenetskiy|nenetskij|nenetsky|nenetskii|neneckij|ненецкий|"},
    Region{"NGR", "Europe/Moscow",
           "|novgorodsk|novgorodskaya|novgorodskaja|novgorodskaia|novgorod|новгородская|"},
    Region{"NIZ", "Europe/Moscow",
           "|nizhegorodsk|nizhegorodskaya|nizhegorodskaja|nizhegorodskaia|nizhny novgorod|"
           "nizhniy novgorod|нижегородская|"},
    Region{"NVS", "Asia/Novosibirsk",
           "|novosibirsk|novosibirskaya|novosibirskaja|novosibirskaia|новосибирская|"},
    Region{"OMS", "Asia/Omsk", "|omsk|omskaya|omskaja|omskaia|омская|"},
    Region{"ORE", "Asia/Yekaterinburg",
           "|orenburgsk|orenburgskaya|orenburgskaja|orenburgskaia|orenburg|оренбургская|"},
    Region{"ORL", "Europe/Moscow",
           "|orlovsk|orlovskaya|orlovskaja|orlovskaia|oryol|orel|орловская|"},
    Region{"PER", "Asia/Yekaterinburg",
           "|permsk|permskiy|permskij|permsky|permskii|perm|komi permyatskiy|пермский|"},
    Region{"PNZ", "Europe/Moscow",
           "|penzensk|penzenskaya|penzenskaja|penzenskaia|penza|пензенская|"},
    Region{"PRI", "Asia/Vladivostok",
           "|primorsk|primorskiy|primorskij|primorsky|primorskii|primorye|приморский|приморье|"},
    Region{"PSK", "Europe/Moscow", "|pskovsk|pskovskaya|pskovskaja|pskovskaia|pskov|псковская|"},
    Region{"ROS", "Europe/Moscow",
           "|rostovsk|rostovskaya|rostovskaja|rostovskaia|rostov|ростовская|"},
    Region{"RYA", "Europe/Moscow",
           "|ryazansk|ryazanskaya|ryazanskaja|ryazanskaia|ryazan|rjazansk|rjazanskaya|"
           "rjazanskaja|rjazanskaia|рязанская|"},
    Region{"SA", "Asia/Yakutsk 93 Asia/Vladivostok 4 Asia/Srednekolymsk 3",
           "|sakha|yakutia|sakha yakutia|saha|sakha yakutiya|saha jakutija|саха|саха якутия|"
           "якутия|"},
    Region{"SAK", "Asia/Sakhalin",
           "|sakhalinsk|sakhalinskaya|sakhalinskaja|sakhalinskaia|sakhalin|sahalinsk|"
           "sahalinskaya|sahalinskaja|sahalinskaia|сахалинская|"},
    Region{"SAM", "Europe/Samara", "|samarsk|samarskaya|samarskaja|samarskaia|samara|самарская|"},
    Region{"SAR", "Europe/Saratov",
           "|saratovsk|saratovskaya|saratovskaja|saratovskaia|saratov|саратовская|"},
    Region{"SE", "Europe/Moscow",
           "|north ossetia|north ossetia alania|severnaya osetiya alaniya|severnaya osetiya|"
           "severnaja osetija|severnaja osetija alanija|северная осетия|северная осетия "
           "алания|"},
    Region{"SMO", "Europe/Moscow", "|smolensk|smolenskaya|smolenskaja|smolenskaia|смоленская|"},
    Region{"SPE", "Europe/Moscow",
           "|saint petersburg|st petersburg|sankt peterburg|sankt petersburg|petersburg|spb|"
           "санкт петербург|спб|"},
    Region{"STA", "Europe/Moscow",
           "|stavropolsk|stavropolskiy|stavropolskij|stavropolsky|stavropolskii|stavropol|"
           "ставропольский|"},
    Region{"SVE", "Asia/Yekaterinburg",
           "|sverdlovsk|sverdlovskaya|sverdlovskaja|sverdlovskaia|свердловская|"},
    Region{"TA", "Europe/Moscow", "|tatarstan|татарстан|татарстан татарстан|"},
    Region{"TAM", "Europe/Moscow",
           "|tambovsk|tambovskaya|tambovskaja|tambovskaia|tambov|тамбовская|"},
    Region{"TOM", "Asia/Tomsk", "|tomsk|tomskaya|tomskaja|tomskaia|томская|"},
    Region{"TUL", "Europe/Moscow", "|tulsk|tulskaya|tulskaja|tulskaia|tula|тульская|"},
    Region{"TVE", "Europe/Moscow", "|tversk|tverskaya|tverskaja|tverskaia|tver|тверская|"},
    Region{"TY", "Asia/Krasnoyarsk", "|tuva|tyva|тыва|тува|"},
    Region{"TYU", "Asia/Yekaterinburg",
           "|tyumensk|tyumenskaya|tyumenskaja|tyumenskaia|tyumen|tjumensk|tjumenskaya|"
           "tjumenskaja|tjumenskaia|тюменская|"},
    Region{"UD", "Europe/Samara",
           "|udmurtia|udmurt|udmurtsk|udmurtskaya|udmurtskaja|udmurtskaia|udmurtiya|"
           "удмуртская|удмуртия|"},
    Region{"ULY", "Europe/Ulyanovsk",
           "|ulyanovsk|ulyanovskaya|ulyanovskaja|ulyanovskaia|uljanovsk|uljanovskaya|"
           "uljanovskaja|uljanovskaia|ульяновская|"},
    Region{"VGG", "Europe/Volgograd",
           "|volgogradsk|volgogradskaya|volgogradskaja|volgogradskaia|volgograd|волгоградская|"},
    Region{"VLA", "Europe/Moscow",
           "|vladimirsk|vladimirskaya|vladimirskaja|vladimirskaia|vladimir|владимирская|"},
    Region{"VLG", "Europe/Moscow",
           "|vologodsk|vologodskaya|vologodskaja|vologodskaia|vologda|вологодская|"},
    Region{"VOR", "Europe/Moscow",
           "|voronezhsk|voronezhskaya|voronezhskaja|voronezhskaia|voronezh|воронежская|"},
    Region{"YAN", "Asia/Yekaterinburg",
           "|yamalo nenets|yamalo nenetsk|yamalo nenetskiy|jamalo neneckij|yamal|yanao|ямало "
           "ненецкий|янао|"},
    Region{"YAR", "Europe/Moscow",
           "|yaroslavsk|yaroslavskaya|yaroslavskaja|yaroslavskaia|yaroslavl|jaroslavsk|"
           "jaroslavskaya|jaroslavskaja|jaroslavskaia|ярославская|"},
    Region{"YEV", "Asia/Vladivostok",
           "|jewish|yevreysk|yevreyskiy|yevreyskij|yevreysky|yevreyskii|evreysk|evreyskiy|"
           "evreyskij|evreysky|evreyskii|evrejsk|evrejskiy|evrejskij|evrejsky|evrejskii|"
           "jewish autonomous oblast|еврейская|"},
    Region{"ZAB", "Asia/Chita",
           "|zabaykalsk|zabaykalskiy|zabaykalskij|zabaykalsky|zabaykalskii|zabaikalsk|"
           "zabaikalskiy|zabaikalskij|zabaikalsky|zabaikalskii|zabajkalsk|zabajkalskiy|"
           "zabajkalskij|zabajkalsky|zabajkalskii|chita|chitinsk|chitinskiy|chitinskij|"
           "chitinsky|chitinskii|trans baikal|agin buryat|забайкальский|читинская|"},
    Region{"CR", "Europe/Simferopol", "|crimea|krym|крым|"},
    Region{"SEV", "Europe/Simferopol", "|sevastopol|севастополь|"},
};

constexpr std::array cities{
    CityClock{"SA", "Asia/Yakutsk",
              "|yakutsk|якутск|neryungri|нерюнгри|mirny|mirnyy|мирный|lensk|ленск|aldan|алдан|"},
    CityClock{"SA", "Asia/Vladivostok",
              "|verkhoyansk|верхоянск|ust yansk|усть янск|batagay|батагай|deputatsky|"
              "депутатский|"},
    CityClock{"SA", "Asia/Ust-Nera", "|ust nera|усть нера|oymyakon|оймякон|"},
    CityClock{"SA", "Asia/Khandyga", "|khandyga|хандыга|ust maya|усть мая|"},
    CityClock{"SA", "Asia/Srednekolymsk",
              "|srednekolymsk|среднеколымск|cherskiy|chersky|черский|zyryanka|зырянка|belaya "
              "gora|белая гора|chokurdakh|чокурдах|khonuu|хонуу|"},
    CityClock{"SAK", "Asia/Srednekolymsk", "|severo kurilsk|северо курильск|"},
    CityClock{"", "Europe/Moscow",
              "|moscow|moskva|москва|saint petersburg|st petersburg|sankt peterburg|санкт "
              "петербург|nizhny novgorod|нижний новгород|kazan|казань|rostov on don|rostov na "
              "donu|ростов на дону|krasnodar|краснодар|voronezh|воронеж|sochi|сочи|yaroslavl|"
              "ярославль|"},
    CityClock{"", "Europe/Samara", "|samara|самара|tolyatti|тольятти|izhevsk|ижевск|"},
    CityClock{"", "Asia/Yekaterinburg",
              "|yekaterinburg|ekaterinburg|екатеринбург|chelyabinsk|челябинск|ufa|уфа|perm|"
              "пермь|tyumen|тюмень|orenburg|оренбург|surgut|сургут|"},
    CityClock{"", "Asia/Novosibirsk", "|novosibirsk|новосибирск|"},
    CityClock{"", "Asia/Omsk", "|omsk|омск|"},
    CityClock{"", "Asia/Krasnoyarsk", "|krasnoyarsk|красноярск|"},
    CityClock{"", "Asia/Irkutsk", "|irkutsk|иркутск|ulan ude|улан удэ|"},
    CityClock{"", "Asia/Vladivostok", "|vladivostok|владивосток|khabarovsk|хабаровск|"},
    CityClock{"", "Europe/Volgograd", "|volgograd|волгоград|"},
    CityClock{"", "Europe/Saratov", "|saratov|саратов|"},
    CityClock{"", "Asia/Barnaul", "|barnaul|барнаул|"},
    CityClock{"", "Europe/Kaliningrad", "|kaliningrad|калининград|"},
    CityClock{"", "Asia/Yakutsk", "|yakutsk|якутск|blagoveshchensk|благовещенск|"},
};

constexpr std::array postal{
    PostalClock{"694550", "694550", "Asia/Srednekolymsk"},
    PostalClock{"101", "135", "=MOW"},
    PostalClock{"140", "144", "=MOS"},
    PostalClock{"150", "152", "=YAR"},
    PostalClock{"153", "155", "=IVA"},
    PostalClock{"156", "157", "=KOS"},
    PostalClock{"160", "162", "=VLG"},
    PostalClock{"163", "165", "=ARK"},
    PostalClock{"166", "166", "=NEN"},
    PostalClock{"167", "169", "=KO"},
    PostalClock{"170", "172", "=TVE"},
    PostalClock{"173", "175", "=NGR"},
    PostalClock{"180", "182", "=PSK"},
    PostalClock{"183", "184", "=MUR"},
    PostalClock{"185", "186", "=KR"},
    PostalClock{"187", "188", "=LEN"},
    PostalClock{"189", "199", "=SPE"},
    PostalClock{"214", "216", "=SMO"},
    PostalClock{"236", "238", "=KGD"},
    PostalClock{"241", "243", "=BRY"},
    PostalClock{"248", "249", "=KLU"},
    PostalClock{"295", "298", "=CR"},
    PostalClock{"299", "299", "=SEV"},
    PostalClock{"300", "301", "=TUL"},
    PostalClock{"302", "303", "=ORL"},
    PostalClock{"305", "307", "=KRS"},
    PostalClock{"308", "309", "=BEL"},
    PostalClock{"344", "347", "=ROS"},
    PostalClock{"350", "354", "=KDA"},
    PostalClock{"355", "357", "=STA"},
    PostalClock{"358", "359", "=KL"},
    PostalClock{"360", "361", "=KB"},
    PostalClock{"362", "363", "=SE"},
    PostalClock{"364", "366", "=CE"},
    PostalClock{"367", "368", "=DA"},
    PostalClock{"369", "369", "=KC"},
    PostalClock{"385", "385", "=AD"},
    PostalClock{"386", "386", "=IN"},
    PostalClock{"390", "391", "=RYA"},
    PostalClock{"392", "393", "=TAM"},
    PostalClock{"394", "397", "=VOR"},
    PostalClock{"398", "399", "=LIP"},
    PostalClock{"400", "404", "=VGG"},
    PostalClock{"410", "413", "=SAR"},
    PostalClock{"414", "416", "=AST"},
    PostalClock{"420", "423", "=TA"},
    PostalClock{"424", "425", "=ME"},
    PostalClock{"426", "427", "=UD"},
    PostalClock{"428", "429", "=CU"},
    PostalClock{"430", "431", "=MO"},
    PostalClock{"432", "433", "=ULY"},
    PostalClock{"440", "442", "=PNZ"},
    PostalClock{"443", "446", "=SAM"},
    PostalClock{"450", "453", "=BA"},
    PostalClock{"454", "457", "=CHE"},
    PostalClock{"460", "462", "=ORE"},
    PostalClock{"600", "602", "=VLA"},
    PostalClock{"603", "607", "=NIZ"},
    PostalClock{"610", "613", "=KIR"},
    PostalClock{"614", "619", "=PER"},
    PostalClock{"620", "624", "=SVE"},
    PostalClock{"625", "627", "=TYU"},
    PostalClock{"628", "628", "=KHM"},
    PostalClock{"629", "629", "=YAN"},
    PostalClock{"630", "633", "=NVS"},
    PostalClock{"634", "636", "=TOM"},
    PostalClock{"640", "641", "=KGN"},
    PostalClock{"644", "646", "=OMS"},
    PostalClock{"647", "648", "=KYA"},
    PostalClock{"649", "649", "=AL"},
    PostalClock{"650", "654", "=KEM"},
    PostalClock{"655", "655", "=KK"},
    PostalClock{"656", "659", "=ALT"},
    PostalClock{"660", "663", "=KYA"},
    PostalClock{"664", "666", "=IRK"},
    PostalClock{"667", "668", "=TY"},
    PostalClock{"669", "669", "=IRK"},
    PostalClock{"670", "671", "=BU"},
    PostalClock{"672", "674", "=ZAB"},
    PostalClock{"675", "676", "=AMU"},
    PostalClock{"677", "677", "Asia/Yakutsk"},
    PostalClock{"678", "678", "=SA"},
    PostalClock{"679", "679", "=YEV"},
    PostalClock{"680", "682", "=KHA"},
    PostalClock{"683", "684", "=KAM"},
    PostalClock{"685", "686", "=MAG"},
    PostalClock{"687", "687", "=ZAB"},
    PostalClock{"688", "688", "=KAM"},
    PostalClock{"689", "689", "=CHU"},
    PostalClock{"690", "692", "=PRI"},
    PostalClock{"693", "694", "=SAK"},
};
// clang-format on

}  // namespace

CountryClocks russia() {
    return CountryClocks{
        .country = "RU",
        .clocks =
            "Europe/Moscow 67 Asia/Yekaterinburg 14.4 Asia/Novosibirsk 8.5 Europe/Samara "
            "6.4 Asia/Irkutsk 2.3 Asia/Yakutsk 1.9 Asia/Vladivostok 2.2 Asia/Omsk 1.3 "
            "Europe/Kaliningrad 0.7 Asia/Sakhalin 0.4 Asia/Kamchatka 0.3",
        .regions = regions,
        .cities = cities,
        .postal = postal,
    };
}

}  // namespace vesper
