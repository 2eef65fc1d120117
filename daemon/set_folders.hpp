// Which folders tell when a set changes.
//
// Not only those that the files lie in: a link on the way may be turned to another folder
// (`ln -sfn`, the `..data` of Kubernetes), and any folder on the way may be moved aside and
// replaced, the manager's own included. So every step from the root to a file is followed, and each
// folder on the way is watched for the one name that leads on.
#pragma once

#include <map>
#include <set>
#include <string>

namespace vesper {

/// What matters in one folder.
struct WatchedNames {
    std::set<std::string> names;  // by name
    bool texts = false;           // and whatever a set is read from: all but hidden files
    bool files = false;           // a file of the set lies here: its writing is of interest

    bool matters(const std::string& name) const;
};

/// With more folders than this not all are named.
inline constexpr std::size_t watched_folders_max = 5000;

/// By path. As much as can be seen at the moment: a folder that is missing is waited for in the
/// one that it is missing from.
using WatchedFolders = std::map<std::string, WatchedNames>;
WatchedFolders folders_to_watch(const std::string& manager_dir, const std::string& library_dir);

}  // namespace vesper
