// Told by the kernel when a watched folder changes (inotify(7)).
//
// A hint and no more: whoever is told looks for himself. What the kernel does not tell (a network
// file system, a file that is mapped and written) is found by the look that comes each minute, and
// so is everything when there are no more watches to be had.
#pragma once

#include "daemon/descriptor.hpp"
#include "daemon/set_folders.hpp"
#include "rules/words.hpp"

#include <chrono>
#include <map>
#include <string>
#include <utility>

namespace vesper {

class FolderWatch {
public:
    using Moment = std::chrono::steady_clock::time_point;

    /// Without an inotify instance to be had, `problem` says so and nothing is ever told.
    FolderWatch();

    /// Watches these folders from now on and no others. A folder that went away meanwhile is passed
    /// over, and so is one that may not be read.
    void follow(const WatchedFolders& folders);

    /// Reads what was told; whether any of it matters.
    bool changed(Moment now);

    /// A file of texts was begun and is not closed yet. One that stays open is not waited for
    /// longer than `writers_patience`.
    bool being_written(Moment now) const;

    /// Why not everything can be watched; empty: it can.
    const Words& problem() const { return problem_; }
    /// To wait on; -1: there is none. Owned by the watch.
    int descriptor() const { return inotify_.number; }

private:
    struct Folder {
        std::string path;
        WatchedNames names;
    };
    using File = std::pair<int, std::string>;
    bool note(int watch, std::uint32_t what, const std::string& name, Moment now);
    void note_writing(const File& file, const Folder& folder, std::uint32_t what, Moment now);

    Descriptor inotify_;
    std::map<int, Folder> folders_;   // by watch
    std::map<File, Moment> writing_;  // since when
    Words problem_;
};

inline constexpr std::chrono::seconds writers_patience{10};

}  // namespace vesper
