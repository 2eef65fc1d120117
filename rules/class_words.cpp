#include "rules/class_words.hpp"

#include "rules/deadline.hpp"
#include "rules/policy.hpp"
#include "rules/spelling.hpp"
#include "rules/word_list.hpp"

#include <algorithm>
#include <span>

namespace vesper {

namespace {

/// `written`, by blanks apart, small letters and hyphens. Two names where the word means either.
struct Synonyms {
    std::string_view names;
    std::string_view written;
};

constexpr Synonyms classes[] = {
    {"critical", "urgent important necessary required essential emergency 紧急 重要 必要 关键"},
    {"transactional",
     "notification notifications notify notice update info information informational service "
     "transaction status reminder alert 通知 交易 事务 服务 提醒 订单通知 交易通知"},
    {"solicitation",
     "request ask feedback feedback-request review review-request rating survey 请求 征求 索评 "
     "求评 邀评 评价 请求评价 评价邀请"},
    {"marketing",
     "promotion promotions promotional promo ad ads advert advertising advertisement newsletter "
     "campaign sale sales offer coupon 营销 推广 促销 广告 优惠"},
};

constexpr Synonyms deadlines[] = {
    {"pay",
     "payment paid pay-by payment-due payment-deadline payment-expires 付款 支付 付款截止 "
     "付款期限 支付期限"},
    {"ship",
     "shipping shipment shipped ship-by dispatch dispatch-by ship-deadline shipping-deadline 发货 "
     "发货截止 发货期限"},
    {"deliver",
     "delivery delivered deliver-by delivery-date delivery-deadline estimated-delivery eta arrival "
     "送达 签收 妥投 送达期限 预计送达"},
    {"confirm-receipt",
     "buyer-protection protection protection-ends protection-end order-protection "
     "purchase-protection receipt confirm confirmation receipt-confirmation 买家保护 买家保护期 "
     "保护期 "
     "确认收货 收货 自动确认收货"},
    {"review-opens", "review-open review-start review-starts review-begins 评价开始 开放评价"},
    {"review-closes",
     "review-close review-end review-ends review-deadline review-expires 评价截止 评价结束"},
    {"review-opens review-closes",
     "review reviews review-window review-period feedback rating 评价 评价期 评价期限 评价窗口"},
    {"dispute-reply",
     "dispute reply dispute-response dispute-deadline dispute-answer respond response 纠纷 争议 "
     "纠纷回复 争议回复 纠纷回应 纠纷响应"},
};

Words hint_of(std::string_view text, std::span<const Synonyms> table,
              const std::vector<std::string_view>& names) {
    const std::string plain = hyphened(text);
    if (std::find(names.begin(), names.end(), plain) != names.end()) return did_you_mean(plain);
    for (const auto& [meant, written] : table) {
        if (!is_among(written, ' ', plain)) continue;
        const std::size_t end = meant.find(' ');
        if (end == meant.npos) return did_you_mean(meant);
        return did_you_mean({meant.substr(0, end), meant.substr(end + 1)});
    }
    return suggestion(plain, names);
}

}  // namespace

Words class_hint(std::string_view text) {
    return hint_of(text, classes,
                   {name(MessageClass::critical), name(MessageClass::transactional),
                    name(MessageClass::solicitation), name(MessageClass::marketing)});
}

Words deadline_hint(std::string_view text) {
    return hint_of(text, deadlines, deadline_names());
}

}  // namespace vesper
