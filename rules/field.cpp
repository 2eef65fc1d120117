#include "rules/field.hpp"

#include <algorithm>

namespace vesper {

const std::vector<MessageField>& message_field_list() {
    using enum FieldKind;
    static const std::vector<MessageField> fields{{"order.number", text, true},
                                                  {"order.id", text, true},
                                                  {"order.key", text, true},
                                                  {"order.platform", text, false},
                                                  {"order.account", text, false},
                                                  {"order.total", money, false},
                                                  {"order.placed_on", date, false},
                                                  {"order.paid_on", date, false},
                                                  {"order.url", link, false},
                                                  {"order.pieces", number, false},
                                                  {"order.items", list, false},
                                                  {"item.title", text, true},
                                                  {"item.quantity", number, true},
                                                  {"item.sku", text, false},
                                                  {"order.deadline.pay", date, false},
                                                  {"order.deadline.ship", date, false},
                                                  {"order.deadline.deliver", date, false},
                                                  {"order.deadline.confirm_receipt", date, false},
                                                  {"order.deadline.review_opens", date, false},
                                                  {"order.deadline.review_closes", date, false},
                                                  {"order.deadline.dispute_reply", date, false},
                                                  {"extension.days", number, false},
                                                  {"buyer.name", text, false},
                                                  {"buyer.given_name", text, false},
                                                  {"buyer.language", text, false},
                                                  {"ship_to.city", text, false},
                                                  {"ship_to.country", text, false},
                                                  {"ship_to.tax_number_name", text, false},
                                                  {"shipment.carrier", text, false},
                                                  {"shipment.tracking_number", text, false},
                                                  {"shipment.url", link, false},
                                                  {"shipment.eta", date, false},
                                                  {"shipment.city", text, false},
                                                  {"shipment.country", text, false},
                                                  {"shipment.shipped_on", date, false},
                                                  {"shipment.delivered_on", date, false},
                                                  {"inquiry.received_on", date, false},
                                                  {"review.rating", number, false},
                                                  {"review.text", text, false},
                                                  {"review.positive", flag, false},
                                                  {"review.neutral", flag, false},
                                                  {"review.negative", flag, false},
                                                  {"refund.amount", money, false},
                                                  {"refund.issued_on", date, false},
                                                  {"shop.name", text, true},
                                                  {"shop.reply_to", text, true},
                                                  {"shop.unsubscribe", link, false}};
    return fields;
}

const MessageField* field_named(std::string_view name) {
    const auto& fields = message_field_list();
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const MessageField& one) { return one.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

const std::vector<std::string_view>& message_fields() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        for (const MessageField& field : message_field_list()) all.push_back(field.name);
        return all;
    }();
    return names;
}

}  // namespace vesper
