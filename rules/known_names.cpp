#include "rules/known_names.hpp"

#include "rules/conditions.hpp"
#include "rules/full_width.hpp"
#include "rules/plain_name.hpp"
#include "rules/spelling.hpp"

#include <algorithm>
#include <array>

namespace vesper {

namespace {

/// As Shopify lists the carriers of a fulfilment.
constexpr auto carriers_of_several_names =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"DHL", "DHL Express"},
                                                                  {"DPD", "DPD UK"},
                                                                  {"FedEx", "FedEx Sameday"},
                                                                  {"GLS", "GLS (US)"},
                                                                  {"SF", "SF Express"},
                                                                  {"TNT", "TNT Post"}});

constexpr auto platforms_in_chinese =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"亚马逊", "amazon"},
                                                                  {"速卖通", "aliexpress"},
                                                                  {"全球速卖通", "aliexpress"},
                                                                  {"易贝", "ebay"},
                                                                  {"沃尔玛", "walmart"},
                                                                  {"虾皮", "shopee"},
                                                                  {"来赞达", "lazada"},
                                                                  {"阿里巴巴", "alibaba"},
                                                                  {"阿里国际站", "alibaba"},
                                                                  {"国际站", "alibaba"},
                                                                  {"希音", "shein"},
                                                                  {"美客多", "mercadolibre"},
                                                                  {"乐天", "rakuten"}});

}  // namespace

const std::vector<std::string_view>& known_platforms() {
    static const std::vector<std::string_view> names{
        "shopify", "woocommerce",  "amazon",  "aliexpress",  "wish",     "ebay",
        "etsy",    "walmart",      "shopee",  "lazada",      "temu",     "shein",
        "tiktok",  "mercadolibre", "magento", "bigcommerce", "shopware", "prestashop",
        "ozon",    "wildberries",  "allegro", "rakuten",     "coupang",  "alibaba"};
    return names;
}

std::string platform_meant(std::string_view text) {
    for (const auto& [written, name] : platforms_in_chinese)
        if (written == text) return std::string{name};
    if (half_width(text).find_first_of(",;|") != std::string::npos) return {};  // several
    const std::string plain = plain_name_for(text);
    const auto& known = known_platforms();
    for (const std::string_view name : known)
        if (plain == name || plain.starts_with(std::string{name} + '-')) return std::string{name};
    return nearest(plain, known).value_or("");
}

const std::vector<std::string_view>& known_marketplaces() {
    static const std::vector<std::string_view> ids{
        "ATVPDKIKX0DER",                                       // US
        "A2EUQ1WTGCTBG2", "A1AM78C64UM0Y8", "A2Q3Y263D00KWC",  // CA, MX, BR
        "A1F83G8C2ARO7P", "A28R8C7NBKEWEA", "A13V1IB3VIYZZH",  // GB, IE, FR
        "A1PA6795UKMFR9", "A1RKKUPIHCS9HS", "APJ6JRA9NG5V4",   // DE, ES, IT
        "AMEN7PMS3EDWL",  "A1805IZSGTT6HS", "A2NODRKZP88ZB9",  // BE, NL, SE
        "A1C3SOZRARQ6R3", "A33AVAJ2PDY3EV", "ARBP9OOSHTCHU",   // PL, TR, EG
        "A17E79C6D8DWNP", "A2VIGQ35RCS4UG", "AE08WJ6YKNBMC",   // SA, AE, ZA
        "A21TJRUUN4KGV",  "A19VAU5U5O7RUS", "A39IBJ37TRP1C6",  // IN, SG, AU
        "A1VC38T7YXB528"};                                     // JP
    return ids;
}

bool is_doubtful_marketplace(const std::string& text) {
    const auto& known = known_marketplaces();
    const auto is_one = [&](std::string_view id) { return is_like(text, id); };
    if (std::any_of(known.begin(), known.end(), is_one)) return false;
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::string_view digits = "0123456789";
    const bool in_form =
        text.size() >= 12 && text.size() <= 16 && text.front() == 'A' &&
        text.find_first_of(digits) != std::string::npos &&
        std::all_of(text.begin(), text.end(), [&](char c) {
            return letters.find(c) != letters.npos || digits.find(c) != digits.npos;
        });
    return in_form || nearest(text, known).has_value();
}

std::string another_name_of_carrier(const std::string& text) {
    for (const auto& [name, another] : carriers_of_several_names)
        if (is_like(text, name)) return std::string{another};
    return {};
}

}  // namespace vesper
