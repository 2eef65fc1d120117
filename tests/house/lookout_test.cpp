// What the house sees by looking, on real folders.
#include "daemon/lookout.hpp"

#include "tests/support/folder.hpp"
#include "tests/support/sim_house.hpp"

#include <boost/asio/io_context.hpp>

using namespace vesper;
using namespace vesper::test;

namespace {

void write_set(const Folder& folder, const SetSources& sources) {
    folder.write("etc/shop.toml", sources.shop.text);
    for (const Source& rules : sources.rules) folder.write("etc/" + rules.name, rules.text);
    for (const Source& message : sources.messages)
        folder.write("etc/" + message.name, message.text);
}

}  // namespace

TEST_CASE("new time zones do not take a set that somebody is mending") {
    const std::string good =
        "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n"
        "[rule.a]\non = \"delivered\"\nafter = \"1d\"\nclass = \"critical\"\n"
        "window = \"evening\"\nchannel = \"email\"\nmessage = \"news\"\n";
    const SetSources sources = sources_with(good);
    const Folder folder;
    write_set(folder, sources);
    folder.write("inbox/.keep", "");
    SimHouse sim{sources, "2026-03-01T00:00:00Z", ":memory:", [&](Config& config) {
                     config.inbox = folder / "inbox";
                     config.rules_live = true;
                 }};
    boost::asio::io_context loop;
    ZoneWatch zones{"/usr/share/zoneinfo", "another release"};
    SetWatch set{folder / "etc", folder / "library", true};
    Lookout lookout{loop, sim.house(), zones, set, [] {}};
    const auto refused = [&] { return has_errors(sim.house().status().set_problems); };
    const std::string file = "etc/" + sources.rules.front().name;
    folder.write(file, good + "nonsense = true\n");
    CHECK_FALSE(lookout.reload(false).accepted);
    REQUIRE(refused());
    folder.write(file, good);  // what is written of a save so far; it parses
    lookout.look();
    CHECK(&sim.house().zones() != system_zones().get());  // they stood still and are in use
    CHECK(refused());  // found once, and to be found again as it is
    lookout.stop();
}
