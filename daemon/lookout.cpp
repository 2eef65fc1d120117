#include "daemon/lookout.hpp"

#include "daemon/intake/inbox.hpp"
#include "daemon/log.hpp"
#include "daemon/systemd.hpp"
#include "daemon/translation.hpp"

#include <sys/inotify.h>
#include <unistd.h>
#include <boost/asio.hpp>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

namespace vesper {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::steady_clock;

namespace {

constexpr seconds inbox_settles{1};
constexpr seconds zones_settle{5};  // dpkg renames the files of a package within a second or two

/// Nothing: the kernel has no more watches to give, and the look of each minute has to do.
std::optional<int> watch_folder(const std::string& folder) {
    Descriptor inotify{inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    if (inotify.number >= 0 &&
        inotify_add_watch(inotify.number, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO) >= 0)
        return std::exchange(inotify.number, -1);
    log::warning("the inbox is looked at only once a minute: " + folder + ": " +
                 std::strerror(errno));
    return std::nullopt;
}

}  // namespace

struct Lookout::Parts {
    Parts(asio::io_context& loop, House& its_house, ZoneWatch& its_zones, SetWatch& its_set,
          std::function<void()> on_change)
        : house(its_house),
          zones(its_zones),
          set(its_set),
          changed(std::move(on_change)),
          live(house.config().rules_live),
          inbox(house.config().inbox, house),
          inbox_again(loop),
          zones_again(loop),
          set_again(loop),
          inbox_changes(loop),
          set_changes(loop) {
        if (const auto inotify = watch_folder(house.config().inbox)) inbox_changes.assign(*inotify);
        // The watch keeps its descriptor, and the loop closes its own.
        if (set.descriptor() >= 0) set_changes.assign(::dup(set.descriptor()));
    }

    void look_at_inbox();
    void look_at_zones();
    void look_at_set();
    void wait_for_inbox();
    void wait_for_set();
    void come_back_to_set();
    Reload take(const SetSources& sources, bool to_past = false);
    void tell_how_live();

    House& house;
    ZoneWatch& zones;
    SetWatch& set;
    std::function<void()> changed;
    bool live;
    Inbox inbox;
    asio::steady_timer inbox_again;
    asio::steady_timer zones_again;
    asio::steady_timer set_again;
    asio::posix::stream_descriptor inbox_changes;
    asio::posix::stream_descriptor set_changes;
    std::string zones_refused;
    Words set_unwatched;
    bool coming_back_to_set = false;
    bool stopped = false;
};

Lookout::Lookout(asio::io_context& loop, House& house, ZoneWatch& zones, SetWatch& set,
                 std::function<void()> changed)
    : parts_(std::make_unique<Parts>(loop, house, zones, set, std::move(changed))) {
    parts_->tell_how_live();
    if (parts_->inbox_changes.is_open()) parts_->wait_for_inbox();
    if (parts_->set_changes.is_open()) parts_->wait_for_set();
}

Lookout::~Lookout() = default;

void Lookout::look() {
    parts_->look_at_inbox();
    parts_->look_at_zones();
    parts_->look_at_set();
}

Reload Lookout::reload(bool to_past) {
    systemd::alive();
    const Reload outcome = parts_->take(parts_->set.read(steady_clock::now()), to_past);
    parts_->look_at_zones();
    return outcome;
}

void Lookout::stop() {
    parts_->stopped = true;
    parts_->inbox_again.cancel();
    parts_->zones_again.cancel();
    parts_->set_again.cancel();
}

// ---- the inbox

void Lookout::Parts::look_at_inbox() {
    if (stopped) return;
    inbox.look();
    if (!inbox.busy()) return;
    inbox_again.expires_after(inbox_settles);
    inbox_again.async_wait([this](const error_code& error) {
        if (!error) look_at_inbox();
    });
}

void Lookout::Parts::wait_for_inbox() {
    inbox_changes.async_wait(
        asio::posix::stream_descriptor::wait_read, [this](const error_code& error) {
            if (error) return;
            std::array<char, 4096> events{};
            while (read(inbox_changes.native_handle(), events.data(), events.size()) > 0) {
            }
            look_at_inbox();
            wait_for_inbox();
        });
}

// ---- the time zones

/// A tree at rest is loaded aside and swapped in; one that cannot be used leaves the zones that are
/// in use, and status says why. What fails is tried again each minute.
void Lookout::Parts::look_at_zones() {
    if (stopped) return;
    // By a clock that is not believed, letters would be moved, and some be given up.
    if (!house.status().clock_problem.empty()) return;
    systemd::alive();
    const ZoneWatch::Look look = zones.look();
    house.zones_looked_at();
    if (look.restless) {
        zones_again.expires_after(zones_settle);
        return zones_again.async_wait([this](const error_code& error) {
            if (!error) look_at_zones();
        });
    }
    const std::string refused = std::exchange(zones_refused, look.problem);
    house.zones_refused(look.problem);
    if (!look.problem.empty() && look.problem != refused)
        log::warning("keeping the time zones in use: " + look.problem);
    if (!look.zones) return;
    house.new_zones(look.zones);
    if (&house.zones() != look.zones.get()) return;  // not written: tried again in a minute
    zones.taken();
    log::info("time zones: " + house.status().last_replan_why);
    changed();
    // A zone that a file names may be one that was not known before. A set with errors is one that
    // somebody is mending, so that it must be at rest like any other.
    if (!has_errors(house.status().set_problems)) return;
    set.judge_again();
    look_at_set();
}

// ---- the files of the set

void Lookout::Parts::look_at_set() {
    if (stopped || !live) return;
    if (!house.status().clock_problem.empty()) return;  // as above
    const SetWatch::Look look = set.look(steady_clock::now());
    tell_how_live();
    if (look.restless) return come_back_to_set();
    if (!look.sources) return;
    log::info("judging the files of rules, messages and calendars");
    systemd::alive();
    take(*look.sources);
    changed();
}

/// House::reload says itself in the log what came of it. What could not be written is tried again.
Reload Lookout::Parts::take(const SetSources& sources, bool to_past) {
    Reload outcome = house.reload(sources, to_past);
    if (outcome.accepted || has_errors(outcome.diagnostics)) set.judged();
    return outcome;
}

void Lookout::Parts::wait_for_set() {
    set_changes.async_wait(asio::posix::stream_descriptor::wait_read,
                           [this](const error_code& error) {
                               if (error) return;
                               if (set.changed(steady_clock::now())) come_back_to_set();
                               wait_for_set();
                           });
}

void Lookout::Parts::come_back_to_set() {
    if (stopped || std::exchange(coming_back_to_set, true)) return;
    set_again.expires_at(set.next_look(steady_clock::now()));
    set_again.async_wait([this](const error_code& error) {
        coming_back_to_set = false;
        if (!error) look_at_set();
    });
}

/// Said once in the log; status says it for as long as it is so.
void Lookout::Parts::tell_how_live() {
    const Words before = std::exchange(set_unwatched, set.problem());
    house.set_is_live(live, set_unwatched);
    if (!live || set_unwatched == before) return;
    if (set_unwatched.empty())
        log::info("changed rule files are noticed at once again");
    else
        log::warning(in_own_language(
            say("changed rule files are noticed only once a minute: {}", set_unwatched)));
}

}  // namespace vesper
