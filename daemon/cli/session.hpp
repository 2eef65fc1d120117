// What one run of `vesper` knows: its console, the options that every command shares, and where
// they lead (configuration, zone database, sockets).
#pragma once

#include "daemon/cli/client.hpp"
#include "daemon/cli/console.hpp"
#include "daemon/cli/failure.hpp"
#include "daemon/config.hpp"
#include "daemon/translation.hpp"
#include "rules/load.hpp"
#include "scheduler/zones.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace vesper::cli {

/// Options that may stand before or after any command.
struct Options {
    std::string socket;
    std::string admin_socket;
    std::string config;
    bool json = false;
    bool no_color = false;
};

/// What load_set needs to know of the world, and where it came from.
struct ReadConfig {
    Config config;
    bool found = false;  // the file was there and could be read
    Words problem;
    Diagnostics diagnostics;
};

class Session {
public:
    explicit Session(const Console& given) : console(given) {}

    /// The option, else VESPER_CONFIG, else /etc/vesper/vesper.toml.
    std::string config_path() const;
    /// The configuration, read once. A file that was named and cannot be read is a Failure; one
    /// that was not named may be missing: the defaults hold.
    const ReadConfig& config();
    /// The system's zone database, read once.
    const std::shared_ptr<const ZoneSnapshot>& zones();

    /// For commands that ask.
    Client reader();
    /// For commands that change something.
    Client changer();

    bool colours() const { return console.colours && !options.no_color; }
    Instant now() const { return console.clock.now(); }
    /// Of whoever called: by the locale in the environment.
    Language language() const { return language_of_locale(console.environment); }
    const Translation& translation() const { return translation_into(language()); }

    const Console& console;
    Options options;
    std::function<Exit(Session&)> action;  // what the parsed arguments ask for

private:
    std::optional<ReadConfig> config_;
    std::shared_ptr<const ZoneSnapshot> zones_;
};

/// Reads the configuration at `path`.
ReadConfig read_config(const std::string& path);

}  // namespace vesper::cli
