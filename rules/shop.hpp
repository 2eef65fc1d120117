// shop.toml: the manager's own settings.
#pragma once

#include "rules/rule.hpp"

#include <map>
#include <string>
#include <vector>

namespace vesper {

struct Shop {
    std::string name;                    // "Vesper Sample Shop"
    std::string zone;                    // IANA name of the shop's clock, "Asia/Shanghai"
    std::vector<std::string> languages;  // BCP 47, the first is the default for buyers
    std::string currency;                // ISO 4217
    std::string sender_name;             // From:, display name
    std::string sender_address;          // From:, address
    std::string reply_to;                // address; empty = none
    std::string redirect_to;             // every letter goes here instead; empty = to the buyer
    std::string unsubscribe;             // https:// or mailto:, see unsubscribe_link; empty = none
    std::string staff;           // address for letters to the shop; empty = reply_to, sender
    std::string staff_language;  // of letters to the shop; empty = as `languages` say
    // Countries where a request for a review counts as marketing, and so needs consent.
    std::vector<std::string> reviews_need_consent{"DE", "AT"};
    Doubt doubt;  // when the buyer's clock is not certain
    // Clocks that the shop knows better: who has an order with this tag lives in this zone.
    std::map<std::string, std::string> zone_of_tag;
};

/// The languages in which a text is looked for when the reader's own has none: those of the shop,
/// for its staff behind the language of the staff.
std::vector<std::string> fallback_languages(const Shop& shop, bool staff);

/// Where letters to the shop go.
const std::string& staff_address(const Shop& shop);

}  // namespace vesper
