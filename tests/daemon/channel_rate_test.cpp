#include "daemon/channel_rate.hpp"

#include <catch2/catch.hpp>

using namespace vesper;

TEST_CASE("what a channel carries in a minute: its rate, and no more than its connections") {
    using Kind = ChannelConfig::Kind;
    auto [kind, rate, connections, letters] = GENERATE(table<Kind, int, int, int>({
        {Kind::email, 60, 4, 60},
        {Kind::email, 5000, 4, 1200},
        {Kind::email, 5000, 1, 300},
        {Kind::webhook, 1000, 2, 600},
        {Kind::webhook, 0, 2, 0},       // no limit: its operator knows better
        {Kind::maildir, 5000, 1, 5000}  // a file needs no connection
    }));
    ChannelConfig channel;
    channel.kind = kind;
    channel.rate = rate;
    channel.connections = connections;
    CHECK(letters_a_minute(channel) == letters);
}
