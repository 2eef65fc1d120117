#include "daemon/cli/sources.hpp"

#include "daemon/files.hpp"
#include "daemon/set_files.hpp"

#include <filesystem>
#include <istream>
#include <iterator>

namespace vesper::cli {

namespace {

/// The shipped library, or "" where it is not installed.
std::string library_of(const Config& config) {
    return std::filesystem::is_directory(config.library_dir) ? config.library_dir : "";
}

}  // namespace

std::string read_input(const std::string& path, Session& session) {
    if (path == "-") {
        return {std::istreambuf_iterator<char>(session.console.in),
                std::istreambuf_iterator<char>()};
    }
    Result<std::string> text = read_file(path);
    if (!text) throw Failure(Exit::no, text.error().words);
    return std::move(*text);
}

SetSources sources_in(const std::string& folder, const Config& config) {
    const std::string manager = folder.empty() ? config.manager_dir : folder;
    if (!std::filesystem::is_directory(manager)) {
        throw Failure(Exit::usage, say("{} is not a folder", manager),
                      say("vesper init {} makes one from the shipped rules", manager));
    }
    return read_set(manager, library_of(config));
}

ReadConfig config_for(const std::string& folder, Session& session) {
    const auto own = std::filesystem::path(folder) / "vesper.toml";
    if (!folder.empty() && session.options.config.empty() && std::filesystem::exists(own)) {
        return read_config(own.string());
    }
    return session.config();
}

Loaded load_sources(const SetSources& sources, const std::vector<KnownChannel>& channels,
                    const ZoneSnapshot& zones) {
    return load_set(sources, channels,
                    [&zones](const std::string& zone) { return zones.find(zone) != nullptr; });
}

}  // namespace vesper::cli
