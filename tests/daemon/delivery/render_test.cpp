#include "tests/daemon/delivery/samples.hpp"

#include <catch2/catch.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

Letter rendered(const std::string& body, const Order& order = an_order(),
                const std::string& language = "en") {
    const auto letter =
        render(a_message("Order {{order.number}}", body, language), order, a_shop(), a_zone(1));
    REQUIRE(letter.has_value());
    return *letter;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a letter has the order's facts in both parts") {
    const Letter letter = rendered("Hello {{buyer.given_name}},\n\nyour order {{order.number}}.");
    CHECK(letter.subject == "Order #1030");
    CHECK(letter.text == "Hello Anna,\n\nyour order #1030.\n");
    CHECK(has(letter.html, "<p>Hello Anna,</p>\n<p>your order #1030.</p>"));
    CHECK(has(letter.html, "<html lang=\"en\" dir=\"ltr\">"));
    CHECK(letter.language == "en");
}

TEST_CASE("money, dates and countries are written in the letter's language") {
    auto [language, expected] = GENERATE(table<std::string, std::string>({
        {"en", "€1,234.50 | March 28, 2026 | Germany"},
        {"de", "1.234,50\u00a0€ | 28. März 2026 | Deutschland"},
        {"fr", "1\u202f234,50\u00a0€ | 28 mars 2026 | Allemagne"},
        {"zh", "€1,234.50 | 2026年3月28日 | 德国"},
        {"pt-BR", "€\u00a01.234,50 | 28 de março de 2026 | Alemanha"},
    }));
    const Letter letter = rendered("{{order.total}} | {{order.placed_on}} | {{ship_to.country}}",
                                   an_order(), language);
    // Clean text has plain blanks only.
    std::string plain = letter.text;
    for (std::size_t at; (at = expected.find("\u00a0")) != std::string::npos;)
        expected.replace(at, 2, " ");
    CHECK(plain == expected + "\n");
}

TEST_CASE("the first of a month is an ordinal where the language wants one") {
    const auto [language, expected] = GENERATE(table<std::string, std::string>({
        {"fr", "1er avril 2026"},
        {"fr-CA", "1er avril 2026"},
        {"pt", "1º de abril de 2026"},
        {"pt-PT", "1 de abril de 2026"},
        {"es", "1 de abril de 2026"},
        {"it", "1 aprile 2026"},
    }));
    Order order = an_order();
    order.placed_at = *parse_instant("2026-04-01T10:00:00Z");
    CHECK(rendered("{{order.placed_on}}", order, language).text == expected + "\n");
    order.placed_at = *parse_instant("2026-04-11T10:00:00Z");
    CHECK(rendered("{{order.placed_on}}", order, language).text.starts_with("11 "));
}

TEST_CASE("a town that has its country's name is not said beside it") {
    const auto [language, city, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"en", "Singapore", "Singapore"},
        {"zh", "新加坡", "新加坡"},
        {"zh", "SINGAPORE", "新加坡"},
        {"zh", "Jurong", "新加坡 Jurong"},
        {"de", "Singapur", "Singapur"},
    }));
    Order order = an_order();
    order.ship_to.country = order.shipment.location_country = "SG";
    order.ship_to.city = order.shipment.location_city = city;
    CHECK(rendered("{{ship_to.country}}{{#ship_to.city}} {{ship_to.city}}{{/ship_to.city}}", order,
                   language)
              .text == expected + "\n");
    CHECK(rendered("{{shipment.country}}{{#shipment.city}} {{shipment.city}}{{/shipment.city}}",
                   order, language)
              .text == expected + "\n");
}

TEST_CASE("dates stand on the clock of the zone") {
    const Message message = a_message("x", "{{order.placed_on}}");
    CHECK(render(message, an_order(), a_shop(), a_zone(0))->text == "March 27, 2026\n");
    CHECK(render(message, an_order(), a_shop(), a_zone(1))->text == "March 28, 2026\n");
}

TEST_CASE("an expected delivery is a date or a span of dates") {
    Order order = an_order();
    order.shipment.eta_from = *parse_instant("2026-04-01T10:00:00Z");
    CHECK(rendered("{{shipment.eta}}", order).text == "April 1, 2026\n");
    order.shipment.eta_until = *parse_instant("2026-04-03T10:00:00Z");
    CHECK(has(rendered("{{shipment.eta}}", order).text, "April 1"));
    CHECK(has(rendered("{{shipment.eta}}", order).text, "3, 2026\n"));
}

TEST_CASE("a missing field outside a section is an error that names it") {
    const auto letter =
        render(a_message("x", "Track: {{shipment.url}}"), an_order(), a_shop(), a_zone(0));
    REQUIRE(!letter.has_value());
    CHECK(letter.error().message == "the order has no shipment.url");
    const auto subject =
        render(a_message("{{ shipment.carrier }}", "x"), an_order(), a_shop(), a_zone(0));
    REQUIRE(!subject.has_value());
    CHECK(subject.error().message == "the order has no shipment.carrier");
}

TEST_CASE("a section guards against absence, an inverted one stands in") {
    const std::string body =
        "A{{#shipment.url}} at {{shipment.url}}{{/shipment.url}}"
        "{{^shipment.url}} soon{{/shipment.url}}.";
    CHECK(rendered(body).text == "A soon.\n");
    Order order = an_order();
    order.shipment.url = "https://track.example/RR1";
    CHECK(rendered(body, order).text == "A at https://track.example/RR1.\n");
}

TEST_CASE("items are a section of rows") {
    const Letter letter = rendered(
        "You bought:\n\n{{#order.items}}\n- {{item.quantity}} x {{item.title}}"
        "{{#item.sku}} ({{item.sku}}){{/item.sku}}\n{{/order.items}}\n");
    CHECK(letter.text == "You bought:\n\n- 2 x Lamp *bright* (SKU-1)\n- 1 x Table (SKU-2)\n");
    CHECK(has(letter.html, "<li>2 x Lamp *bright* (SKU-1)</li>"));
}

TEST_CASE("what a buyer typed is data in every part of a letter") {
    const std::string name =
        GENERATE(as<std::string>{}, "*bold* _em_ `code`", "<b>x</b>", "[a](https://evil.example)",
                 "![i](https://evil.example/p)", "https://evil.example/x", "<https://evil.example>",
                 "&lt;script&gt; &copy;", "{{order.id}}", "{{{order.id}}}", "# head", "1. list",
                 "12) list", "- item", "+ item", "> quote", "=====", "-----", "***", "~~~",
                 "~~gone~~", "a | b", "\\*not\\*", "\"quoted\" 'single'", "</p><p>", "a@b.example",
                 "$x$", "`", "``` x", ")", "](x)", "\\", "www.evil.example");
    Order order = an_order();
    order.buyer.name = name;
    for (const std::string body : {"{{buyer.name}}", "Hello {{buyer.name}}, bye",
                                   "- {{buyer.name}}", "head\n{{buyer.name}}"}) {
        CAPTURE(name, body);
        const Letter letter = rendered(body, order);
        std::string expected = body + "\n";
        expected.replace(expected.find("{{buyer.name}}"), 14, name);
        CHECK(letter.text == expected);
        for (const char* tag : {"<a ", "<img", "<b>", "<em>", "<strong>", "<code>", "<h1>", "<h2>",
                                "<ol", "<blockquote", "<pre", "<hr", "<del>", "<script"})
            CHECK(!has(letter.html, tag));
        CHECK(has(letter.html, "<ul>") == (body.front() == '-'));
    }
}

TEST_CASE("controls, line ends and reordering characters cannot leave their place") {
    Order order = an_order();
    constexpr char typed[] = "A\r\nBcc: x@evil.example\0\t\x1b[1m \u202eB\u2066C\u2028D";
    order.buyer.name = std::string(typed, sizeof typed - 1);
    const auto letter =
        render(a_message("For {{buyer.name}}", "{{buyer.name}}"), order, a_shop(), a_zone(0));
    REQUIRE(letter.has_value());
    CHECK(letter->subject == "For A Bcc: x@evil.example [1m BC D");
    CHECK(letter->text == "A Bcc: x@evil.example [1m BC D\n");
}

TEST_CASE("broken UTF-8 is replaced") {
    Order order = an_order();
    order.buyer.name = "A\xff\xc3(";
    CHECK(rendered("{{buyer.name}}", order).text == "A\ufffd\ufffd(\n");
}

TEST_CASE("a web address is a link wherever a manager puts it, and nothing but one") {
    const std::string url = "https://shop.example/o/1030?key=a_b&lang=de";
    const std::string html = "href=\"https://shop.example/o/1030?key=a_b&amp;lang=de\"";
    auto [body, text] = GENERATE_COPY(table<std::string, std::string>({
        {"See {{order.url}}", "See " + url + "\n"},
        {"See <{{order.url}}>.", "See " + url + ".\n"},
        {"[your order]({{order.url}})", "your order <" + url + ">\n"},
        {"*{{order.url}}*", url + "\n"},
        {"({{order.url}})", "(" + url + ")\n"},
    }));
    const Letter letter = rendered(body);
    CHECK(letter.text == text);
    CHECK(has(letter.html, html));

    Order order = an_order();
    order.url = GENERATE(as<std::string>{}, "javascript:alert(1)", "ftp://x", "https://",
                         "http:///path", "data:text/html,x");
    CHECK(!render(a_message("x", "{{order.url}}"), order, a_shop(), a_zone(0)).has_value());
    order.url = "https://x.example/a b\"><i>*_~)]";
    CHECK(has(rendered("[x]({{order.url}})", order).html,
              "<a href=\"https://x.example/a%20b%22%3E%3Ci%3E%2A_%7E%29%5D\">x</a>"));
}

TEST_CASE("the text part reads well") {
    CHECK(
        rendered("# Title\n\nA *b* **c** `d`\nline two  \nline three\n\n> quoted\n> more\n\n---\n\n"
                 "1. one\n2. two\n   - inner\n\n- loose\n\n- list\n\nEnd &amp; &eacute;&#x20ac;.")
            .text ==
        "Title\n\nA b c d\nline two\nline three\n\n> quoted\n> more\n\n---\n\n"
        "1. one\n2. two\n   - inner\n\n- loose\n\n- list\n\nEnd & é€.\n");
}

TEST_CASE("letters carry no images") {
    const auto letter = render(a_message("x", "![logo](https://shop.example/l.png)"), an_order(),
                               a_shop(), a_zone(0));
    REQUIRE(!letter.has_value());
    CHECK(letter.error().message == "the text has an image; letters carry none");
}

TEST_CASE("right-to-left languages say so") {
    auto [language, direction] = GENERATE(table<std::string, std::string>(
        {{"ar", "rtl"}, {"he", "rtl"}, {"fa-IR", "rtl"}, {"ja", "ltr"}, {"not a tag", "ltr"}}));
    CHECK(has(rendered("x", an_order(), language).html, "dir=\"" + direction + "\""));
}

TEST_CASE("a subject is one short line") {
    Order order = an_order();
    order.number = std::string(5000, 'x');
    CHECK(rendered("x", order).subject == "Order " + std::string(194, 'x') + "…");
    CHECK(!render(a_message(" ", "x"), an_order(), a_shop(), a_zone(0)).has_value());
}

TEST_CASE("what runs the other way is kept whole") {
    Order order = an_order();
    const Letter arabic = rendered("x {{order.number}}, {{ship_to.city}}", order, "ar");
    CHECK(arabic.subject == "Order \u2068#1030\u2069");
    CHECK(arabic.text == "x \u2068#1030\u2069, \u2068Berlin\u2069\n");
    order.buyer.name = "\u0644\u064a\u0644\u0649";
    CHECK(rendered("{{buyer.name | else: x}}", order, "ar").text == order.buyer.name + '\n');
    CHECK(rendered("{{buyer.name | else: x}}", order).text ==
          "\u2068" + order.buyer.name + "\u2069\n");
    order.buyer.name = "\u2069\u202e\u2068Anna";  // cannot close the pair it stands in
    CHECK(rendered("{{buyer.name | else: x}}", order, "ar").text == "\u2068Anna\u2069\n");
}

TEST_CASE("words by count and words for what is missing") {
    Order order = an_order();
    const auto text = [&](const std::string& language, std::int64_t days) {
        const std::string body =
            "{{extension.days | zero: no | one: # *day* | two: both | few: # few | many: # many | "
            "other: # days}}";
        return render(a_message("s", body, language), order, a_shop(), a_zone(0), {days})->text;
    };
    CHECK(text("en", 1) == "1 day\n");
    CHECK(text("en", 1234) == "1,234 days\n");
    CHECK(text("ru", 1) == "1 day\n");
    CHECK(text("ru", 22) == "22 few\n");
    CHECK(text("ru", 11) == "11 many\n");
    CHECK(text("ar", 2) == "both\n");
    CHECK(text("ja", 1) == "1 days\n");
    CHECK(text("fr", 1'000'000) == "1\u202f000\u202f000 many\n");
    CHECK(rendered("{{order.pieces | other: # pcs}}").text == "3 pcs\n");
    order.items.clear();
    CHECK(rendered("{{order.pieces | other: # pcs | else: none}}", order).text == "none\n");
    CHECK(rendered("{{shipment.carrier | else: **no** carrier}}").text == "no carrier\n");
}

TEST_CASE("the way to leave names who leaves") {
    Shop shop = a_shop();
    Order order = an_order();
    auto [form, expected] = GENERATE(table<std::string, std::string>({
        {"https://shop.example/l?o={{order.id}}&k={{ order.key }}",
         "https://shop.example/l?o=1030&k=shopify%2Fmain%2F1030"},
        {"https://shop.example/{{buyer.email}}", "https://shop.example/anna%40buyer.example"},
        {"mailto:leave@shop.example", "mailto:leave@shop.example?subject=unsubscribe"},
        {"mailto:leave@shop.example?subject=off", "mailto:leave@shop.example?subject=off"},
    }));
    shop.unsubscribe = form;
    const Message message = a_message("s", "[Leave]({{shop.unsubscribe}})");
    const auto letter = render(message, order, shop, a_zone(0));
    REQUIRE(letter.has_value());
    CHECK(letter->text == "Leave <" + expected + ">\n");
    CHECK(letter->unsubscribe == expected);
    CHECK(render(a_message("s", "x"), order, shop, a_zone(0))->unsubscribe.empty());
}
