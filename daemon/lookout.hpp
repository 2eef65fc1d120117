// What the house sees by looking: the inbox, the machine's time zones, the files of its set.
//
// It looks at all of them each minute, and at what the kernel tells of at once. What it finds goes
// the way that a request by hand goes: House::reload, House::new_zones, Inbox.
#pragma once

#include "daemon/house.hpp"
#include "daemon/set_watch.hpp"
#include "daemon/zone_watch.hpp"

#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace vesper {

class Lookout {
public:
    /// `zones` and `set` know what the house began with. `changed` is called after the house took
    /// something up, or refused it. All outlive the lookout; everything runs on the loop's thread.
    Lookout(boost::asio::io_context& loop, House& house, ZoneWatch& zones, SetWatch& set,
            std::function<void()> changed);
    ~Lookout();
    Lookout(const Lookout&) = delete;
    Lookout& operator=(const Lookout&) = delete;

    /// At everything; the caller comes each minute.
    void look();
    /// Takes up the files as they are now, and the zones; answers what came of the files.
    /// `to_past`: as of House::reload.
    Reload reload(bool to_past);
    /// Looks no more.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace vesper
