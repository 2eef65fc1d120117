#include "daemon/cli/sample_order.hpp"

#include "rules/language.hpp"

#include <array>
#include <chrono>

namespace vesper::cli {

namespace {

struct Person {
    std::string_view language;
    std::string_view given_name;
    std::string_view name;
    std::string_view country;
    std::string_view city;
    std::string_view timezone;
    std::string_view item;
};

constexpr std::array people{
    Person{"en", "Emma", "Emma Sample", "GB", "Leeds", "Europe/London", "Desk lamp, white"},
    Person{"es", "Lucía", "Lucía Ejemplo", "ES", "Valencia", "Europe/Madrid",
           "Lámpara de mesa, blanca"},
    Person{"fr", "Camille", "Camille Exemple", "FR", "Lyon", "Europe/Paris",
           "Lampe de bureau, blanche"},
    Person{"de", "Anna", "Anna Muster", "DE", "Leipzig", "Europe/Berlin",
           "Schreibtischlampe, weiß"},
    Person{"pt-PT", "Inês", "Inês Exemplo", "PT", "Braga", "Europe/Lisbon",
           "Candeeiro de mesa, branco"},
    Person{"pt", "Ana", "Ana Exemplo", "BR", "São Paulo", "America/Sao_Paulo",
           "Luminária de mesa, branca"},
    Person{"it", "Giulia", "Giulia Esempio", "IT", "Bologna", "Europe/Rome",
           "Lampada da tavolo, bianca"},
    Person{"ja", "花子", "見本 花子", "JP", "横浜市", "Asia/Tokyo", "デスクライト（白）"},
    Person{"ko", "지은", "김지은", "KR", "부산", "Asia/Seoul", "책상용 램프, 흰색"},
    Person{"ru", "Анна", "Анна Образцова", "KZ", "Алматы", "Asia/Almaty",
           "Настольная лампа, белая"},
    Person{"ar", "ليلى", "ليلى مثال", "SA", "جدة", "Asia/Riyadh", "مصباح مكتب أبيض"},
    Person{"zh-Hant", "怡君", "陳怡君", "TW", "臺南市", "Asia/Taipei", "白色檯燈"},
    Person{"zh", "小美", "王小美", "SG", "新加坡", "Asia/Singapore", "白色台灯"},
};

const Person& person_who_reads(const std::string& language) {
    for (const Person& person : people)
        if (speaks(language, person.language)) return person;
    return people.front();
}

std::string text(std::string_view view) {
    return std::string{view};
}

void add_life(Order& order, Instant now) {
    using std::chrono::hours;
    const auto days_ago = [&](int days) { return now - hours{24 * days}; };
    order.placed_at = days_ago(30);
    order.paid_at = days_ago(30);
    order.facts = {{Stage::placed, days_ago(30)},  {Stage::paid, days_ago(30)},
                   {Stage::shipped, days_ago(27)}, {Stage::delivered, days_ago(3)},
                   {Stage::inquiry, days_ago(2)},  {Stage::review, days_ago(1)},
                   {Stage::refunded, days_ago(1)}};
    for (const std::string_view kind : deadline_names())
        order.deadlines.push_back({*deadline_named(kind), now + hours{24 * 10}});
    order.shipment.eta_from = now + hours{24 * 4};
    order.shipment.eta_until = now + hours{24 * 8};
}

}  // namespace

Order sample_order(const std::string& language, const Shop& shop, Instant now) {
    const Person& person = person_who_reads(language);
    Order order;
    order.key = "shopify/shop.example/4501";
    order.id = "4501";
    order.number = "#4501";
    order.platform = "shopify";
    order.account = "shop.example";
    order.currency = shop.currency.empty() ? "USD" : shop.currency;
    order.total = Decimal{1'234'50 * 100};
    order.url = "https://shop.example/orders/4501";
    order.items = {{"LAMP-W", text(person.item), "", 2}, {"CABLE-2M", "USB-C 2 m", "", 1}};
    order.buyer = {"c-1",
                   text(person.name),
                   text(person.given_name),
                   "buyer@buyer.example",
                   "",
                   language.empty() ? text(person.language) : language};
    order.ship_to.country = person.country;
    order.ship_to.city = person.city;
    order.timezone = person.timezone;
    order.shipment.carrier = "Sample Post";
    order.shipment.tracking_number = "LX123456789CN";
    order.shipment.url = "https://track.example/LX123456789CN";
    order.shipment.location_country = person.country;
    order.shipment.location_city = person.city;
    order.review = {"seller", 2, "negative", "It came late, and the box was damaged."};
    order.refund = {"r-1", Decimal{49'90 * 100}, order.currency, "", false};
    add_life(order, now);
    return order;
}

Order sparse_order(const std::string& language) {
    Order order;
    order.key = "shopify/shop.example/4501";
    order.id = "4501";
    order.buyer.email = "buyer@buyer.example";
    order.buyer.locale = language;
    return order;
}

}  // namespace vesper::cli
