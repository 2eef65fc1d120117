#include "daemon/delivery/maildir.hpp"

#include "daemon/delivery/letter.hpp"
#include "daemon/descriptor.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <utility>

namespace vesper {

namespace {

constexpr std::string_view name_ends = ".vesper";

std::string name_of(const std::string& key) {
    return job_digits(key, "maildir").append(name_ends);
}

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

/// Calls `look` with each name until it answers true; whether it did.
template <class Look>
bool any_name(const std::string& path, Look look) {
    const Folder folder{::opendir(path.c_str())};
    if (!folder) return false;
    while (const dirent* entry = ::readdir(folder.get())) {
        if (look(std::string_view(entry->d_name))) return true;
    }
    return false;
}

std::string because(const std::string& what, const std::string& path) {
    return "cannot " + what + " " + path + ": " + std::strerror(errno);
}

/// The group writes too: a mail program moves what it has seen from new/ to cur/.
void make_folder(const std::string& path) {
    if (::mkdir(path.c_str(), 0770) != 0 && errno != EEXIST)
        throw std::runtime_error(because("make the outbox", path));
}

class Maildir : public Channel {
public:
    explicit Maildir(const std::string& path) : path_(path) {
        std::error_code ignored;  // make_folder says what is wrong
        std::filesystem::create_directories(path_, ignored);
        make_folder(path_);
        for (const char* part : {"/tmp", "/new", "/cur"}) make_folder(path_ + part);
    }

    void deliver(Parcel parcel, Done done) override {
        // Not sooner: until it has a letter a daemon may be a second one, about to be told so, and
        // what lies here is the first one's.
        if (!std::exchange(cleared_, true)) clear_tmp();
        const std::string name = name_of(parcel.key);
        done(accepted(name) ? Outcome{Delivered{"is in the outbox already"}}
                            : put(name, parcel.bytes));
    }

    /// Reads only the folder, so that any thread may ask.
    Asked ask(const std::string& key) const override {
        return accepted(name_of(key)) ? Asked::accepted : Asked::not_accepted;
    }

private:
    /// A letter moves from new/ to cur/ and never back, so looking in this order misses none.
    bool accepted(const std::string& name) const {
        if (::access((path_ + "/new/" + name).c_str(), F_OK) == 0) return true;
        return any_name(path_ + "/cur", [&](std::string_view seen) {
            // Mail programs append ":2,FLAGS", Dovecot ",S=SIZE" before it.
            return seen.substr(0, name.size()) == name &&
                   (seen.size() == name.size() || seen[name.size()] == ':' ||
                    seen[name.size()] == ',');
        });
    }

    Outcome put(const std::string& name, std::string_view bytes) const {
        const std::string written = path_ + "/tmp/" + name;
        const std::string visible = path_ + "/new/" + name;
        if (!write_aside(written, bytes)) {
            const Deferred deferred{because("write", written), std::nullopt, true};
            ::unlink(written.c_str());
            return deferred;
        }
        const bool linked = ::link(written.c_str(), visible.c_str()) == 0;
        const Deferred deferred{linked ? "" : because("write", visible), std::nullopt, true};
        ::unlink(written.c_str());
        if (!linked) return deferred;
        // From here on the letter can be seen, and a power cut may take it back.
        if (!sync_folder(path_ + "/new")) return Unknown{because("sync", path_ + "/new")};
        return Delivered{"in the outbox as new/" + name};
    }

    /// Leaves a file in tmp/ that is whole and on disk, or says no with errno set.
    static bool write_aside(const std::string& path, std::string_view bytes) {
        const Descriptor file{
            ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0640)};
        return file.number >= 0 && write_all(file, bytes) && ::fsync(file.number) == 0;
    }

    /// What a killed write left behind. Only our own names: other programs may deliver here, too.
    void clear_tmp() const {
        any_name(path_ + "/tmp", [&](std::string_view name) {
            if (name.size() > name_ends.size() && name.ends_with(name_ends))
                ::unlink((path_ + "/tmp/" + std::string(name)).c_str());
            return false;
        });
    }

    std::string path_;
    bool cleared_ = false;
};

}  // namespace

std::unique_ptr<Channel> make_maildir(const ChannelConfig& config) {
    return std::make_unique<Maildir>(config.path);
}

}  // namespace vesper
