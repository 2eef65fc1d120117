#include "daemon/cli/session.hpp"

#include "daemon/files.hpp"
#include "daemon/zoneinfo.hpp"

#include <filesystem>

namespace vesper::cli {

namespace {

constexpr const char* config_default = "/etc/vesper/vesper.toml";

}  // namespace

ReadConfig read_config(const std::string& path) {
    ReadConfig read{default_config(), false, {}, {}};
    const Result<std::string> text = read_file(path);
    if (!text) {
        read.problem = text.error().words;
        return read;
    }
    const std::filesystem::path file(path);
    const std::string folder = std::filesystem::absolute(file).parent_path().string();
    read.found = true;
    read.config = load_config({file.filename().string(), *text}, folder, read.diagnostics);
    return read;
}

std::string Session::config_path() const {
    if (!options.config.empty()) return options.config;
    const std::string named = console.environment("VESPER_CONFIG");
    return named.empty() ? config_default : named;
}

const ReadConfig& Session::config() {
    if (!config_) {
        config_ = read_config(config_path());
        const bool named = !options.config.empty() || !console.environment("VESPER_CONFIG").empty();
        if (named && !config_->found) throw Failure(Exit::usage, config_->problem);
    }
    return *config_;
}

const std::shared_ptr<const ZoneSnapshot>& Session::zones() {
    if (!zones_) {
        const auto read = read_zoneinfo(config().config.zoneinfo);
        if (!read) throw Failure(Exit::no, read.error().words, say("install the package tzdata"));
        zones_ = *read;
    }
    return zones_;
}

Client Session::reader() {
    std::string socket = options.socket;
    if (socket.empty()) socket = console.environment("VESPER_SOCKET");
    if (socket.empty()) socket = config().config.read_socket;
    return {socket, "vesper", std::string{tag(language())}};
}

Client Session::changer() {
    std::string socket = options.admin_socket;
    if (socket.empty()) socket = console.environment("VESPER_ADMIN_SOCKET");
    if (socket.empty()) socket = config().config.admin_socket;
    return {socket, "vesper-admin", std::string{tag(language())}};
}

}  // namespace vesper::cli
