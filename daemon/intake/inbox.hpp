// The inbox folder: drop a file of events, find it again in done/ or rejected/ with a report beside
// it.
#pragma once

#include "daemon/house.hpp"

#include <map>
#include <memory>
#include <string>

namespace vesper {

/// Files hold one event, a JSON array, or JSON lines (.json, .jsonl, .ndjson); names that begin
/// with "." or end in ".part" or "~" are not ready. A file is taken when it did not change between
/// two looks. Event by event: good ones are stored, bad ones are named in NAME.report.txt; a file
/// with any bad event goes to rejected/. A file that could not be stored (a full disk) stays where
/// it is and is tried again.
class Inbox {
public:
    /// Makes the folder, done/ and rejected/ where missing. Throws std::runtime_error if it cannot.
    Inbox(std::string folder, House& house);
    ~Inbox();
    /// Looks once and submits what is ready; files are moved after their commit. Returns files
    /// begun.
    int look();
    /// Files were seen that may be ready at the next look, or are being stored.
    bool busy() const;

private:
    struct File;  // one file under way: its events, their verdicts, where it goes
    using Mark = std::pair<std::uintmax_t, std::int64_t>;  // size and time of the last change
    bool begin(const std::string& name);
    void submit_next(const std::shared_ptr<File>& file);
    void go_on_after_a_turn(const std::shared_ptr<File>& file);
    void finish(const File& file);
    void move_away(const std::string& name, const char* folder, const std::string& report);

    std::string folder_;
    House& house_;
    std::map<std::string, Mark> seen_;
    std::map<std::string, std::shared_ptr<File>> under_way_;
};

}  // namespace vesper
