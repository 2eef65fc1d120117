// vesperd: reads its configuration and serves.
#include "daemon/config.hpp"
#include "daemon/files.hpp"
#include "daemon/log.hpp"
#include "daemon/service.hpp"
#include "daemon/set_files.hpp"
#include "daemon/translation.hpp"
#include "daemon/zoneinfo.hpp"

#include <getopt.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

namespace {

constexpr int exit_usage = 64;          // EX_USAGE
constexpr int exit_configuration = 78;  // EX_CONFIG; systemd does not restart (the unit says so)
constexpr const char* default_file = "/etc/vesper/vesper.toml";

constexpr const char* usage =
    "usage: vesperd [--config FILE] [--check]\n"
    "\n"
    "  --config FILE  the operator's settings (default /etc/vesper/vesper.toml)\n"
    "  --check        read configuration, rules and messages, say what is wrong, and exit\n"
    "  --version      print the version and exit\n"
    "  --help         print this and exit\n"
    "\n"
    "exit codes: 0 stopped as asked, 1 broken (restart), 64 wrong usage, 78 configuration\n";

struct Options {
    std::string config = default_file;
    bool config_named = false;
    bool check = false;
};

/// The settings, or nothing after the diagnostics were printed. An absent default file is an empty
/// one.
std::optional<vesper::Config> read_config(const Options& options) {
    if (!options.config_named && !std::filesystem::exists(options.config))
        return vesper::default_config();
    const auto text = vesper::read_file(options.config);
    if (!text) {
        std::fprintf(stderr, "vesperd: %s\n", vesper::in_own_language(text.error().words).c_str());
        return std::nullopt;
    }
    const std::string folder = std::filesystem::absolute(options.config).parent_path().string();
    vesper::Diagnostics diagnostics;
    vesper::Config config = vesper::load_config({options.config, *text}, folder, diagnostics);
    const vesper::Translation& into = vesper::translation_into(vesper::own_language());
    std::fputs(vesper::format(diagnostics, into).c_str(), stderr);
    if (vesper::has_errors(diagnostics)) return std::nullopt;
    return config;
}

/// What a start would say about the files; 0 if it would run on them.
int check(const vesper::Config& config) {
    const auto zones = vesper::read_zoneinfo(config.zoneinfo);
    const auto sources = vesper::read_set(config.manager_dir, config.library_dir);
    if (!zones) {
        std::fprintf(stderr, "vesperd: %s\n", zones.error().message.c_str());
        return exit_configuration;
    }
    const auto channels = vesper::known_channels(config);
    const auto loaded = vesper::load_set(sources, channels, [&](const std::string& zone) {
        return (*zones)->find(zone) != nullptr;
    });
    const vesper::Translation& into = vesper::translation_into(vesper::own_language());
    std::fputs(vesper::format(loaded.diagnostics, into).c_str(), stderr);
    if (!loaded.set) return exit_configuration;
    const auto rules = std::ssize(loaded.set->rules.rules);
    const auto messages = std::ssize(loaded.set->messages.names());
    const vesper::Words good =
        vesper::say("{}, {}, tzdata {}: no errors", vesper::say_count(rules, "{} rule", "{} rules"),
                    vesper::say_count(messages, "{} message", "{} messages"), (*zones)->version());
    std::puts(vesper::in_own_language(good).c_str());
    return 0;
}

/// Nothing: an exit code is in `code`.
std::optional<Options> read_options(int count, char** words, int& code) {
    static const option known[] = {{"config", required_argument, nullptr, 'c'},
                                   {"check", no_argument, nullptr, 'n'},
                                   {"version", no_argument, nullptr, 'V'},
                                   {"help", no_argument, nullptr, 'h'},
                                   {nullptr, 0, nullptr, 0}};
    Options options;
    code = 0;
    for (int found = 0; (found = getopt_long(count, words, "c:h", known, nullptr)) != -1;) {
        switch (found) {
            case 'c':
                options.config = optarg;
                options.config_named = true;
                break;
            case 'n':
                options.check = true;
                break;
            case 'V':
                std::puts("vesperd " VESPER_VERSION);
                return std::nullopt;
            case 'h':
                std::fputs(usage, stdout);
                return std::nullopt;
            default:
                code = exit_usage;
        }
    }
    if (optind < count) {
        std::fprintf(stderr, "vesperd: unexpected word \"%s\"\n", words[optind]);
        code = exit_usage;
    }
    if (code == 0) return options;
    std::fputs(usage, stderr);
    return std::nullopt;
}

}  // namespace

int main(int count, char** words) {
    int code = 0;
    const auto options = read_options(count, words, code);
    if (!options) return code;
    const auto config = read_config(*options);
    if (!config) return exit_configuration;
    if (options->check) return check(*config);
    // A file that may not grow is a full disk (EFBIG), answered as one; not a reason to die.
    std::signal(SIGXFSZ, SIG_IGN);
    vesper::log::start(config->log_level);
    return vesper::run_service(*config);
}
