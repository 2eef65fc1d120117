#include "daemon/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>

namespace vesper {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t text_bytes_max = 1u
                                       << 20;  // a rule file or message of a megabyte is a mistake

std::string because(const std::string& what, const std::string& path, int error) {
    return "cannot " + what + " " + path + ": " + std::strerror(error);
}

/// A file descriptor that closes itself.
struct Descriptor {
    int number = -1;
    explicit Descriptor(int opened) : number(opened) {}
    ~Descriptor() {
        if (number >= 0) ::close(number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
};

bool passed_over(const std::string& name) {
    return name.empty() || name.front() == '.' || name.front() == '#' || name.back() == '~';
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Files below `folder` with this ending, by their path relative to `base`. A folder that is not
/// there has none.
Result<bool> gather(const fs::path& base, const fs::path& folder, const std::string& ending,
                    std::map<std::string, fs::path>& found) {
    std::error_code error;
    const fs::file_status status = fs::status(base / folder, error);
    if (status.type() == fs::file_type::not_found) return true;
    fs::recursive_directory_iterator entries{
        base / folder, fs::directory_options::follow_directory_symlink, error};
    while (!error && entries != fs::recursive_directory_iterator{}) {
        if (entries.depth() > 4)
            return fail("folders nested too deeply in " + (base / folder).string());
        const fs::path& path = entries->path();
        std::error_code not_there;  // a link to nowhere is no folder; reading it says more
        const bool is_folder = entries->is_directory(not_there);
        if (passed_over(path.filename().string())) {
            if (is_folder) entries.disable_recursion_pending();
        } else if (path.extension() == ending && !is_folder) {
            found[path.lexically_relative(base).generic_string()] = path;
        }
        entries.increment(error);
    }
    // An error ends the walk: half a set must not pass for the whole, it would withdraw letters.
    if (error)
        return fail("cannot read the folder " + (base / folder).string() + ": " + error.message());
    return true;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.number < 0) return fail(because("read", path, errno));
    std::string text;
    char buffer[65536];
    for (;;) {
        const ssize_t got = ::read(file.number, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(because("read", path, errno));
        if (got == 0) return text;
        text.append(buffer, static_cast<std::size_t>(got));
        if (text.size() > bytes_max) {
            return fail(path + " is larger than " + std::to_string(bytes_max) + " bytes");
        }
    }
}

Result<bool> replace_file(const std::string& path, const std::string& text) {
    const std::string aside = path + ".part";
    const fs::path folder = fs::path{path}.has_parent_path() ? fs::path{path}.parent_path() : ".";
    {
        const Descriptor file{
            ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)};
        if (file.number < 0) return fail(because("write", aside, errno));
        if (!write_all(file.number, text) || ::fsync(file.number) != 0) {
            const int error = errno;
            ::unlink(aside.c_str());
            return fail(because("write", aside, error));
        }
    }
    if (::rename(aside.c_str(), path.c_str()) != 0) return fail(because("replace", path, errno));
    const Descriptor parent{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (parent.number < 0 || ::fsync(parent.number) != 0) {
        return fail(because("sync", folder.string(), errno));
    }
    return true;
}

Result<std::vector<Source>> read_calendars(const std::string& manager_dir,
                                           const std::string& library_dir) {
    std::vector<Source> calendars;
    for (const std::string& dir : {library_dir, manager_dir}) {
        if (dir.empty()) continue;
        std::map<std::string, fs::path> files;
        if (auto done = gather(dir, "calendars", ".toml", files); !done) return done.error();
        for (const auto& [name, path] : files) {
            auto text = read_file(path.string(), text_bytes_max);
            if (!text) return text.error();
            std::erase_if(calendars, [&](const Source& it) { return it.name == name; });
            calendars.push_back({name, *std::move(text)});
        }
    }
    return calendars;
}

Result<SetSources> read_set(const std::string& manager_dir, const std::string& library_dir) {
    std::map<std::string, fs::path>
        files;  // by relative name: the manager's override the library's
    for (const std::string& dir : {library_dir, manager_dir}) {
        if (dir.empty()) continue;
        if (auto done = gather(dir, "rules", ".toml", files); !done) return done.error();
        if (auto done = gather(dir, "messages", ".md", files); !done) return done.error();
    }
    SetSources sources;
    auto calendars = read_calendars(manager_dir, library_dir);
    if (!calendars) return calendars.error();
    sources.calendars = *std::move(calendars);
    sources.shop.name = "shop.toml";
    const std::string shop = (fs::path{manager_dir} / "shop.toml").string();
    auto shop_text = read_file(shop, text_bytes_max);
    if (!shop_text) return shop_text.error();
    sources.shop.text = *std::move(shop_text);
    for (const auto& [name, path] : files) {
        auto text = read_file(path.string(), text_bytes_max);
        if (!text) return text.error();
        auto& list = name.starts_with("rules/") ? sources.rules : sources.messages;
        list.push_back({name, *std::move(text)});
    }
    return sources;
}

}  // namespace vesper
