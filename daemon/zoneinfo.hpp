// The system's time zone database, read whole into a snapshot.
#pragma once

#include "scheduler/zones.hpp"

#include <memory>
#include <string>

namespace vesper {

/// Reads tzdata.zi (version line, Z and L lines), every zone's TZif file, and zone.tab under `dir`.
/// The version line is read again afterwards: if it changed meanwhile the tree was being replaced
/// and the answer is an error; the caller keeps what it has. Never follows a name with "..".
Result<std::shared_ptr<const ZoneSnapshot>> read_zoneinfo(const std::string& dir);

/// The version line of DIR/tzdata.zi ("2026f") with inode and mtime: cheap, asked once a minute.
std::string zoneinfo_fingerprint(const std::string& dir);

}  // namespace vesper
