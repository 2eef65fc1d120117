#include "rules/stage_words.hpp"

#include "rules/meant.hpp"
#include "rules/spelling.hpp"
#include "rules/stage.hpp"
#include "rules/word_list.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// `written`, by blanks apart, small letters and hyphens; `beside`: what a rule says besides. Two
/// stages where the word means either.
struct Synonyms {
    std::string_view stages;
    std::string_view written;
    std::string_view beside = {};
};

constexpr Synonyms table[] = {
    {"placed", "ordered order order-placed created order-created new new-order 已下单 下单 新订单"},
    {"placed",
     "unpaid not-paid awaiting-payment payment-pending pending-payment pending payment-due "
     "waiting-for-payment 未付款 待付款 未支付 待支付 等待付款",
     "unless = \"paid\""},
    {"payment-review",
     "payment-hold payment-verification payment-check fraud-check risk-check 付款审核 审核中 "
     "风控审核"},
    {"paid",
     "payed payment payment-received payment-complete payment-completed 已付款 付款 已支付 支付"},
    {"preparing", "processing packing packed preparation in-production 备货 备货中 配货 打包"},
    {"address-problem",
     "address wrong-address bad-address invalid-address address-error address-invalid "
     "address-to-confirm address-unconfirmed 地址有误 地址错误 地址问题 地址待确认"},
    {"confirmed", "receipt-confirmed confirm-receipt confirmed-receipt 已确认收货 确认收货"},
    {"confirmed closed", "complete completed done finished 已完成 完成 交易完成"},
    {"confirmed delivered", "received order-received 已收货 收货"},
    {"cancel-requested", "cancel-request cancellation-requested cancellation-request 申请取消"},
    {"cancelled", "canceled order-cancelled order-canceled 已取消"},
    {"cancel-requested cancelled", "cancel cancellation 取消"},
    {"closed", "close 已关闭 关闭 交易关闭"},
    {"shipped",
     "sent dispatched despatched fulfilled shipping ship handed-over on-its-way 已发货 发货 "
     "已寄出"},
    {"in-transit", "transit on-the-way underway en-route moving 运输中 运送中 途中"},
    {"customs-hold", "in-customs held-by-customs customs-held 海关扣留 海关扣押 清关中 扣关"},
    {"customs-released", "customs-cleared cleared released 海关放行 已清关 清关完成"},
    {"customs-hold customs-released", "customs 海关 清关"},
    {"delayed", "delay late overdue 延误 延迟 晚点"},
    {"out-for-delivery", "delivering with-courier courier 派送中 派件中 派送"},
    {"pickup-ready",
     "pickup ready-for-pickup ready-to-collect collect parcel-locker locker 待自提 待取件 自提"},
    {"attempt-failed",
     "failed-attempt delivery-failed failed-delivery undelivered undeliverable not-delivered "
     "failed 派送失败 投递失败 未签收 妥投失败"},
    {"returning", "return-to-sender sent-back going-back 退回途中 退回中 退件"},
    {"lost", "missing disappeared 丢失 丢件 已丢失"},
    {"delivered", "arrived arrival delivery signed signed-for 已签收 签收 已送达 送达 妥投 到达"},
    {"review", "reviewed feedback rating rated stars 已评价 评价 评论"},
    {"paid",
     "tax-number tax-id tax-number-missing tax-id-missing confirm-address address-confirmation "
     "confirm-before-shipping 税号 缺税号 税号缺失 地址确认 确认地址",
     "message = \"confirm-address-and-tax-number\""},
    {"review",
     "bad-review negative-review review-negative review-bad bad-feedback negative-feedback "
     "negative 差评",
     "when.review.sentiment = \"negative\""},
    {"review", "neutral-review review-neutral neutral-feedback neutral 中评",
     "when.review.sentiment = \"neutral\""},
    {"review",
     "good-review positive-review review-positive review-good good-feedback positive-feedback "
     "positive 好评",
     "when.review.sentiment = \"positive\""},
    {"refund-requested", "refund-request refund-claimed 申请退款 退款申请"},
    {"refunded", "refund-issued refund-paid money-back 已退款 退款完成 退款成功"},
    {"refund-requested refunded", "refund 退款"},
    {"return-requested", "return-request 申请退货 退货申请"},
    {"return-received",
     "returned return-arrived return-complete return-completed 已收到退货 收到退货 已退货"},
    {"return-requested return-received", "return returns 退货"},
    {"dispute", "disputed dispute-opened complaint claim chargeback case 纠纷 投诉 争议"},
    {"dispute-resolved",
     "resolved dispute-closed dispute-won dispute-lost case-closed 纠纷解决 纠纷已解决 纠纷关闭"},
    {"dispute", "dispute-unresolved unresolved-dispute unresolved 纠纷未解决",
     "unless = \"dispute-resolved\""},
    {"inquiry", "enquiry question presale pre-sale 售前咨询 咨询 询盘"},
    {"inquiry",
     "inquiry-unanswered unanswered-inquiry unanswered question-unanswered unanswered-question "
     "inquiry-not-answered not-answered unreplied not-replied no-reply 未回复 咨询未回复 未答复 "
     "待回复",
     "unless = \"inquiry-answered\""},
    {"inquiry-answered", "answered question-answered replied 咨询已回复 已回复"},
    {"buyer-wrote",
     "message buyer-message contacted buyer-contacted wrote reply buyer-replied mail 买家来信 "
     "来信 买家留言 留言"},
};

}  // namespace

Words stage_hint(std::string_view text, StagePlace place) {
    const std::string plain = hyphened(text);
    if (plain.empty()) return {};
    if (stage_named(plain)) return did_you_mean(plain);
    for (const auto& [stages, written, beside] : table) {
        if (!is_among(written, ' ', plain)) continue;
        const std::string_view first = stages.substr(0, stages.find(' '));
        if (!beside.empty() && place == StagePlace::on)
            return say("write {} and {}", "on = " + quoted(first), beside);
        // An order that is not paid is no stage that ends a rule, and a letter is none at all.
        if (!beside.empty() && !beside.starts_with("when")) return {};
        if (first.size() == stages.size()) return did_you_mean(first);
        return did_you_mean({first, stages.substr(first.size() + 1)});
    }
    return list_hint(text, suggestion(plain, stage_names()));
}

}  // namespace vesper
