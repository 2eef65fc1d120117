// Builders shared by the tests of delivery.
#pragma once

#include "daemon/delivery/courier.hpp"
#include "daemon/delivery/letter.hpp"

#include <filesystem>
#include <string>

namespace vesper::test {

inline Shop a_shop() {
    Shop shop;
    shop.name = "Vesper Sample Shop";
    shop.zone = "Asia/Shanghai";
    shop.languages = {"en"};
    shop.currency = "EUR";
    shop.sender_name = "Vesper Sample Shop";
    shop.sender_address = "service@shop.example";
    shop.reply_to = "answers@shop.example";
    return shop;
}

inline Order an_order() {
    Order order;
    order.key = "shopify/main/1030";
    order.id = "1030";
    order.number = "#1030";
    order.currency = "EUR";
    order.total = Decimal{12345000};
    order.placed_at = *parse_instant("2026-03-27T23:30:00Z");
    order.url = "https://shop.example/o/1030?key=a_b&lang=de";
    order.items = {{"SKU-1", "Lamp *bright*", "", 2}, {"SKU-2", "Table", "", 1}};
    order.buyer.name = "Anna Muster";
    order.buyer.given_name = "Anna";
    order.buyer.email = "anna@buyer.example";
    order.ship_to.country = "DE";
    order.ship_to.city = "Berlin";
    return order;
}

/// A zone with one offset for ever.
inline Zone a_zone(int hours) {
    return Zone("Test/Zone", {0}, {hours * 3600});
}

inline Message a_message(std::string subject, std::string body, std::string language = "en") {
    Message message;
    message.name = "test";
    message.language = std::move(language);
    message.subject = std::move(subject);
    message.body = std::move(body);
    return message;
}

inline Parcel a_parcel(std::int64_t job = 1, std::string channel = "email") {
    Parcel parcel;
    parcel.job = job;
    parcel.attempt = 10 * job;
    parcel.channel = std::move(channel);
    parcel.key = "order\x1frule\x1f" + std::to_string(job);
    parcel.message_id = "<v1.abc@shop.example>";
    parcel.from = "service@shop.example";
    parcel.to = "anna@buyer.example";
    parcel.bytes = "Subject: Good evening\r\n\r\nHello\r\n.\r\n..two\r\nbye\r\n";
    return parcel;
}

/// A folder of the test's own, gone afterwards.
class Scratch {
public:
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "vesper-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { std::filesystem::remove_all(path_); }
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

}  // namespace vesper::test
