// Cities of states that keep more than one clock: 49 CFR 71 and tzdata's comments.
//
// The Hopi villages keep no summer time inside the Navajo Nation, which does; four towns of Alabama
// live on Georgia's time against the law, so both clocks must suit them.
#include "scheduler/geo/regions.hpp"

#include <array>

namespace vesper {

namespace {

// clang-format off
constexpr std::array cities{
    CityClock{"FL", "America/Chicago",
              "|pensacola|panama city|panama city beach|fort walton beach|ft walton beach|"
              "destin|crestview|milton|gulf breeze|navarre|niceville|marianna|chipley|"
              "defuniak springs|lynn haven|santa rosa beach|pace|cantonment|bonifay|"
              "blountstown|wewahitchka|mary esther|shalimar|eglin afb|callaway|"},
    CityClock{"FL", "America/New_York",
              "|miami|orlando|tampa|jacksonville|tallahassee|fort lauderdale|st petersburg|"
              "saint petersburg|hialeah|port st lucie|port saint lucie|cape coral|pembroke "
              "pines|hollywood|gainesville|miramar|coral springs|palm bay|west palm beach|"
              "clearwater|lakeland|pompano beach|miami beach|davie|boca raton|sunrise|deltona|"
              "plantation|fort myers|naples|sarasota|kissimmee|ocala|daytona beach|melbourne|"
              "bradenton|delray beach|boynton beach|key west|winter park|st augustine|port st "
              "joe|apalachicola|homestead|jupiter|sanford|largo|weston|doral|"},
    CityClock{"IN", "America/Chicago",
              "|gary|hammond|east chicago|merrillville|crown point|portage|valparaiso|"
              "michigan city|la porte|laporte|hobart|schererville|highland|munster|evansville|"
              "newburgh|princeton|mount vernon|rensselaer|kentland|chesterton|dyer|griffith|"
              "st john|saint john|cedar lake|lowell|boonville|rockport|"},
    CityClock{"IN", "America/Indiana/Knox", "|knox|north judson|hamlet|"},
    CityClock{"IN", "America/Indiana/Tell_City", "|tell city|cannelton|"},
    CityClock{"IN", "America/Indiana/Vincennes",
              "|vincennes|jasper|washington|loogootee|huntingburg|"},
    CityClock{"IN", "America/Indiana/Winamac", "|winamac|"},
    CityClock{"IN", "America/Indiana/Marengo", "|marengo|english|"},
    CityClock{"IN", "America/Indiana/Petersburg", "|petersburg|winslow|"},
    CityClock{"IN", "America/Indiana/Vevay", "|vevay|"},
    CityClock{"IN", "America/Indiana/Indianapolis",
              "|indianapolis|fort wayne|ft wayne|south bend|carmel|fishers|bloomington|"
              "noblesville|greenwood|kokomo|lafayette|west lafayette|muncie|anderson|terre "
              "haute|elkhart|mishawaka|columbus|jeffersonville|new albany|westfield|richmond|"
              "goshen|zionsville|brownsburg|plainfield|"},
    CityClock{"KY", "America/Chicago",
              "|bowling green|owensboro|paducah|hopkinsville|henderson|madisonville|murray|"
              "mayfield|glasgow|russellville|franklin|leitchfield|princeton|fort campbell|oak "
              "grove|columbia|munfordville|hardinsburg|horse cave|"},
    CityClock{"KY", "America/Kentucky/Monticello", "|monticello|"},
    CityClock{"KY", "America/Kentucky/Louisville",
              "|louisville|elizabethtown|jeffersontown|shively|st matthews|shepherdsville|"
              "radcliff|fort knox|"},
    CityClock{"KY", "America/New_York",
              "|lexington|covington|richmond|georgetown|florence|nicholasville|frankfort|"
              "ashland|somerset|danville|erlanger|winchester|newport|fort thomas|bardstown|"
              "corbin|london|pikeville|morehead|"},
    CityClock{"TN", "America/Chicago",
              "|nashville|memphis|clarksville|murfreesboro|franklin|jackson|hendersonville|"
              "bartlett|smyrna|collierville|brentwood|germantown|columbia|gallatin|cookeville|"
              "lebanon|mount juliet|mt juliet|la vergne|spring hill|dickson|shelbyville|"
              "tullahoma|crossville|millington|dyersburg|cordova|antioch|"},
    CityClock{"TN", "America/New_York",
              "|knoxville|chattanooga|johnson city|kingsport|cleveland|maryville|oak ridge|"
              "morristown|bristol|sevierville|pigeon forge|gatlinburg|greeneville|athens|east "
              "ridge|farragut|elizabethton|dayton|lenoir city|hixson|ooltewah|soddy daisy|"},
    CityClock{"MI", "America/Menominee",
              "|menominee|iron mountain|ironwood|iron river|crystal falls|kingsford|bessemer|"
              "wakefield|norway|stephenson|watersmeet|"},
    CityClock{"MI", "America/Detroit",
              "|detroit|grand rapids|warren|sterling heights|ann arbor|lansing|flint|dearborn|"
              "livonia|troy|westland|farmington hills|kalamazoo|wyoming|southfield|rochester "
              "hills|taylor|pontiac|royal oak|novi|battle creek|saginaw|midland|traverse city|"
              "marquette|holland|muskegon|jackson|canton|macomb|escanaba|sault ste marie|"
              "houghton|"},
    CityClock{"ND", "America/Denver",
              "|dickinson|bowman|beach|hettinger|medora|mott|belfield|new england|"},
    CityClock{"ND", "America/North_Dakota/Beulah", "|beulah|hazen|stanton|"},
    CityClock{"ND", "America/North_Dakota/New_Salem", "|new salem|mandan|glen ullin|"},
    CityClock{"ND", "America/North_Dakota/Center", "|center|"},
    CityClock{"ND", "America/Chicago",
              "|fargo|bismarck|grand forks|minot|west fargo|williston|jamestown|wahpeton|"
              "devils lake|watford city|valley city|"},
    CityClock{"SD", "America/Denver",
              "|rapid city|spearfish|sturgis|belle fourche|box elder|lead|deadwood|hot "
              "springs|custer|pine ridge|ellsworth afb|kadoka|fort pierre|summerset|black "
              "hawk|hill city|faith|philip|lemmon|"},
    CityClock{"SD", "America/Chicago",
              "|sioux falls|aberdeen|brookings|watertown|mitchell|yankton|pierre|huron|"
              "vermillion|brandon|madison|chamberlain|harrisburg|mobridge|"},
    CityClock{"NE", "America/Denver",
              "|scottsbluff|gering|sidney|alliance|chadron|ogallala|kimball|gordon|imperial|"
              "mitchell|crawford|grant|"},
    CityClock{"NE", "America/Chicago",
              "|omaha|lincoln|bellevue|grand island|kearney|fremont|hastings|norfolk|north "
              "platte|columbus|papillion|la vista|south sioux city|beatrice|lexington|gretna|"
              "mccook|valentine|broken bow|york|"},
    CityClock{"KS", "America/Denver", "|goodland|sharon springs|syracuse|tribune|"},
    CityClock{"KS", "America/Chicago",
              "|wichita|overland park|kansas city|olathe|topeka|lawrence|shawnee|manhattan|"
              "lenexa|salina|hutchinson|leavenworth|leawood|dodge city|garden city|derby|"
              "emporia|junction city|hays|pittsburg|liberal|colby|"},
    CityClock{"TX", "America/Denver",
              "|el paso|socorro|horizon city|fort bliss|canutillo|anthony|san elizario|clint|"
              "fabens|dell city|sierra blanca|fort hancock|"},
    CityClock{"TX", "America/Chicago",
              "|houston|san antonio|dallas|austin|fort worth|ft worth|arlington|corpus "
              "christi|plano|laredo|lubbock|garland|irving|amarillo|grand prairie|brownsville|"
              "mckinney|frisco|pasadena|killeen|mcallen|mesquite|midland|denton|waco|"
              "carrollton|round rock|abilene|the woodlands|richardson|pearland|odessa|sugar "
              "land|beaumont|college station|tyler|lewisville|league city|allen|katy|spring|"
              "conroe|new braunfels|galveston|van horn|edinburg|cypress|humble|"},
    CityClock{"ID", "America/Los_Angeles",
              "|coeur d alene|coeur dalene|lewiston|moscow|post falls|sandpoint|hayden|"
              "kellogg|rathdrum|bonners ferry|orofino|grangeville|st maries|priest river|"},
    CityClock{"ID", "America/Boise",
              "|boise|meridian|nampa|idaho falls|caldwell|pocatello|twin falls|rexburg|eagle|"
              "kuna|ammon|chubbuck|mountain home|jerome|burley|blackfoot|mccall|sun valley|"
              "ketchum|hailey|star|payette|emmett|riggins|salmon|"},
    CityClock{"OR", "America/Boise", "|ontario|nyssa|vale|adrian|jordan valley|"},
    CityClock{"OR", "America/Los_Angeles",
              "|portland|salem|eugene|gresham|hillsboro|beaverton|bend|medford|springfield|"
              "corvallis|albany|tigard|lake oswego|keizer|grants pass|oregon city|mcminnville|"
              "redmond|ashland|klamath falls|roseburg|pendleton|la grande|baker city|astoria|"
              "coos bay|happy valley|tualatin|west linn|"},
    CityClock{"AZ", "America/Denver",
              "|window rock|chinle|kayenta|tuba city|ganado|fort defiance|ft defiance|many "
              "farms|tsaile|lukachukai|pinon|saint michaels|st michaels|dennehotso|leupp|teec "
              "nos pos|"},
    CityClock{"AZ", "America/Phoenix",
              "|phoenix|tucson|mesa|chandler|scottsdale|glendale|gilbert|tempe|peoria|"
              "surprise|yuma|flagstaff|goodyear|avondale|buckeye|prescott|prescott valley|"
              "sierra vista|lake havasu city|page|kingman|casa grande|maricopa|queen creek|"
              "apache junction|bullhead city|sedona|show low|oro valley|nogales|winslow|"
              "holbrook|kykotsmovi village|second mesa|polacca|hotevilla|san tan valley|"
              "fountain hills|cave creek|"},
    CityClock{"AK", "America/Adak", "|adak|atka|"},
    CityClock{"AK", "America/Juneau", "|juneau|"},
    CityClock{"AK", "America/Sitka", "|sitka|ketchikan|"},
    CityClock{"AK", "America/Metlakatla", "|metlakatla|"},
    CityClock{"AK", "America/Yakutat", "|yakutat|"},
    CityClock{"AK", "America/Nome", "|nome|"},
    CityClock{"NV", "America/Denver", "|west wendover|wendover|"},
    CityClock{"AL", "America/New_York 60 America/Chicago 40",
              "|phenix city|smiths station|lanett|valley|"},
};
// clang-format on

}  // namespace

std::span<const CityClock> united_states_cities() {
    return cities;
}

}  // namespace vesper
