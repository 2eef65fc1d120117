// Where local commands find what people wrote: rule folders, files of events.
#pragma once

#include "daemon/cli/session.hpp"
#include "rules/load.hpp"

#include <string>
#include <vector>

namespace vesper::cli {

/// Of the option that names the folder of a set.
inline constexpr const char* set_folder_help =
    "Folder with shop.toml, rules/ and messages/; the configured one if absent";

/// The whole of a file, or of standard input for "-". Failure if it cannot be read.
std::string read_input(const std::string& path, Session& session);

/// The texts of `folder` (empty: the one `config` names) over those of the shipped library. Failure
/// if there is no such folder.
SetSources sources_in(const std::string& folder, const Config& config);

/// The configuration the folder would run under: its own vesper.toml, else the session's.
ReadConfig config_for(const std::string& folder, Session& session);

/// load_set, with the shop's zone looked up in `zones`.
Loaded load_sources(const SetSources& sources, const std::vector<KnownChannel>& channels,
                    const ZoneSnapshot& zones);

}  // namespace vesper::cli
