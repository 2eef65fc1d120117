#include "rules/asked.hpp"

namespace vesper {

namespace {

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string listed(const Amounts& amounts) {
    std::string text;
    for (const auto& [currency, amount] : amounts)
        text += (text.empty() ? "" : ", ") + to_string(amount) + ' ' + currency;
    return text;
}

std::string listed(const std::vector<Item>& items, std::string Item::*member) {
    std::vector<std::string> words;
    for (const Item& item : items)
        if (!(item.*member).empty()) words.push_back(item.*member);
    return listed(words);
}

std::string pieces_of(const Order& order) {
    std::int64_t pieces = 0;
    for (const Item& item : order.items) pieces += item.quantity;
    return order.items.empty() ? "" : std::to_string(pieces);
}

std::string total_of(const Order& order) {
    return order.total ? to_string(*order.total) + ' ' + order.currency : "";
}

/// What they ask for, without the words of a `not`: where that is what refuses, they say what the
/// order is.
std::string without_exclusions(const Conditions& when) {
    Conditions plain = when;
    plain.all.clear();
    plain.any.clear();
    plain.none.clear();
    std::string text = in_words(plain);
    const auto add = [&](const std::string& words) {
        text += (text.empty() ? "" : " and ") + words;
    };
    for (const Conditions& each : when.all) add("all of (" + without_exclusions(each) + ')');
    std::string either;
    for (const Conditions& each : when.any)
        either += (either.empty() ? "any of (" : " or (") + without_exclusions(each) + ')';
    if (!either.empty()) add(either);
    if (!when.none.empty()) add("what the rule is not for");
    return text;
}

/// Takes the conditions apart and asks each alone.
class Questions {
public:
    Questions(const Conditions& when, const Order& order, const BuyerRecord& buyer, Instant at)
        : when_(when), order_(order), buyer_(buyer), at_(at) {}

    std::vector<AskedCondition> answers() {
        of_place();
        of_goods();
        of_buyer();
        for (const auto& [stage, wanted] : when_.days_in) {
            Conditions one;
            one.days_in[stage] = wanted;
            put(one, days_in(stage));
        }
        nested(&Conditions::all);
        for (const Conditions& each : when_.none) {
            Conditions one;
            one.none = {each};
            put(one, "");
        }
        if (!when_.any.empty()) {
            Conditions one;
            one.any = when_.any;
            put(one, "");
        }
        return std::move(answers_);
    }

private:
    void put(const Conditions& one, std::string is) {
        answers_.push_back({in_words(one), std::move(is), refused(one, order_, buyer_, at_),
                            without_exclusions(one)});
    }
    template <class Member>
    void ask(Member Conditions::*member, std::string is) {
        if (when_.*member == Member{}) return;
        Conditions one;
        one.*member = when_.*member;
        put(one, std::move(is));
    }
    void ask_both(Amounts Conditions::*from, Amounts Conditions::*below, std::string is) {
        Conditions one;
        one.*from = when_.*from;
        one.*below = when_.*below;
        if (!(one.*from).empty() || !(one.*below).empty()) put(one, std::move(is));
    }
    void nested(std::vector<Conditions> Conditions::*member) {
        for (const Conditions& each : when_.*member)
            for (AskedCondition& answer : asked(each, order_, buyer_, at_))
                answers_.push_back(std::move(answer));
    }

    void of_place() {
        ask(&Conditions::country, address_of(order_).country);
        ask(&Conditions::subdivision, buyer_.subdivision);
        ask(&Conditions::platform, order_.platform);
        ask(&Conditions::account, order_.account);
        ask(&Conditions::marketplace, order_.marketplace);
        ask(&Conditions::language, order_.buyer.locale);
    }
    void of_goods() {
        ask_both(&Conditions::total_from, &Conditions::total_below, total_of(order_));
        ask(&Conditions::item_sku, listed(order_.items, &Item::sku));
        ask(&Conditions::item_title, listed(order_.items, &Item::title));
        ask(&Conditions::quantity, pieces_of(order_));
        ask(&Conditions::tags, listed(order_.tags));
        ask(&Conditions::carrier, order_.shipment.carrier);
    }
    void of_buyer() {
        ask(&Conditions::orders, std::to_string(buyer_.orders));
        ask_both(&Conditions::spent_from, &Conditions::spent_below, listed(buyer_.spent));
        ask(&Conditions::email_consent, std::string{consent_word(order_.buyer.email_marketing)});
        ask(&Conditions::sms_consent, std::string{consent_word(order_.buyer.sms_marketing)});
        ask(&Conditions::sentiment, sentiment_of(order_.review));
        ask(&Conditions::rating,
            order_.review.rating == 0 ? "" : std::to_string(order_.review.rating));
    }
    std::string days_in(Stage stage) const {
        const auto fact = order_.facts.find(stage);
        if (fact == order_.facts.end()) return "";
        return std::to_string(date::floor<date::days>(at_ - fact->second).count());
    }

    const Conditions& when_;
    const Order& order_;
    const BuyerRecord& buyer_;
    Instant at_;
    std::vector<AskedCondition> answers_;
};

}  // namespace

std::vector<AskedCondition> asked(const Conditions& when, const Order& order,
                                  const BuyerRecord& buyer, Instant at) {
    return Questions{when, order, buyer, at}.answers();
}

std::string unmet(const Conditions& when, const Order& order, const BuyerRecord& buyer,
                  Instant at) {
    for (const AskedCondition& one : asked(when, order, buyer, at))
        if (!one.holds()) return one.shareable;
    return {};
}

}  // namespace vesper
