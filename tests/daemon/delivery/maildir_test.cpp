#include "daemon/delivery/maildir.hpp"
#include "tests/daemon/delivery/samples.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

using namespace vesper;
using namespace vesper::test;
namespace fs = std::filesystem;

namespace {

ChannelConfig outbox(const std::string& path) {
    ChannelConfig config;
    config.name = "outbox";
    config.path = path;
    return config;
}

Outcome deliver(Channel& channel, const Parcel& parcel) {
    std::vector<Outcome> outcomes;
    channel.deliver(parcel, [&](Outcome outcome) { outcomes.push_back(outcome); });
    REQUIRE(outcomes.size() == 1);
    return outcomes.front();
}

std::vector<fs::path> files(const std::string& folder) {
    return {fs::directory_iterator(folder), fs::directory_iterator()};
}

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a letter lands in new/, whole, and leaves nothing in tmp/") {
    const Scratch scratch;
    const auto maildir = make_maildir(outbox(scratch / "a/outbox"));
    CHECK(maildir->ask(a_parcel().key) == Asked::not_accepted);
    CHECK(name(deliver(*maildir, a_parcel())) == "delivered");
    const auto letters = files(scratch / "a/outbox/new");
    REQUIRE(letters.size() == 1);
    CHECK(content(letters[0]) == a_parcel().bytes);
    // Never another: a letter that an older version wrote is known by this name.
    CHECK(letters[0].filename() == "344690c8bafbdb4a221271c28a5cc023.vesper");
    CHECK(files(scratch / "a/outbox/tmp").empty());
    CHECK(maildir->ask(a_parcel().key) == Asked::accepted);
    CHECK(maildir->ask(a_parcel(2).key) == Asked::not_accepted);
}

TEST_CASE("a second delivery of a job finds the first, wherever a mail program moved it") {
    const Scratch scratch;
    const std::string flags = GENERATE(as<std::string>{}, "new", ":2,", ":2,S", ",S=12:2,RS", "");
    const auto maildir = make_maildir(outbox(scratch / "outbox"));
    deliver(*maildir, a_parcel());
    const fs::path letter = files(scratch / "outbox/new").front();
    if (flags != "new")
        fs::rename(letter, scratch / "outbox/cur/" + letter.filename().string() + flags);
    CHECK(maildir->ask(a_parcel().key) == Asked::accepted);
    CHECK(words(deliver(*maildir, a_parcel())) == "is in the outbox already");
    CHECK(files(scratch / "outbox/new").size() + files(scratch / "outbox/cur").size() == 1);
}

TEST_CASE("what a killed write left is cleared, other programs' files are not") {
    const Scratch scratch;
    make_maildir(outbox(scratch / "outbox"));
    std::ofstream(scratch / "outbox/tmp/0123456789abcdef0123456789abcdef.vesper") << "half";
    std::ofstream(scratch / "outbox/tmp/1711648920.M1P2.host") << "other";
    const auto maildir = make_maildir(outbox(scratch / "outbox"));
    // It may be that of a second daemon, and the half letter on its way by the first one's hand.
    CHECK(files(scratch / "outbox/tmp").size() == 2);
    deliver(*maildir, a_parcel());
    REQUIRE(files(scratch / "outbox/tmp").size() == 1);
    CHECK(files(scratch / "outbox/tmp").front().filename() == "1711648920.M1P2.host");
    CHECK(maildir->ask("anything") == Asked::not_accepted);
}

TEST_CASE("a letter that cannot be written is put off and slows the channel") {
    const Scratch scratch;
    const auto maildir = make_maildir(outbox(scratch / "outbox"));
    fs::remove_all(scratch / "outbox/tmp");
    const Outcome outcome = deliver(*maildir, a_parcel());
    REQUIRE(std::holds_alternative<Deferred>(outcome));
    CHECK(std::get<Deferred>(outcome).slow_down);
    CHECK(files(scratch / "outbox/new").empty());
}

TEST_CASE("a full disk puts a letter off; with room again it is delivered whole") {
    if (!fs::exists("/dev/full")) return;
    const Scratch scratch;
    const auto maildir = make_maildir(outbox(scratch / "outbox"));
    // The file of the job, found by delivering it once, becomes a device that is always full.
    deliver(*maildir, a_parcel());
    const fs::path letter = files(scratch / "outbox/new").front();
    const std::string aside = scratch / "outbox/tmp/" + letter.filename().string();
    fs::remove(letter);
    if (::link("/dev/full", aside.c_str()) != 0 &&
        ::mknod(aside.c_str(), S_IFCHR | 0600, makedev(1, 7)) != 0)
        return;
    const Outcome outcome = deliver(*maildir, a_parcel());
    REQUIRE(std::holds_alternative<Deferred>(outcome));
    CHECK(words(outcome).find("No space left on device") != std::string::npos);
    CHECK(files(scratch / "outbox/new").empty());
    CHECK(name(deliver(*maildir, a_parcel())) == "delivered");
    CHECK(content(files(scratch / "outbox/new").front()) == a_parcel().bytes);
}

TEST_CASE("an outbox that cannot be made says why") {
    const Scratch scratch;
    std::ofstream(scratch / "file") << "x";
    CHECK_THROWS_WITH(
        make_maildir(outbox(scratch / "file")),
        Catch::Contains("cannot make the outbox") && Catch::Contains("Not a directory"));
}
