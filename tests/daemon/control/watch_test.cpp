// Small parts: who watches, JSON text, and the log's values.
#include "daemon/control/watch.hpp"
#include "daemon/control/json_text.hpp"
#include "daemon/log.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace vesper;

TEST_CASE("a full watcher ends with the line that says so, and takes no more") {
    Watcher watcher;
    int woken = 0;
    watcher.wake = [&] { ++woken; };
    for (std::size_t i = 0; i < Watcher::lines_max; ++i) watcher.push("{}");
    CHECK_FALSE(watcher.ended());
    watcher.push("{}");
    CHECK(watcher.ended());
    watcher.push("{}");
    const std::string text = watcher.take();
    CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) ==
          Watcher::lines_max + 1);
    CHECK_THAT(text, Catch::Contains("{\"what\":\"dropped\",\"words\":\"you read too slowly"));
    CHECK(watcher.take().empty());
    CHECK(woken == static_cast<int>(Watcher::lines_max) + 1);
}

TEST_CASE("who has gone is forgotten") {
    Watch watch;
    auto first = watch.join();
    auto second = watch.join();
    first.reset();
    watch.publish(Happening{});
    CHECK(watch.watching() == 1);
    CHECK_FALSE(second->take().empty());
}

TEST_CASE("JSON text escapes whatever a buyer typed") {
    CHECK(JsonObject{}.text("a\"b", "\n\x01").number("n", 3).done() ==
          R"({"a\"b":"\n\u0001","n":3})");
    CHECK(json_string("caf\xc3") == "\"caf\xef\xbf\xbd\"");
    CHECK(JsonArray{}.done() == "[]");
}

TEST_CASE("a value cannot make a line of its own in the log") {
    CHECK(log::value("shop/1") == "shop/1");
    CHECK(log::value("") == "\"\"");
    CHECK(log::value("a b=\"c\"\nwhat=sent") == R"("a b=\"c\"\x0awhat=sent")");
    CHECK(log::value(std::string(300, 'x')) == std::string(200, 'x') + "...");
}
