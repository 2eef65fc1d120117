#include "daemon/folder_watch.hpp"

#include "daemon/os_words.hpp"

#include <sys/inotify.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <set>

namespace vesper {

namespace {

constexpr std::uint32_t names_change = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                       IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR |
                                       IN_EXCL_UNLINK;
constexpr std::uint32_t files_change = IN_MODIFY | IN_CLOSE_WRITE;

Words why_not(int error) {
    if (error == ENOSPC)
        return say("no more folders can be watched; raise fs.inotify.max_user_watches (sysctl)");
    if (error == EMFILE)
        return say("no more inotify instances; raise fs.inotify.max_user_instances (sysctl)");
    return say("folders cannot be watched: {}", say_error(error));
}

bool is_text(const std::string& name) {
    return name.ends_with(".toml") || name.ends_with(".md");
}

/// Made by open(2), which will be followed by a close; links are made at once and whole.
bool is_new_file(const std::string& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 1 &&
           status.st_size == 0;
}

}  // namespace

FolderWatch::FolderWatch() : inotify_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    if (inotify_.number < 0) problem_ = why_not(errno);
}

void FolderWatch::follow(const WatchedFolders& folders) {
    if (inotify_.number < 0) return;
    problem_ = {};
    std::map<int, Folder> followed;
    for (const auto& [path, names] : folders) {
        const std::uint32_t mask = names_change | (names.files ? files_change : 0);
        const int watch = inotify_add_watch(inotify_.number, path.c_str(), mask | IN_MASK_ADD);
        if (watch >= 0) {
            // One folder may be reached in two ways.
            Folder& folder = followed[watch];
            folder.path = path;
            folder.names.names.insert(names.names.begin(), names.names.end());
            folder.names.texts = folder.names.texts || names.texts;
        } else if (errno == ENOSPC || errno == ENOMEM) {
            problem_ = why_not(errno);
        }
    }
    if (folders.size() > watched_folders_max)  // the others were not even looked for
        problem_ = say("there are more than {} folders", watched_folders_max);
    for (const auto& [watch, folder] : folders_)
        if (followed.count(watch) == 0) inotify_rm_watch(inotify_.number, watch);
    folders_ = std::move(followed);
    std::erase_if(writing_,
                  [&](const auto& file) { return folders_.count(file.first.first) == 0; });
}

bool FolderWatch::changed(Moment now) {
    bool matters = false;
    alignas(inotify_event) char buffer[65536];
    for (;;) {
        const ssize_t got = ::read(inotify_.number, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return matters;
        for (const char* at = buffer; at < buffer + got;) {
            inotify_event event;
            std::memcpy(&event, at, sizeof event);
            const std::string name = event.len > 0 ? at + sizeof event : "";
            matters = note(event.wd, event.mask, name, now) || matters;
            at += sizeof event + event.len;
        }
    }
}

/// Whether it matters.
bool FolderWatch::note(int watch, std::uint32_t what, const std::string& name, Moment now) {
    if ((what & IN_Q_OVERFLOW) != 0) {  // some were lost, closes among them
        writing_.clear();
        return true;
    }
    const auto folder = folders_.find(watch);
    if (folder == folders_.end()) return false;
    if ((what & (IN_DELETE_SELF | IN_MOVE_SELF)) != 0) return true;
    if ((what & (IN_IGNORED | IN_UNMOUNT)) != 0) {
        folders_.erase(folder);
        return true;
    }
    if (!folder->second.names.matters(name)) return false;
    note_writing({watch, name}, folder->second, what, now);
    return true;
}

void FolderWatch::note_writing(const File& file, const Folder& folder, std::uint32_t what,
                               Moment now) {
    if (!is_text(file.second)) return;
    if ((what & (IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE)) != 0)
        writing_.erase(file);
    else if ((what & IN_MODIFY) != 0 ||
             ((what & IN_CREATE) != 0 && is_new_file(folder.path + '/' + file.second)))
        writing_[file] = now;
}

bool FolderWatch::being_written(Moment now) const {
    for (const auto& [file, since] : writing_)
        if (now - since < writers_patience) return true;
    return false;
}

}  // namespace vesper
