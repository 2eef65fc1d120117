#include "daemon/welcome.hpp"

#include <algorithm>

namespace vesper {

bool reaches_by_mail(const ChannelConfig& channel) {
    return channel.kind != ChannelConfig::Kind::webhook ||
           channel.address == ChannelConfig::Address::email;
}

std::string unwelcome(const Wishes& wishes, const Order& order, MessageClass message_class,
                      bool by_mail) {
    const std::vector<std::string>& careful = wishes.shop.reviews_need_consent;
    const std::string& country = address_of(order).country;
    const bool is_request = message_class == MessageClass::solicitation &&
                            std::find(careful.begin(), careful.end(), country) != careful.end();
    const std::string what =
        is_request ? "requests for a review, which " + country + " takes for marketing"
                   : "marketing";
    if (message_class == MessageClass::marketing || is_request) {
        const Consent consent = by_mail ? order.buyer.email_marketing : order.buyer.sms_marketing;
        if (consent == Consent::denied) return "the buyer refused " + what;
        if (consent == Consent::unknown) return "the buyer has not granted " + what;
    }
    if (!by_mail) return "";
    if (const auto suppressed = wishes.store.suppression(order.buyer.email))
        return "the address is suppressed: " + suppressed->reason;
    return "";
}

}  // namespace vesper
