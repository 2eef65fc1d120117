// The system's time zone database, read whole into a snapshot.
#pragma once

#include "scheduler/zones.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace vesper {

/// Reads tzdata.zi (version line, Z and L lines), every zone's TZif file, and zone.tab under `dir`.
/// The fingerprint is taken again afterwards: if it changed meanwhile the tree was being replaced
/// and the answer is an error; the caller keeps what it has. Never follows a name with "..".
Result<std::shared_ptr<const ZoneSnapshot>> read_zoneinfo(const std::string& dir);

/// The version line of DIR/tzdata.zi ("2026f"), its inode and mtime, and the change times of the
/// folders under DIR: a package manager renames files into them one by one, before tzdata.zi or
/// after it. Cheap, asked once a minute. Empty when there is no tzdata.zi.
std::string zoneinfo_fingerprint(const std::string& dir);

/// The two halves of read_zoneinfo: the bytes, then the second look and the snapshot.
struct ZoneinfoText {
    std::string fingerprint;
    std::string version;
    std::vector<ZoneFile> files;
    std::vector<std::pair<std::string, std::string>> links;
    std::vector<ZonePlace> places;
};
Result<ZoneinfoText> read_zoneinfo_text(const std::string& dir);
Result<std::shared_ptr<const ZoneSnapshot>> build_zoneinfo(const std::string& dir,
                                                           ZoneinfoText text);

}  // namespace vesper
