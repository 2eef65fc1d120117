#include "daemon/delivery/fields.hpp"

#include "daemon/delivery/wording.hpp"

namespace vesper {

namespace {

void put(Fields::Values& values, std::string_view name, std::string_view text) {
    std::string clean = one_line(text);
    if (!clean.empty()) values.emplace(name, std::move(clean));
}

void put_link(Fields::Values& values, std::string_view name, std::string_view text) {
    std::string clean = clean_link(text);
    if (!clean.empty()) values.emplace(name, std::move(clean));
}

void put_shipment(Fields::Values& values, const Shipment& shipment, const Zone& zone,
                  const std::string& language) {
    put(values, "shipment.carrier", shipment.carrier);
    put(values, "shipment.tracking_number", shipment.tracking_number);
    put_link(values, "shipment.url", shipment.url);
    const auto& from = shipment.eta_from ? shipment.eta_from : shipment.eta_until;
    const auto& until = shipment.eta_until ? shipment.eta_until : shipment.eta_from;
    if (from) put(values, "shipment.eta", dates_in_words(*from, *until, zone, language));
}

bool starts_with_scheme(std::string_view text, std::string_view scheme) {
    if (text.size() <= scheme.size()) return false;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
        if ((text[i] | 0x20) != scheme[i] && text[i] != scheme[i]) return false;
    }
    return text[scheme.size()] != '/' && text[scheme.size()] != '?' && text[scheme.size()] != '#';
}

}  // namespace

Fields fields_of(const Order& order, const Shop& shop, const Zone& zone,
                 const std::string& language) {
    Fields fields;
    Fields::Values& values = fields.values;
    put(values, "order.number", order.number.empty() ? order.id : order.number);
    put(values, "order.id", order.id);
    if (order.total && !order.currency.empty())
        put(values, "order.total", money_in_words(*order.total, order.currency, language));
    if (order.placed_at)
        put(values, "order.placed_on", date_in_words(*order.placed_at, zone, language));
    put_link(values, "order.url", order.url);
    put(values, "buyer.name", order.buyer.name);
    put(values, "buyer.given_name", order.buyer.given_name);
    put_shipment(values, order.shipment, zone, language);
    put(values, "shop.name", shop.name);
    put(values, "shop.reply_to", shop.reply_to.empty() ? shop.sender_address : shop.reply_to);
    put(values, "ship_to.city", order.ship_to.city);
    if (!order.ship_to.country.empty())
        put(values, "ship_to.country", country_in_words(order.ship_to.country, language));
    for (const Item& item : order.items) {
        Fields::Values& row = fields.items.emplace_back();
        put(row, "item.title", item.title);
        put(row, "item.quantity", number_in_words(item.quantity, language));
        put(row, "item.sku", item.sku);
    }
    return fields;
}

bool is_link(std::string_view field) {
    return field == "order.url" || field == "shipment.url";
}

std::string clean_link(std::string_view text) {
    if (!starts_with_scheme(text, "http://") && !starts_with_scheme(text, "https://")) return {};
    // Left out on purpose though RFC 3986 allows them: what Markdown reads as emphasis, brackets,
    // quotes or the end of an entity.
    constexpr std::string_view plain = "-._:/?#@&=%+,";
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool alphanumeric =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (alphanumeric || plain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out += {'%', hex[byte >> 4], hex[byte & 15]};
        }
    }
    return out;
}

}  // namespace vesper
