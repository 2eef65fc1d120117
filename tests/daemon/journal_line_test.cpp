#include "daemon/journal_line.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

std::string line(const std::string& words) {
    Happening happening;
    happening.what = "held";
    happening.order = "shopify/main/1030";
    happening.job = 7;
    happening.rule = "thanks";
    happening.words = words;
    return journal_line(happening);
}

std::string kept(const std::string& words) {
    const std::string prefix = "job=7 order=shopify/main/1030 what=held rule=thanks words=";
    const std::string text = line(words);
    REQUIRE(text.starts_with(prefix));
    return text.substr(prefix.size());
}

}  // namespace

TEST_CASE("the journal names the reply's codes, and nobody whom the other side names") {
    const std::string relay = "the relay does not take mail for this recipient: ";
    CHECK(kept(relay + "550 5.1.1 User buyer001 unknown, Zoe Zhou moved to +1 305 555 0123") ==
          '"' + relay + "550 5.1.1 ...\"");
    CHECK(kept(relay + "550 Zoe Zhou is gone") == '"' + relay + "550 ...\"");
    CHECK(kept("421 4.7.0 too many letters for Zoe") == "\"421 4.7.0 ...\"");
    CHECK(kept("250 2.0.0 Ok: queued for zoe") == "\"250 2.0.0 ...\"");
    CHECK(kept("the webhook: HTTP 422: no order of Zoe Zhou") == "\"the webhook: HTTP 422 ...\"");
    CHECK(kept("the webhook: HTTP 503") == "\"the webhook: HTTP 503\"");
}

TEST_CASE("what the house decided stands before what the other side said, and stays") {
    const std::string late =
        "too late: its last day, Sat 28 Mar buyer time, is over; last answer: ";
    CHECK(kept(late + "450 4.2.1 Zoe's mailbox is busy") == '"' + late + "450 4.2.1 ...\"");
    const std::string falls = "falls back from email to sms: refused: gave up after 8 tries: ";
    CHECK(kept(falls + "450 4.2.1 Zoe's mailbox is busy") == '"' + falls + "450 4.2.1 ...\"");
}

TEST_CASE("the journal says that somebody did it by hand, not what he wrote of whom") {
    CHECK(kept("held by hand: Anna Smith called, +49 170 1234567") == "\"held by hand ...\"");
    CHECK(kept("sent now by hand: for Anna") == "\"sent now by hand ...\"");
    CHECK(kept("the address is suppressed: Anna Smith, asked by mail") ==
          "\"the address is suppressed ...\"");
    CHECK(kept("released by hand") == "\"released by hand\"");
}

TEST_CASE("of words that speak of an order the journal has the half that does not") {
    Happening happening;
    happening.what = "withdrawn";
    happening.order = "shopify/main/1030";
    happening.words = "tags are VIP, Anna; the rule is for wholesale";
    happening.shareable = "not met: tags wholesale";
    CHECK(journal_line(happening) ==
          "order=shopify/main/1030 what=withdrawn words=\"not met: tags wholesale\"");
}

TEST_CASE("the house's own words stay whole") {
    const std::string own =
        "the window opens at 19:00: after 240 days there is no opening before its deadline";
    CHECK(kept(own) == '"' + own + '"');
    CHECK(kept("to anna@example.com") == "\"to (address)\"");
}
