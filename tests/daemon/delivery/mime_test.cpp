#include "rules/addresses.hpp"
#include "tests/daemon/delivery/samples.hpp"

#include <gmime/gmime.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <memory>

using namespace vesper;
using namespace vesper::test;

namespace {

const Instant evening = *parse_instant("2026-03-28T18:02:00Z");
const JobKey key{"shopify/main/1030", "review-request", 0, 0};

Letter a_letter(std::string text = "Hello\n", std::string subject = "Good evening") {
    return {std::move(subject), text, "<p>" + text + "</p>\n", "de"};
}

struct Unref {
    void operator()(GMimeMessage* message) const { g_object_unref(message); }
};
using Parsed = std::unique_ptr<GMimeMessage, Unref>;

/// The letter as another program reads it.
Parsed parsed(const std::string& bytes) {
    GMimeStream* stream = g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size());
    GMimeParser* parser = g_mime_parser_new_with_stream(stream);
    Parsed message{g_mime_parser_construct_message(parser, nullptr)};
    g_object_unref(parser);
    g_object_unref(stream);
    REQUIRE(message);
    return message;
}

std::string part(const Parsed& message, int index) {
    auto* multipart = GMIME_MULTIPART(g_mime_message_get_mime_part(message.get()));
    auto* text = GMIME_TEXT_PART(g_mime_multipart_get_part(multipart, index));
    char* content = g_mime_text_part_get_text(text);
    std::string out = content;
    g_free(content);
    out.erase(std::remove(out.begin(), out.end(), '\r'), out.end());  // its canonical form has CRLF
    return out;
}

std::string header(const Parsed& message, const char* name) {
    const char* value = g_mime_object_get_header(GMIME_OBJECT(message.get()), name);
    return value == nullptr ? "(none)" : value;
}

std::string recipient(const Parsed& message) {
    auto* list = g_mime_message_get_addresses(message.get(), GMIME_ADDRESS_TYPE_TO);
    if (internet_address_list_length(list) != 1) return "(not one)";
    auto* first = INTERNET_ADDRESS_MAILBOX(internet_address_list_get_address(list, 0));
    const char* name = internet_address_get_name(INTERNET_ADDRESS(first));
    return std::string(name == nullptr ? "" : name) + "|" +
           internet_address_mailbox_get_addr(first);
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// RFC 5322 2.1.1 and 2.3: CRLF only, ASCII only, no line over 998 octets.
void check_wire_form(const std::string& bytes) {
    std::size_t column = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        REQUIRE(byte != 0);
        REQUIRE(byte < 0x80);
        if (byte == '\r') REQUIRE(bytes[i + 1] == '\n');
        if (byte == '\n') REQUIRE(bytes[i - 1] == '\r');
        column = byte == '\n' ? 0 : column + 1;
        REQUIRE(column <= 999);
    }
    REQUIRE(bytes.substr(bytes.size() - 2) == "\r\n");
}

}  // namespace

TEST_CASE("a letter in MIME is what another program reads") {
    const Envelope envelope = to_mime(a_letter(), an_order(), a_shop(), key, evening);
    check_wire_form(envelope.bytes);
    const Parsed message = parsed(envelope.bytes);
    CHECK(envelope.from == "service@shop.example");
    CHECK(envelope.to == "anna@buyer.example");
    CHECK(envelope.redirected_from.empty());
    CHECK(header(message, "From") == "Vesper Sample Shop <service@shop.example>");
    CHECK(header(message, "To") == "Anna Muster <anna@buyer.example>");
    CHECK(header(message, "Reply-To") == "answers@shop.example");
    CHECK(header(message, "Subject") == "Good evening");
    CHECK(header(message, "Date") == "Sat, 28 Mar 2026 18:02:00 +0000");
    CHECK(header(message, "Message-Id") == envelope.message_id);
    CHECK(has(envelope.bytes, "\r\nContent-Language: de\r\n"));
    CHECK(header(message, "Auto-Submitted") == "auto-generated");
    CHECK(header(message, "MIME-Version") == "1.0");
    CHECK(part(message, 0) == "Hello\n");
    CHECK(part(message, 1) == "<p>Hello\n</p>\n");
}

TEST_CASE("the same letter has the same bytes, another job another Message-ID") {
    const auto bytes = [](const JobKey& job) {
        return to_mime(a_letter(), an_order(), a_shop(), job, evening).bytes;
    };
    CHECK(bytes(key) == bytes(key));
    const std::string id = message_id(key, a_shop());
    CHECK(id.substr(0, 4) == "<v1.");
    CHECK(id.substr(36) == "@shop.example>");
    CHECK(id.find_first_not_of("0123456789abcdef", 4) == 36);
    CHECK(id != message_id({key.order, key.rule, 1, 0}, a_shop()));
    CHECK(id != message_id({key.order, key.rule, 0, 1}, a_shop()));
}

TEST_CASE("any text survives the way through MIME") {
    const std::string text =
        GENERATE(as<std::string>{}, "Grüße aus Köln\n", "您好，您的订单已发货。\n", "שלום\n",
                 "مرحبا\n", ".\n..\n.x\n", "From here\n", "trailing blank \ntab\t\n", "=3D =_ ?=\n",
                 "a\n\n\nb\n", "no end of line", "--=_boundary\n", std::string(3000, 'x') + "\n",
                 std::string(999, ' ') + "x\n");
    const Envelope envelope = to_mime(a_letter(text), an_order(), a_shop(), key, evening);
    check_wire_form(envelope.bytes);
    CHECK(part(parsed(envelope.bytes), 0) == text);
}

TEST_CASE("names and subjects survive, and start no header") {
    const std::string text =
        GENERATE(as<std::string>{}, "Jürgen Größe", "\"Quoted\" O'Brien, Jr.", "王小明",
                 "שלום (x) <y@z>", "a\\b", "x@y.example", "Ünï " + std::string(180, 'z'),
                 "(only) comment", "semi;colon: comma, <angle>");
    Order order = an_order();
    order.buyer.name = text;
    const Envelope envelope = to_mime(a_letter("x\n", text), order, a_shop(), key, evening);
    check_wire_form(envelope.bytes);
    const Parsed message = parsed(envelope.bytes);
    CHECK(recipient(message) == text + "|anna@buyer.example");
    CHECK(g_mime_message_get_subject(message.get()) == text);
}

TEST_CASE("line ends and NUL in names inject nothing") {
    const std::string evil =
        GENERATE(as<std::string>{}, "A\r\nBcc: victim@x.example", "A\nBcc: victim@x.example",
                 "A\rBcc: victim@x.example", std::string("A\0\r\n\r\nbody", 11), "A\r\n\r\n<html>",
                 "A\u2028Bcc: victim@x.example", "A\u0085Bcc: victim@x.example");
    Order order = an_order();
    order.buyer.name = evil;
    Shop shop = a_shop();
    shop.sender_name = evil;
    const Envelope envelope = to_mime(a_letter("x\n", evil), order, shop, key, evening);
    check_wire_form(envelope.bytes);
    const Parsed message = parsed(envelope.bytes);
    CHECK(header(message, "Bcc") == "(none)");
    CHECK(part(message, 0) == "x\n");
}

TEST_CASE("an encoded word that a buyer typed is not decoded") {
    Order order = an_order();
    order.buyer.name = "=?utf-8?q?=0D=0ABcc:x?=";
    const Envelope envelope =
        to_mime(a_letter("x\n", order.buyer.name), order, a_shop(), key, evening);
    const Parsed message = parsed(envelope.bytes);
    CHECK(recipient(message) == "= ?utf-8?q?=0D=0ABcc:x?=|anna@buyer.example");
    CHECK(g_mime_message_get_subject(message.get()) == std::string("= ?utf-8?q?=0D=0ABcc:x?="));
}

TEST_CASE("a recipient that is no address gets into no header") {
    Order order = an_order();
    order.buyer.email = "anna@buyer.example>\r\nBcc: <victim@x.example";
    const Parsed message = parsed(to_mime(a_letter(), order, a_shop(), key, evening).bytes);
    CHECK(header(message, "Bcc") == "(none)");
    CHECK(header(message, "To") == "(none)");
}

TEST_CASE("redirect_to sends the letter home and names the real recipient") {
    Shop shop = a_shop();
    shop.redirect_to = "office@shop.example";
    const Envelope envelope = to_mime(a_letter(), an_order(), shop, key, evening);
    const Parsed message = parsed(envelope.bytes);
    CHECK(envelope.to == "office@shop.example");
    CHECK(envelope.redirected_from == "anna@buyer.example");
    CHECK(recipient(message) == "|office@shop.example");
    CHECK(header(message, "Subject") == "[to anna@buyer.example] Good evening");
    CHECK(header(message, "X-Vesper-Redirected-From") == "anna@buyer.example");
}

TEST_CASE("mail programs are told how to leave, over https with one click") {
    Letter letter = a_letter();
    const auto headers = [&](const Shop& shop) {
        const Parsed message = parsed(to_mime(letter, an_order(), shop, key, evening).bytes);
        return header(message, "List-Unsubscribe") + ' ' + header(message, "List-Unsubscribe-Post");
    };
    CHECK(headers(a_shop()) == "(none) (none)");
    letter.unsubscribe = "mailto:leave@shop.example?subject=unsubscribe";
    CHECK(headers(a_shop()) == "<mailto:leave@shop.example?subject=unsubscribe> (none)");
    letter.unsubscribe = "https://shop.example/leave?order=1030";
    CHECK(headers(a_shop()) ==
          "<https://shop.example/leave?order=1030> List-Unsubscribe=One-Click");
    Shop redirecting = a_shop();
    redirecting.redirect_to = "me@shop.example";
    CHECK(headers(redirecting) == "(none) (none)");
}

TEST_CASE("what can be a mail address") {
    auto [text, expected] = GENERATE(table<std::string, bool>({
        {"a@b", true},
        {"first.last+tag@shop.example", true},
        {"jörg@x.example", true},
        {"", false},
        {"a", false},
        {"@b", false},
        {"a@", false},
        {"a@b@c", false},
        {"a b@c", false},
        {"a@b\r\nRCPT TO:<x@y>", false},
        {"<a@b>", false},
        {std::string("a\0@b", 4), false},
        {"a\x7f@b", false},
        {std::string(250, 'a') + "@b.de", false},
    }));
    CHECK(is_mail_address(text) == expected);
}
