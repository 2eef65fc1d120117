// The inbox folder: drop a file of events, find it again in done/ or rejected/ with a report beside
// it.
#pragma once

#include "daemon/house.hpp"

#include <functional>
#include <string>

namespace vesper {

/// Files are one event, a JSON array, or JSON lines (.json, .jsonl, .ndjson); names that begin with
/// "." or end in
/// ".part" or "~" are not ready. A file is taken when its size has not changed for a second. Line
/// by line: good events are stored, bad ones are named in NAME.report.txt; a file with any bad line
/// goes to rejected/.
class Inbox {
public:
    /// Makes the folder, done/ and rejected/ where missing. Throws std::runtime_error if it cannot.
    Inbox(std::string folder, House& house);
    /// Looks once: submits what is ready; files are moved after their commit. Returns files begun.
    int look();
    bool busy() const;  // files submitted and not yet moved

private:
    struct File;
    std::string folder_;
    House& house_;
    std::map<std::string, std::pair<std::uintmax_t, std::int64_t>>
        seen_;  // size and mtime at the last look
    int under_way_ = 0;
};

}  // namespace vesper
