#include "rules/load.hpp"

#include <algorithm>

namespace vesper {

namespace {

/// How many files, not folders, lie in the folder.
std::ptrdiff_t files_in(const std::set<std::string>& names, const std::string& folder) {
    return std::count_if(names.begin(), names.end(), [&](const std::string& name) {
        return name.starts_with(folder) && !name.ends_with('/');
    });
}

/// One file that says "nothing here" is the manager's word for it; a message cannot say nothing.
Words how_to_confirm(const std::string& folder) {
    if (folder == "messages/")
        return say("if it is meant, put one back, wait until that is live, and delete it");
    return say("if it is meant, put a file {} there with a # and the reason in it",
               folder + "empty.toml");
}

}  // namespace

Diagnostics vanished(const std::set<std::string>& before, const SetSources& now) {
    Diagnostics found;
    for (const std::string folder : {"rules/", "messages/", "calendars/"}) {
        const auto had = files_in(before, folder);
        if (had == 0 || files_in(now.own, folder) > 0) continue;
        const std::string name = folder.substr(0, folder.size() - 1);
        if (now.own.count(folder) == 0)
            found.push_back(
                {Severity::error,
                 name,
                 {},
                 say_count(had, "the folder is gone, and the set that runs has {} file from it",
                           "the folder is gone, and the set that runs has {} files from it"),
                 say("bring it back; {}", how_to_confirm(folder)),
                 {}});
        else if (had > 1)  // the last file that goes is deleted on purpose
            found.push_back(
                {Severity::error,
                 name,
                 {},
                 say_count(had, "the folder is empty, and the set that runs has {} file from it",
                           "the folder is empty, and the set that runs has {} files from it"),
                 say("is its disk mounted? {}", how_to_confirm(folder)),
                 {}});
    }
    return found;
}

}  // namespace vesper
