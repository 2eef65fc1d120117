#include "daemon/set_folders.hpp"

#include "daemon/set_files.hpp"

#include <deque>
#include <filesystem>

namespace vesper {

namespace fs = std::filesystem;

namespace {

constexpr int links_max = 40;  // as many as the kernel follows in one path

class Survey {
public:
    WatchedFolders take(const std::string& manager_dir, const std::string& library_dir) {
        for (const std::string& dir : {manager_dir, library_dir}) {
            if (dir.empty()) continue;
            const fs::path folder = follow(fs::absolute(dir));
            if (dir == manager_dir) {
                follow(folder / "shop.toml");
                folders_[folder.string()].files = true;  // it may be made yet
            }
            for (const char* group : {"rules", "messages", "calendars"})
                survey(follow(folder / group), 0);
        }
        return std::move(folders_);
    }

private:
    /// Notes each step of an absolute path, links included; answers where it leads. A path that
    /// ends early is answered as far as it goes on by name.
    fs::path follow(const fs::path& path) {
        std::deque<fs::path> steps{path.begin(), path.end()};
        fs::path at;
        int links = 0;
        while (!steps.empty()) {
            const fs::path step = steps.front();
            steps.pop_front();
            if (step == "/" || at.empty()) {
                at = "/";
                continue;
            }
            if (step.empty() || step == ".") continue;
            if (step == "..") {
                at = at.parent_path();
                continue;
            }
            std::error_code error;
            const fs::file_status status = fs::symlink_status(at / step, error);
            WatchedNames& here = folders_[at.string()];
            here.names.insert(step.string());
            here.files = here.files || status.type() == fs::file_type::regular;
            if (status.type() != fs::file_type::symlink || ++links > links_max) {
                at /= step;
                continue;
            }
            const fs::path target = fs::read_symlink(at / step, error);
            steps.insert(steps.begin(), target.begin(), target.end());
        }
        return at;
    }

    /// A folder of texts and the folders in it.
    void survey(const fs::path& folder, std::size_t depth) {
        std::error_code error;
        if (depth > set_depth_max || folders_.size() > watched_folders_max ||
            fs::symlink_status(folder, error).type() != fs::file_type::directory ||
            !surveyed_.insert(folder.string()).second)
            return;
        WatchedNames& here = folders_[folder.string()];
        here.texts = here.files = true;
        for (fs::directory_iterator entries{folder, error};
             !error && entries != fs::directory_iterator{}; entries.increment(error)) {
            if (passed_over(entries->path().filename().string())) continue;
            const fs::file_type type = entries->symlink_status(error).type();
            if (type == fs::file_type::directory)
                survey(entries->path(), depth + 1);
            else if (type == fs::file_type::symlink)
                survey(follow(entries->path()), depth + 1);
        }
    }

    WatchedFolders folders_;
    std::set<std::string> surveyed_;
};

}  // namespace

bool WatchedNames::matters(const std::string& name) const {
    return (texts && !passed_over(name)) || names.count(name) != 0;
}

WatchedFolders folders_to_watch(const std::string& manager_dir, const std::string& library_dir) {
    return Survey{}.take(manager_dir, library_dir);
}

}  // namespace vesper
