#include "daemon/set_files.hpp"

#include "daemon/descriptor.hpp"
#include "daemon/digest.hpp"
#include "daemon/os_words.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>

namespace vesper {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t text_bytes_max = 1u << 20;  // rules/ says the same of a text
// Of anything: a link to somebody's home must not hold up the house.
constexpr std::size_t entries_max = 10 * set_files_max;

Source without_text(const std::string& name, const Words& problem, const Words& mend = {}) {
    return {name, "", problem, mend};
}

/// Why a file that is there, or was, gives no text.
Source not_read(const std::string& name, const fs::path& path, int error) {
    std::error_code no_link;
    const fs::path target = fs::read_symlink(path, no_link);
    if (error == ELOOP) return without_text(name, say("this is a link that leads in a circle"));
    if (error == ENOENT && !no_link)
        return without_text(name, say("this is a link to {}, which is not there", target.string()),
                            say("mend the link or remove it"));
    if (error == ENXIO) return without_text(name, say("this is a socket, not a file"));
    if (error == EACCES)
        return without_text(name, say("this file may not be read"),
                            as_written("chmod a+r " + path.string()));
    return without_text(name, say("this file cannot be read: {}", say_error(error)));
}

std::string in_mib(std::int64_t bytes) {
    return std::to_string((bytes + (1 << 20) - 1) >> 20) + " MiB";
}

/// Opened so that a pipe with nobody at its other end does not hold up the house.
Source read_source(const std::string& name, const fs::path& path) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
    if (file.number < 0) return not_read(name, path, errno);
    struct stat status {};
    if (::fstat(file.number, &status) != 0) return not_read(name, path, errno);
    if (S_ISFIFO(status.st_mode)) return without_text(name, say("this is a pipe, not a file"));
    if (!S_ISREG(status.st_mode)) return without_text(name, say("this is a device, not a file"));
    if (status.st_size > static_cast<off_t>(text_bytes_max))
        return without_text(name,
                            say("this file has {}; one has at most 1 MiB", in_mib(status.st_size)),
                            say("is it the right file?"));
    Source source{name, ""};
    char buffer[65536];
    for (;;) {
        const ssize_t got = ::read(file.number, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return not_read(name, path, errno);
        if (got == 0 || source.text.size() > text_bytes_max) return source;
        source.text.append(buffer, static_cast<std::size_t>(got));
    }
}

using Place = std::pair<dev_t, ino_t>;

/// The files of a set by their relative names, as far as the limits allow; the manager's replace
/// the library's.
class Gathering {
public:
    struct Found {
        fs::path path;
        Source instead{};  // with its problem, where the path cannot be read as a file
        bool own = false;
    };

    /// Files below `base`/`group` with this ending. A folder that is not there has none.
    void gather(const fs::path& base, const std::string& group, const std::string& ending,
                bool own) {
        ending_ = ending;
        own_ = own;
        above_.clear();
        struct stat status {};
        if (::stat(base.c_str(), &status) == 0) above_.push_back({status.st_dev, status.st_ino});
        std::error_code error;
        if (fs::status(base / group, error).type() == fs::file_type::not_found) return;
        if (own) folders_.insert(group + '/');
        walk(base / group, group);
    }

    const std::map<std::string, Found>& found() const { return found_; }
    bool too_many() const { return full_; }
    std::set<std::string> own() const {
        std::set<std::string> names = folders_;
        for (const auto& [name, file] : found_)
            if (file.own) names.insert(name);
        return names;
    }

private:
    void note(const std::string& name, const Words& problem, const Words& mend = {}) {
        found_[name] = {{}, without_text(name, problem, mend), own_};
    }

    void walk(const fs::path& folder, const std::string& name) {
        struct stat status {};
        if (::stat(folder.c_str(), &status) != 0) return cannot_read(name, errno);
        if (!S_ISDIR(status.st_mode)) return note(name, say("this is not a folder"));
        const Place here{status.st_dev, status.st_ino};
        if (std::find(above_.begin(), above_.end(), here) != above_.end())
            return note(name, say("this folder leads back to one it lies in"),
                        say("remove the link"));
        if (above_.size() > set_depth_max + 1)  // the set's own folder and rules/ count among them
            return note(name, say("this folder lies too deep"),
                        say("at most {} folders in one another", set_depth_max));
        above_.push_back(here);
        std::error_code error;
        fs::directory_iterator entries{folder, error};
        for (; !error && !full_ && entries != fs::directory_iterator{}; entries.increment(error))
            look_at(entries->path(), name + '/' + entries->path().filename().string());
        above_.pop_back();
        // Half a set must not pass for the whole, it would withdraw letters.
        if (error) cannot_read(name, error.value());
    }

    void look_at(const fs::path& path, const std::string& name) {
        full_ = full_ || ++looked_at_ > entries_max;
        if (passed_over(path.filename().string()) || full_) return;
        std::error_code not_there;  // a link to nowhere is no folder; reading it says more
        const bool fits = path.extension() == ending_;
        if (fs::is_directory(path, not_there)) {
            if (fits) note(name, say("this is a folder, not a file"));
            walk(path, name);
        } else if (fits) {
            found_[name] = {path, {}, own_};
        }
        full_ = full_ || found_.size() > set_files_max;
    }

    void cannot_read(const std::string& name, int error) {
        if (error == EACCES)
            note(name, say("this folder may not be read"), say("{} lets it be read", "chmod a+rx"));
        else
            note(name, say("this folder cannot be read: {}", say_error(error)));
    }

    std::map<std::string, Found> found_;
    std::set<std::string> folders_;
    std::vector<Place> above_;  // the folders that lead here
    std::string ending_;
    bool own_ = false;
    std::size_t looked_at_ = 0;
    bool full_ = false;
};

/// The texts of what was found, until they are too much together.
class Reading {
public:
    Source read(const std::string& name, const Gathering::Found& file) {
        if (!file.instead.problem.empty()) return file.instead;
        if (too_much()) return {name, ""};
        Source source = read_source(name, file.path);
        bytes_ += source.text.size();
        return source;
    }
    bool too_much() const { return bytes_ > set_bytes_max; }

private:
    std::size_t bytes_ = 0;
};

/// A folder full of something else: said in one line instead of a line for each file.
Source not_a_set(const std::string& folder, bool too_many) {
    return without_text(folder,
                        too_many ? say("there are more than {} files", set_files_max)
                                 : say("there are more than {} of rules, messages and calendars",
                                       in_mib(set_bytes_max)),
                        say("is this the right folder?"));
}

void read_calendars(Gathering& library, Gathering& manager, Reading& reading,
                    std::vector<Source>& calendars) {
    for (const Gathering* gathering : {&library, &manager}) {
        for (const auto& [name, file] : gathering->found()) {
            std::erase_if(calendars, [&, &own = name](const Source& it) { return it.name == own; });
            calendars.push_back(reading.read(name, file));
        }
    }
}

Source read_shop(const std::string& manager_dir, Reading& reading) {
    const fs::path path = fs::path{manager_dir} / "shop.toml";
    std::error_code error;
    if (fs::status(manager_dir, error).type() == fs::file_type::not_found)
        return without_text("shop.toml", say("there is no folder {}", manager_dir),
                            say("vesper init {} makes it from the shipped rules", manager_dir));
    if (fs::symlink_status(path, error).type() == fs::file_type::not_found)
        return without_text(
            "shop.toml", say("there is no such file in {}", manager_dir),
            say("vesper init {} adds what is missing and keeps what is there", manager_dir));
    if (fs::is_directory(path, error))
        return without_text("shop.toml", say("this is a folder, not a file"));
    return reading.read("shop.toml", {path, {}, true});
}

}  // namespace

bool passed_over(const std::string& name) {
    return name.empty() || name.front() == '.' || name.front() == '#' || name.back() == '~';
}

std::vector<Source> read_calendars(const std::string& manager_dir, const std::string& library_dir) {
    Gathering library;
    Gathering manager;
    Reading reading;
    std::vector<Source> calendars;
    if (!library_dir.empty()) library.gather(library_dir, "calendars", ".toml", false);
    manager.gather(manager_dir, "calendars", ".toml", true);
    read_calendars(library, manager, reading, calendars);
    if (manager.too_many() || reading.too_much())
        calendars = {not_a_set(manager_dir, manager.too_many())};
    return calendars;
}

SetSources read_set(const std::string& manager_dir, const std::string& library_dir) {
    SetSources sources;
    Reading reading;
    sources.shop = read_shop(manager_dir, reading);
    Gathering texts;
    Gathering library;  // calendars count in another order
    Gathering manager;
    for (const bool own : {false, true}) {
        const std::string& dir = own ? manager_dir : library_dir;
        if (dir.empty()) continue;
        texts.gather(dir, "rules", ".toml", own);
        texts.gather(dir, "messages", ".md", own);
        (own ? manager : library).gather(dir, "calendars", ".toml", own);
    }
    for (const auto& [name, file] : texts.found()) {
        auto& list = name.starts_with("messages") ? sources.messages : sources.rules;
        list.push_back(reading.read(name, file));
    }
    read_calendars(library, manager, reading, sources.calendars);
    const bool too_many = texts.too_many() || manager.too_many();
    if (too_many || reading.too_much()) {
        sources.rules = {not_a_set(manager_dir, too_many)};
        sources.messages.clear();
        sources.calendars.clear();
    }
    sources.own = texts.own();
    sources.own.merge(manager.own());
    return sources;
}

std::string digest_of(const SetSources& sources) {
    std::string all;
    const auto add = [&](const Source& source) {
        const std::string problem = in_english(source.problem);
        for (const std::string* part : {&source.name, &source.text, &problem})
            all += std::to_string(part->size()) + ' ' + *part;
    };
    add(sources.shop);
    for (const auto* list : {&sources.rules, &sources.messages, &sources.calendars}) {
        all += '\n';
        for (const Source& source : *list) add(source);
    }
    for (const std::string& name : sources.own) all += '\n' + name;
    return sha256_hex(all);
}

}  // namespace vesper
