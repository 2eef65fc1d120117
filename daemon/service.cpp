#include "daemon/service.hpp"

#include "daemon/clock_trust.hpp"
#include "daemon/control/backup_file.hpp"
#include "daemon/control/server.hpp"
#include "daemon/house.hpp"
#include "daemon/journal_line.hpp"
#include "daemon/log.hpp"
#include "daemon/lookout.hpp"
#include "daemon/sockets.hpp"
#include "daemon/system_clock.hpp"
#include "daemon/systemd.hpp"
#include "daemon/translation.hpp"

#include <sys/timerfd.h>
#include <unistd.h>
#include <boost/asio.hpp>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <limits>

namespace vesper {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int exit_broken = 1;
constexpr int exit_configuration = 78;  // EX_CONFIG; RestartPreventExitStatus

// A turn waits for requests that are half read: they share its commit, and a commit costs an fsync
// whether it holds one event or a hundred. Between two passes over the ready sockets that bring
// nothing new lies a request's way from its socket through the HTTP parser.
constexpr int quiet_passes = 4;
constexpr milliseconds gather_max{5};

constexpr milliseconds nap_min{5};       // a due job that cannot leave must not spin the loop
constexpr milliseconds nap_max{60'000};  // DESIGN 4.6
constexpr seconds minute{60};
constexpr milliseconds stop_look{20};
constexpr seconds clients_patience{5};   // what a stop waits for peers that read slowly
constexpr seconds flight_patience{630};  // RFC 5321 4.5.3.2.6: 600 s for the final dot, and room
constexpr seconds long_work{600};

/// Absolute, as far away as it goes: it never fires, and is cancelled when the clock is set.
void arm_clock_watch(int descriptor) {
    itimerspec never{};
    never.it_value.tv_sec = std::numeric_limits<std::int32_t>::max();
    timerfd_settime(descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr);
}

int make_clock_watch() {
    const int descriptor = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    if (descriptor < 0)
        throw std::runtime_error(std::string{"cannot watch the clock: "} + std::strerror(errno));
    arm_clock_watch(descriptor);
    return descriptor;
}

class Service {
public:
    explicit Service(const Config& config);
    void run();

private:
    House::Parts parts(const Config& config);
    void turn();
    void turn_soon();
    void turn_when_all_are_in();
    void come_back_at(Instant instant);
    void each_minute();
    void took_up();
    Reload reload(bool to_past = false);
    void wait_for_signal();
    void wait_for_clock_change();
    void begin_stop();
    void stop_when_done();
    std::string state() const;

    // The loop is declared first: whatever holds a timer or a socket of it must be gone before it.
    asio::io_context loop_;
    SystemClock wall_clock_;
    SteadyClock clock_{wall_clock_, since_boot};
    Histogram turn_seconds_;
    ZoneWatch zones_;
    SetWatch set_;
    milliseconds nap_max_ = nap_max;
    House house_;
    Lookout lookout_;
    Sockets sockets_;
    Server server_;
    asio::steady_timer wake_{loop_};
    asio::steady_timer minute_{loop_};
    asio::steady_timer stop_look_{loop_};
    asio::signal_set signals_{loop_, SIGTERM, SIGINT, SIGHUP};
    asio::posix::stream_descriptor clock_set_;
    bool turn_posted_ = false;
    int quiet_ = 0;  // passes since something was asked of the turn that is posted
    steady_clock::time_point gathering_since_;
    bool stopping_ = false;
    steady_clock::time_point stop_began_;
};

Service::Service(const Config& config)
    : zones_(config.zoneinfo, zoneinfo_fingerprint(config.zoneinfo)),
      set_(config.manager_dir, config.library_dir, config.rules_live),
      house_(parts(config)),
      lookout_(loop_, house_, zones_, set_, [this] { took_up(); }),
      sockets_(config),
      server_(loop_,
              Control{house_, [this](bool to_past) { return reload(to_past); }, turn_seconds_}),
      clock_set_(loop_, make_clock_watch()) {
    set_.judged();  // by the house, when it began
    remove_stale_backups(config.database);
    house_.on_pending = [this] { turn_soon(); };
    house_.on_happening = [this](const Happening& happening) {
        log::info(journal_line(happening));
        server_.publish(happening);
    };
    if (const auto watchdog = systemd::watchdog())
        nap_max_ = std::min(nap_max, std::chrono::duration_cast<milliseconds>(*watchdog / 3));
    server_.listen(sockets_.release_read(), false);
    server_.listen(sockets_.release_admin(), true);
}

House::Parts Service::parts(const Config& config) {
    const auto zones = read_zoneinfo(config.zoneinfo);
    if (!zones) throw std::runtime_error(zones.error().message);
    House::Parts parts;
    parts.config = config;
    parts.clock = &clock_;
    parts.courier = make_network_courier(config.channels,
                                         [this] { asio::post(loop_, [this] { turn_soon(); }); });
    parts.zones = *zones;
    parts.sources = set_.read(steady_clock::now());
    parts.clock_problem = [this] {
        const std::string stepped = clock_.problem();
        return stepped.empty() ? clock_distrust() : stepped;
    };
    return parts;
}

void Service::run() {
    wait_for_signal();
    wait_for_clock_change();
    each_minute();
    turn();
    systemd::ready(state());
    log::info("ready: " + state());
    loop_.run();
    log::info("stopped");
}

void Service::turn_soon() {
    quiet_ = 0;
    if (std::exchange(turn_posted_, true)) return;
    gathering_since_ = steady_clock::now();
    asio::post(loop_, [this] { turn_when_all_are_in(); });
}

void Service::turn_when_all_are_in() {
    const bool patient = steady_clock::now() - gathering_since_ < gather_max;
    if (++quiet_ > quiet_passes || !patient) return turn();
    asio::post(loop_, [this] { turn_when_all_are_in(); });
}

void Service::turn() {
    turn_posted_ = false;
    const auto began = steady_clock::now();
    const Instant next = house_.turn();
    turn_seconds_.add(std::chrono::duration<double>(steady_clock::now() - began).count());
    systemd::alive();
    come_back_at(next);
}

/// By the wall clock, and yet never long: a step of the clock moves `due`, not a sleep.
void Service::come_back_at(Instant instant) {
    // Whole seconds are the house's; a turn a fraction too early would only have to come again.
    const auto fraction = std::chrono::system_clock::now().time_since_epoch() % seconds{1};
    const auto wait = std::chrono::ceil<milliseconds>(instant - clock_.now() - fraction);
    const auto nap = std::clamp(wait, nap_min, nap_max_);
    wake_.expires_after(nap);
    wake_.async_wait([this](const error_code& error) {
        if (!error) turn();
    });
}

void Service::each_minute() {
    lookout_.look();
    if (!stopping_) systemd::status(state());
    minute_.expires_after(minute);
    minute_.async_wait([this](const error_code& error) {
        if (!error) each_minute();
    });
}

/// New rules or zones: what waits may be due at once.
void Service::took_up() {
    systemd::status(state());
    turn_soon();
}

Reload Service::reload(bool to_past) {
    systemd::reloading();
    const Reload outcome = lookout_.reload(to_past);
    systemd::ready(state());
    turn_soon();
    return outcome;
}

void Service::wait_for_signal() {
    signals_.async_wait([this](const error_code& error, int signal) {
        if (error) return;
        if (signal == SIGHUP)
            reload();
        else
            begin_stop();
        wait_for_signal();
    });
}

void Service::wait_for_clock_change() {
    clock_set_.async_wait(
        asio::posix::stream_descriptor::wait_read, [this](const error_code& error) {
            if (error) return;
            std::uint64_t expirations = 0;
            const ssize_t got = read(clock_set_.native_handle(), &expirations, sizeof expirations);
            if (got < 0 && errno == ECANCELED)
                log::info("the clock was set, or the machine resumed");
            arm_clock_watch(clock_set_.native_handle());
            turn_soon();
            wait_for_clock_change();
        });
}

void Service::begin_stop() {
    if (std::exchange(stopping_, true)) {
        log::warning("stopping at once; what is in flight is settled at the next start");
        return loop_.stop();
    }
    stop_began_ = steady_clock::now();
    log::info("stopping: " + std::to_string(house_.status().in_flight) + " letters in flight");
    systemd::stopping("stopping");
    house_.stop_claiming();
    server_.stop();
    lookout_.stop();
    stop_when_done();
}

void Service::stop_when_done() {
    const auto waited = steady_clock::now() - stop_began_;
    const bool peers_gone = server_.connections() == 0 || waited > clients_patience;
    if ((house_.idle() && peers_gone) || waited > flight_patience) return loop_.stop();
    stop_look_.expires_after(stop_look);
    stop_look_.async_wait([this](const error_code& error) {
        if (!error) stop_when_done();
    });
}

std::string Service::state() const {
    const Status status = house_.status();
    if (!status.unwritable.empty()) return "not sending: " + status.unwritable;
    if (!status.clock_problem.empty()) return "not sending: " + status.clock_problem;
    std::string words = std::to_string(status.rules) + " rules";
    if (has_errors(status.set_problems))
        words += " (the files have errors; the last good set runs)";
    if (!status.pauses.empty()) words += ", paused";
    return words + (status.next_due ? ", next letter " + to_string(*status.next_due)
                                    : std::string{", nothing waits"});
}

int fail_with(int code, const std::string& words) {
    log::error(words);
    systemd::status(words);
    return code;
}

}  // namespace

int run_service(const Config& config) {
    std::signal(SIGPIPE, SIG_IGN);  // a peer that goes is an error code, not a death
    systemd::extend(long_work);
    try {
        Service service{config};
        service.run();
        return 0;
    } catch (const NoGoodSet& none) {
        return fail_with(
            exit_configuration,
            in_own_language(say("no rule set was ever good, and the files have errors")) + ":\n" +
                format(none.diagnostics, translation_into(own_language())));
    } catch (const StoreLocked& locked) {
        return fail_with(exit_broken, locked.what());
    } catch (const std::exception& broken) {
        return fail_with(exit_broken, broken.what());
    }
}

}  // namespace vesper
