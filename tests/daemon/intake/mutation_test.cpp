// What a shop posts, torn.
#include "tests/support/mutation.hpp"
#include "tests/fuzz/feed_events.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

namespace {

const std::string paid =
    R"({"specversion":"1.0","id":"e-1","source":"shopify:/my-shop.myshopify.com",)"
    R"("type":"vesper.order.paid.v1","time":"2026-11-20T09:12:44+11:00","data":{"order":)"
    R"({"id":820982911946154508,"platform":"shopify","account":"my-shop.myshopify.com",)"
    R"("number":"#1030","updated_at":"2026-11-20T09:12:45+11:00","currency":"EUR",)"
    R"("total":"49.90","tags":["vip"],"test":false},"items":[{"sku":"A-1",)"
    R"("title":"Lampe für \u00dc","quantity":2}],)"
    R"("buyer":{"name":"Example Buyer","email":"buyer@example.org",)"
    R"("locale":"pt_PT","phone":"+351 291 000000","consent":{"email_marketing":"granted"}},)"
    R"("ship_to":{"country":"pt","region":"20","city":"Ponta Delgada","postal":"9500-000",)"
    R"("lat":37.74,"lon":-25.67,"time_zone":"Etc/UTC"},)"
    R"("deadline":[{"kind":"confirm_receipt","at":"2026-12-20T00:00:00Z"}]}})";
const std::string shipped =
    R"({"specversion":"1.0","id":"e-2","source":"woocommerce:/s.example",)"
    R"("type":"vesper.shipment.shipped.v1","time":"2026-11-21T09:12:44Z","data":{"order":)"
    R"({"id":"77","platform":"woocommerce","account":"s.example"},"shipment":{"carrier":"4PX",)"
    R"("tracking_number":"4PX1","url":"https://track.example/4PX1","eta_until":)"
    R"("2026-12-07T09:15:08Z"}}})";

const std::vector<std::string> pieces{"{",
                                      "}",
                                      "[",
                                      "]",
                                      ",",
                                      ":",
                                      "\"",
                                      "\\",
                                      "\\u0000",
                                      "\\ud83d",
                                      "null",
                                      "true",
                                      "-0",
                                      "1e400",
                                      "99999999999999999999",
                                      "1.0",
                                      "\n",
                                      "\r\n",
                                      "\xef\xbb\xbf",
                                      "\xff",
                                      "\xc3",
                                      std::string(1, '\0'),
                                      "\"id\":\"\"",
                                      "\"data\":{}",
                                      "\"order\":[]",
                                      "2026-02-30T25:00:00Z",
                                      "2026-11-20",
                                      "Europe/Atlantis",
                                      "vesper.order.updated.v1",
                                      "[[[[[[[[",
                                      "\"id\":1,\"id\":2"};

}  // namespace

TEST_CASE("no event, however torn, brings the intake down") {
    const std::vector<std::string> texts{paid, shipped, paid + "\n" + shipped,
                                         "[" + shipped + "," + paid + "]"};
    for (const std::string& text : texts) REQUIRE(fuzz::feed_events(text) == "");
    std::size_t good = 0;
    constexpr std::uint32_t rounds = 20000;
    for (std::uint32_t round = 0; round < rounds; ++round) {
        const std::string torn = test::Mutation{round, pieces}.of(
            texts[round % texts.size()], texts[(round / 4 + 1) % texts.size()]);
        INFO("round " << round << "\n" << torn);
        REQUIRE(fuzz::feed_events(torn) == "");
        for (const std::string& text : split_events(torn).events)
            good += parse_event(text, fuzz::one_zone()).problems.empty() ? 1 : 0;
    }
    // Most are refused; those that are not say that mutations reach the order.
    CHECK(good > rounds / 20);
    CHECK(good < 2 * rounds);
}

TEST_CASE("a fed event's problems are looked at") {
    CHECK(fuzz::check_problems({{"/data", ""}}) == "a problem without words at /data");
    CHECK(fuzz::check_problems({{"data", "is missing"}}) == "no JSON pointer: data");
}
