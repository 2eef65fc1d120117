// A letter that a simulation sent.
#pragma once

#include "daemon/simulate.hpp"
#include "tests/support/zones.hpp"

#include <string>

namespace vesper::test {

/// By rule thanks, by e-mail, to a buyer of that zone.
inline SimulatedLetter a_letter(const std::string& order, const std::string& sent,
                                const std::string& zone) {
    SimulatedLetter letter;
    letter.sent = *parse_instant(sent);
    letter.order = order;
    letter.rule = "thanks";
    letter.message = "thanks";
    letter.language = "en";
    letter.zone = zone;
    letter.message_class = "transactional";
    letter.channel = "email";
    letter.subject = "Thank you";
    letter.explanation = "paid Sat 28 Mar 12:00 buyer time; + 1 day";
    letter.local_date = system_zones()->find(zone)->local_date(letter.sent);
    return letter;
}

}  // namespace vesper::test
