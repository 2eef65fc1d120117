#include "rules/known_names.hpp"

#include "rules/ascii.hpp"
#include "rules/conditions.hpp"
#include "rules/country.hpp"
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

constexpr auto amazon_marketplaces = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"US", "ATVPDKIKX0DER"},  {"CA", "A2EUQ1WTGCTBG2"}, {"MX", "A1AM78C64UM0Y8"},
     {"BR", "A2Q3Y263D00KWC"}, {"GB", "A1F83G8C2ARO7P"}, {"IE", "A28R8C7NBKEWEA"},
     {"FR", "A13V1IB3VIYZZH"}, {"DE", "A1PA6795UKMFR9"}, {"ES", "A1RKKUPIHCS9HS"},
     {"IT", "APJ6JRA9NG5V4"},  {"BE", "AMEN7PMS3EDWL"},  {"NL", "A1805IZSGTT6HS"},
     {"SE", "A2NODRKZP88ZB9"}, {"PL", "A1C3SOZRARQ6R3"}, {"TR", "A33AVAJ2PDY3EV"},
     {"EG", "ARBP9OOSHTCHU"},  {"SA", "A17E79C6D8DWNP"}, {"AE", "A2VIGQ35RCS4UG"},
     {"ZA", "AE08WJ6YKNBMC"},  {"IN", "A21TJRUUN4KGV"},  {"SG", "A19VAU5U5O7RUS"},
     {"AU", "A39IBJ37TRP1C6"}, {"JP", "A1VC38T7YXB528"}});

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
    static const std::vector<std::string_view> ids = [] {
        std::vector<std::string_view> all;
        for (const auto& [country, id] : amazon_marketplaces) all.push_back(id);
        return all;
    }();
    return ids;
}

std::string country_of_marketplace(const std::string& text) {
    constexpr std::string_view amazon = "amazon.";
    const std::string plain = lower(text);
    if (!plain.starts_with(amazon))
        return text.size() == 2 ? std::string{country_named(text)} : std::string{};
    const std::string end = plain.substr(plain.rfind('.') + 1);
    const std::string country{end == "com" ? "US" : country_named(end)};
    return marketplace_of(country).empty() ? std::string{} : country;
}

std::string_view marketplace_of(const std::string& country) {
    for (const auto& [there, id] : amazon_marketplaces)
        if (there == country) return id;
    return {};
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
