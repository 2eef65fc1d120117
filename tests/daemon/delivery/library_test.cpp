// The shipped messages, as buyers and staff will read them: every language, with a full order and
// with one of which next to nothing is known.
#include "daemon/delivery/fields.hpp"
#include "daemon/delivery/wording.hpp"
#include "rules/field.hpp"
#include "rules/load.hpp"
#include "rules/plural.hpp"
#include "tests/daemon/delivery/samples.hpp"
#include "tests/support/tree.hpp"

#include <catch2/catch.hpp>

#include <unicode/locid.h>

#include <fstream>
#include <set>
#include <sstream>

using namespace vesper;
using namespace vesper::test;

namespace {

namespace fs = std::filesystem;

/// The eleven, and what readers elsewhere have of their own.
const std::vector<std::string> languages{"en", "es", "fr", "de", "pt",    "it",     "ja",
                                         "ko", "ru", "ar", "zh", "pt-PT", "zh-Hant"};

std::vector<Source> library_texts() {
    const fs::path library = fs::path{source_tree()} / "rules/library";
    std::vector<Source> sources;
    for (const auto& entry : fs::recursive_directory_iterator{library / "messages"}) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file{entry.path(), std::ios::binary};
        std::ostringstream text;
        text << file.rdbuf();
        sources.push_back({entry.path().lexically_relative(library).string(), text.str()});
    }
    return sources;
}

const MessageSet& library() {
    static const MessageSet set = [] {
        Diagnostics diagnostics;
        MessageSet read = load_messages(library_texts(), diagnostics);
        INFO(format(diagnostics));
        REQUIRE(diagnostics.empty());
        return read;
    }();
    return set;
}

bool is_for_staff(const std::string& name) {
    return name.starts_with("staff-") || name == "inquiry-unanswered";
}

Shop the_shop() {
    Shop shop = a_shop();
    shop.unsubscribe = "https://shop.example/leave?order={{order.id}}";
    return shop;
}

/// Every field is known, and what the buyer typed tries to be more than words.
Order full_order() {
    Order order = an_order();
    const std::string evil = "<b>{{shop.name}}*x*</b> [y](https://evil.example)";
    order.items = {{"SKU-1", "Lamp " + evil, "", 2}, {"", "", "", 1}, {"SKU-2", "", "", 1}};
    order.buyer.name = "Anna " + evil;
    order.buyer.given_name = "Anna " + evil;
    order.buyer.locale = "pt-BR";
    order.ship_to.country = "BR";
    order.ship_to.city = "São Paulo " + evil;
    order.platform = "shopify";
    order.account = "shop.example";
    order.shipment.carrier = "Post " + evil;
    order.shipment.tracking_number = "LX123456789CN";
    order.shipment.url = "https://track.example/LX123456789CN";
    order.shipment.eta_from = *parse_instant("2026-04-10T10:00:00Z");
    order.shipment.eta_until = *parse_instant("2026-04-14T10:00:00Z");
    order.shipment.location_country = "BR";
    order.shipment.location_city = "Curitiba";
    const Instant then = *parse_instant("2026-03-20T10:00:00Z");
    for (const Stage stage : {Stage::shipped, Stage::delivered, Stage::inquiry, Stage::refunded})
        order.facts[stage] = then;
    for (const std::string_view kind : deadline_names())
        order.deadlines.push_back({*deadline_named(kind), *parse_instant("2026-05-01T10:00:00Z")});
    order.review = {"seller", 2, "negative", "Too late.\n\n# <b>" + evil};
    order.refund = {"r", Decimal{125000}, "EUR", "", false};
    return order;
}

Order sparse_order() {
    Order order;
    order.key = "woocommerce/shop.example/4711";
    order.buyer.email = "someone@buyer.example";
    return order;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// What a hole in a sentence looks like when it is printed.
std::string hole_in(const std::string& text) {
    for (const char* hole : {"()",   "( ",   "（）", "  ",    " ,", "，，", "、、", "。。", "..",
                             ",,",   ": .",  ":.",   "：。",  "{{", "}}",   "[]",   "《》", "“”",
                             "（，", "，）", " 。",  "** **", "،،", " ،",   "\n,",  "\n."})
        if (has(text, hole)) return hole;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line == "-" || line == "- " || line == ">" || line.ends_with(" ")) return line;
        if (line.find("   ") != std::string::npos) return line;
        const std::size_t bullet = line.starts_with("- ") ? 2 : 0;
        if (line.ends_with(":") && bullet > 0) return line;
    }
    return "";
}

}  // namespace

TEST_CASE("every message of the library speaks its languages, staff letters two") {
    std::set<std::string> names;
    for (const std::string& name : library().names()) {
        INFO(name);
        names.insert(name);
        const std::vector<std::string> expected =
            is_for_staff(name) ? std::vector<std::string>{"en", "zh"} : languages;
        CHECK(library().languages(name).size() == expected.size());
        for (const std::string& language : expected) {
            INFO(language);
            CHECK(library().find(name, language, {}) != nullptr);
        }
    }
    CHECK(names ==
          std::set<std::string>{"attempt-failed", "confirm-address-and-tax-number", "customs-hold",
                                "inquiry-unanswered", "is-all-well", "is-it-answered",
                                "parcel-delayed", "parcel-news", "parcel-shipped", "payment-review",
                                "pickup-ready", "refund-follow-up", "review-request",
                                "staff-bad-review", "unpaid-last-reminder", "unpaid-reminder",
                                "we-extended-your-protection", "wholesale-follow-up", "win-back"});
}

TEST_CASE("readers get the letter of their own country, or of their language") {
    const auto [locale, expected] = GENERATE(table<std::string, std::string>({
        {"zh-TW", "zh-Hant"},
        {"zh_HK", "zh-Hant"},
        {"zh-Hant-TW", "zh-Hant"},
        {"zh-CN", "zh"},
        {"zh-SG", "zh"},
        {"pt-PT", "pt-PT"},
        {"pt-MZ", "pt-PT"},
        {"pt-BR", "pt"},
        {"pt", "pt"},
        {"es-MX", "es"},
        {"nl", "en"},
    }));
    INFO(locale);
    CHECK(library().find("win-back", locale, {"en"})->language == expected);
}

TEST_CASE("only where a platform waits for it is the buyer asked to confirm receipt") {
    const Message& message = *library().find("is-all-well", "en", {});
    Order order = full_order();
    CHECK(has(render(message, order, the_shop(), a_zone(8))->text, "please confirm receipt"));
    order.deadlines.clear();
    CHECK(!has(render(message, order, the_shop(), a_zone(8))->text, "confirm"));
}

TEST_CASE("every letter reads well for a full and for a sparse order") {
    StepFacts step;
    step.extension_days = GENERATE(1, 2, 3, 11, 15, 60);
    const bool full = GENERATE(true, false);
    const Order order = full ? full_order() : sparse_order();
    for (const std::string& name : library().names()) {
        for (const std::string& language : library().languages(name)) {
            CAPTURE(name, language, full);
            const auto letter = render(*library().find(name, language, {}), order, the_shop(),
                                       a_zone(8), full ? step : StepFacts{});
            REQUIRE(letter.has_value());
            CAPTURE(letter->subject, letter->text);
            CHECK(hole_in(letter->subject + '\n') == "");
            std::string words = letter->text;
            for (std::size_t at; (at = words.find("{{shop.name}}")) != std::string::npos;)
                words.erase(at, 13);  // a buyer's, shown as the words they are
            CHECK(hole_in(words) == "");
            CHECK(letter->text.size() > 60);
            CHECK(!has(letter->html, "evil.example\""));
            CHECK(!has(letter->html, "<b>"));
            CHECK(!has(letter->html, "<em>"));
            CHECK(!has(letter->html, "<h1>"));
            CHECK(!has(letter->html, "<h2>"));
            CHECK(has(letter->html, language == "ar" ? "dir=\"rtl\"" : "dir=\"ltr\""));
            if (name != "win-back")
                CHECK(has(letter->text + letter->subject, full ? "1030" : "4711"));
        }
    }
}

TEST_CASE("a hole in a sentence is seen") {
    for (const char* text : {"Order () is", "Your parcel to  is", "expected: .", "- \n", "on , we",
                             "{{order.url}}", "a .. b", "\n- Buyer:\n"})
        CHECK(!hole_in(text).empty());
    CHECK(hole_in("Hello Anna,\n\n- Lamp × 2\n> good (really)\n") == "");
}

TEST_CASE("only what sells has a way to leave, and it has one in every language") {
    for (const std::string& name : library().names()) {
        for (const std::string& language : library().languages(name)) {
            CAPTURE(name, language);
            const bool sells = name == "win-back" || name == "wholesale-follow-up";
            const Message& message = *library().find(name, language, {});
            CHECK(names_field(message, "shop.unsubscribe") == sells);
            const auto letter = render(message, full_order(), the_shop(), a_zone(8));
            REQUIRE(letter.has_value());
            CHECK(letter->unsubscribe == (sells ? "https://shop.example/leave?order=1030" : ""));
            CHECK(has(letter->html, "href=\"https://shop.example/leave?order=1030\"") == sells);
        }
    }
}

TEST_CASE("the library uses fields that exist for it, and every field can be filled") {
    const Fields fields = fields_of(full_order(), the_shop(), a_zone(8), "en", {15});
    REQUIRE(fields.items.size() == 2);  // one has neither title nor SKU
    CHECK(fields.items[1].at("item.title") == "SKU-2");
    Order others = full_order();
    std::set<std::string> filled;
    for (const char* sentiment : {"positive", "neutral", "negative"}) {
        others.review.sentiment = sentiment;
        others.paid_at = others.placed_at;
        for (const auto& [name, value] :
             fields_of(others, the_shop(), a_zone(8), "en", {15}).values)
            filled.insert(name);
    }
    for (const auto& [name, value] : fields.items.front()) filled.insert(name);
    for (const MessageField& field : message_field_list()) {
        INFO(field.name);
        if (field.kind != FieldKind::list) CHECK(filled.count(std::string{field.name}) == 1);
    }
    const Fields sparse = fields_of(sparse_order(), the_shop(), a_zone(8), "en");
    for (const MessageField& field : message_field_list()) {
        INFO(field.name);
        const bool item = field.name.starts_with("item.");
        if (field.always && !item) CHECK(sparse.values.count(field.name) == 1);
    }
}

TEST_CASE("the plural categories that messages must have are those that ICU tells apart") {
    std::int32_t count = 0;
    const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
    REQUIRE(count > 500);
    std::set<std::string> seen;
    for (std::int32_t at = 0; at < count; ++at) {
        const std::string language = locales[at].getLanguage();
        if (!seen.insert(language).second) continue;
        std::set<std::string> categories;
        for (int number = 0; number <= 1000; ++number)
            categories.insert(plural_category(number, language));
        const auto needed = plural_categories_of(language);
        INFO(language);
        CHECK(categories == std::set<std::string>{needed.begin(), needed.end()});
    }
}
