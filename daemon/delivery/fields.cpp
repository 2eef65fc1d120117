#include "daemon/delivery/fields.hpp"

#include "daemon/delivery/wording.hpp"
#include "rules/field.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// A review may be long; a letter to the shop quotes its beginning.
constexpr std::size_t review_characters_max = 1000;

/// What one letter's facts are written with.
class Writer {
public:
    Writer(Fields::Values& values, const Zone& zone, const std::string& language)
        : values_(values),
          zone_(zone),
          language_(language),
          leftward_(runs_right_to_left(language)) {}

    void text(std::string_view name, std::string_view text) { put(name, one_line(text)); }
    void link(std::string_view name, const std::string& clean) {
        if (!clean.empty()) values_.emplace(name, clean);
    }
    void money(std::string_view name, const std::optional<Decimal>& amount,
               const std::string& currency) {
        if (amount && !currency.empty())
            put(name, one_line(money_in_words(*amount, currency, language_)));
    }
    void date(std::string_view name, const std::optional<Instant>& at) {
        if (at) put(name, one_line(date_in_words(*at, zone_, language_)));
    }
    void dates(std::string_view name, const std::optional<Instant>& from,
               const std::optional<Instant>& until) {
        const auto& first = from ? from : until;
        const auto& last = until ? until : from;
        if (first && last) put(name, one_line(dates_in_words(*first, *last, zone_, language_)));
    }
    void number(std::string_view name, std::int64_t number) {
        put(name, one_line(number_in_words(number, language_)));
        values_.emplace(std::string(name) + category_mark, plural_category(number, language_));
    }
    void flag(std::string_view name, bool holds) {
        if (holds) values_.emplace(name, "yes");
    }
    const std::string& language() const { return language_; }

private:
    void put(std::string_view name, std::string clean) {
        if (!clean.empty()) values_.emplace(name, isolated(std::move(clean), leftward_));
    }

    Fields::Values& values_;
    const Zone& zone_;
    const std::string& language_;
    bool leftward_;
};

std::optional<Instant> instant_of(const Order& order, Stage stage) {
    const auto found = order.facts.find(stage);
    if (found == order.facts.end()) return std::nullopt;
    return found->second;
}

/// The name under which customs of the country ask private recipients for their number. Countries
/// that ask for none are not here.
std::string_view tax_number_name(std::string_view country) {
    struct Asked {
        std::string_view country;
        std::string_view name;
    };
    constexpr Asked asked[] = {
        {"AR", "CUIT/CUIL"},
        {"BR", "CPF"},
        {"CL", "RUT"},
        {"CO", "cédula/NIT"},
        {"EC", "cédula/RUC"},
        {"KR", "PCCC, 개인통관고유부호"},
        {"KZ", "ИИН"},
        {"MX", "RFC/CURP"},
        {"PE", "DNI/RUC"},
        {"RU", "ИНН"},
        {"TR", "T.C. Kimlik No"},
        {"UA", "РНОКПП"},
        {"UY", "cédula"},
        {"UZ", "ПИНФЛ"},
    };
    for (const Asked& one : asked)
        if (one.country == country) return one.name;
    return {};
}

std::string country_name(const std::string& country, const std::string& language) {
    return country.empty() ? "" : country_in_words(country, language);
}

/// Nobody writes "Singapore, Singapore": there the country is enough.
std::string town(const std::string& city, const std::string& country, const std::string& language) {
    return is_named_as_country(city, country, language) ? "" : city;
}

void put_order(Writer& out, const Order& order) {
    const std::string tail = order.key.substr(order.key.rfind('/') + 1);
    const std::string& id = order.id.empty() ? tail : order.id;
    out.text("order.number", order.number.empty() ? id : order.number);
    out.text("order.id", id);
    out.text("order.key", order.key);
    out.text("order.platform", order.platform);
    out.text("order.account", order.account);
    out.money("order.total", order.total, order.currency);
    out.date("order.placed_on", order.placed_at);
    out.date("order.paid_on", order.paid_at ? order.paid_at : instant_of(order, Stage::paid));
    out.link("order.url", clean_link(order.url));
    std::int64_t pieces = 0;
    for (const Item& item : order.items) pieces += item.quantity;
    if (pieces > 0) out.number("order.pieces", pieces);
    for (const Deadline& deadline : order.deadlines) {
        std::string kind{name(deadline.kind)};
        std::replace(kind.begin(), kind.end(), '-', '_');
        out.date("order.deadline." + kind, deadline.at);
    }
    out.date("order.deadline.dispute_reply", order.dispute.due_at);  // unless said above
}

void put_people(Writer& out, const Order& order) {
    out.text("buyer.name", order.buyer.name);
    out.text("buyer.given_name", order.buyer.given_name);
    if (!order.buyer.locale.empty())
        out.text("buyer.language", language_in_words(order.buyer.locale, out.language()));
    out.text("ship_to.city", town(order.ship_to.city, order.ship_to.country, out.language()));
    out.text("ship_to.country", country_name(order.ship_to.country, out.language()));
    out.text("ship_to.tax_number_name", tax_number_name(order.ship_to.country));
}

void put_shipment(Writer& out, const Order& order) {
    const Shipment& shipment = order.shipment;
    out.text("shipment.carrier", shipment.carrier);
    out.text("shipment.tracking_number", shipment.tracking_number);
    out.link("shipment.url", clean_link(shipment.url));
    out.dates("shipment.eta", shipment.eta_from, shipment.eta_until);
    out.text("shipment.city",
             town(shipment.location_city, shipment.location_country, out.language()));
    out.text("shipment.country", country_name(shipment.location_country, out.language()));
    out.date("shipment.shipped_on", instant_of(order, Stage::shipped));
    out.date("shipment.delivered_on", instant_of(order, Stage::delivered));
}

void put_afterwards(Writer& out, const Order& order) {
    out.date("inquiry.received_on", instant_of(order, Stage::inquiry));
    if (order.review.rating > 0) out.number("review.rating", order.review.rating);
    out.text("review.text", shortened(one_line(order.review.text), review_characters_max));
    const std::string sentiment = sentiment_of(order.review);
    for (const char* word : {"positive", "neutral", "negative"})
        out.flag(std::string("review.") + word, sentiment == word);
    out.money("refund.amount", order.refund.amount,
              order.refund.currency.empty() ? order.currency : order.refund.currency);
    out.date("refund.issued_on", instant_of(order, Stage::refunded));
}

bool starts_with_scheme(std::string_view text, std::string_view scheme) {
    if (text.size() <= scheme.size()) return false;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
        if ((text[i] | 0x20) != scheme[i] && text[i] != scheme[i]) return false;
    }
    return text[scheme.size()] != '/' && text[scheme.size()] != '?' && text[scheme.size()] != '#';
}

// Left out on purpose though RFC 3986 allows them: what Markdown reads as emphasis, brackets,
// quotes or the end of an entity.
constexpr std::string_view plain_in_links = "-._:/?#@&=%+,";

std::string percent_encoded_beyond(std::string_view text, std::string_view plain) {
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

}  // namespace

Fields fields_of(const Order& order, const Shop& shop, const Zone& zone,
                 const std::string& language, const StepFacts& step) {
    Fields fields;
    Writer out{fields.values, zone, language};
    put_order(out, order);
    put_people(out, order);
    put_shipment(out, order);
    put_afterwards(out, order);
    if (step.extension_days) out.number("extension.days", *step.extension_days);
    out.text("shop.name", shop.name);
    out.text("shop.reply_to", shop.reply_to.empty() ? shop.sender_address : shop.reply_to);
    out.link("shop.unsubscribe", unsubscribe_link(order, shop));
    for (const Item& item : order.items) {
        const std::string& title = item.title.empty() ? item.sku : item.title;
        if (one_line(title).empty()) continue;
        Writer row{fields.items.emplace_back(), zone, language};
        row.text("item.title", title);
        row.number("item.quantity", item.quantity);
        row.text("item.sku", item.sku);
    }
    return fields;
}

bool is_link(std::string_view name) {
    const MessageField* field = field_named(name);
    return field != nullptr && field->kind == FieldKind::link;
}

std::string clean_link(std::string_view text) {
    if (!starts_with_scheme(text, "http://") && !starts_with_scheme(text, "https://")) return {};
    return percent_encoded_beyond(text, plain_in_links);
}

std::string unsubscribe_link(const Order& order, const Shop& shop) {
    const std::string& form = shop.unsubscribe;
    std::string link;
    std::size_t at = 0;
    for (std::size_t open; (open = form.find("{{", at)) != std::string::npos;) {
        const std::size_t close = form.find("}}", open);
        if (close == std::string::npos) break;
        link.append(form, at, open - at);
        const std::string_view inside = std::string_view(form).substr(open + 2, close - open - 2);
        const bool by_id = inside.find("order.id") != std::string_view::npos;
        const bool by_mail = inside.find("buyer.email") != std::string_view::npos;
        const std::string tail = order.key.substr(order.key.rfind('/') + 1);
        const std::string& id = order.id.empty() ? tail : order.id;
        link += percent_encoded_beyond(by_mail ? order.buyer.email : by_id ? id : order.key, "-._");
        at = close + 2;
    }
    link.append(form, at);
    if (link.starts_with("mailto:") && link.find('?') == std::string::npos)
        link += "?subject=unsubscribe";
    return percent_encoded_beyond(link, plain_in_links);
}

}  // namespace vesper
