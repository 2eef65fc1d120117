#include "daemon/cli/state_copy.hpp"

#include "daemon/descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

namespace vesper::cli {

namespace {

constexpr std::size_t piece_bytes = 1u << 20;
constexpr std::array ending_signals{SIGINT, SIGTERM, SIGHUP};

// What a signal's handler removes; it may call unlink, rmdir and sigaction, and little else
// (signal-safety(7)).
char folder_at_end[4096] = "";
char names_at_end[3][4096] = {"", "", ""};
constexpr std::array beside{"", "-wal", "-journal"};  // SQLite's own
struct sigaction before[ending_signals.size()];

void remove_names() {
    for (const char* name : names_at_end) unlink(name);
    rmdir(folder_at_end);
}

extern "C" void remove_and_end(int signal) {
    remove_names();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

/// What ignores a signal, being started by nohup or in the background, goes on ignoring it.
void expect_signals(const std::string& folder, const std::string& path) {
    std::snprintf(folder_at_end, sizeof folder_at_end, "%s", folder.c_str());
    for (std::size_t i = 0; i < beside.size(); ++i)
        std::snprintf(names_at_end[i], sizeof names_at_end[i], "%s%s", path.c_str(), beside[i]);
    struct sigaction action {};
    action.sa_handler = remove_and_end;
    for (std::size_t i = 0; i < ending_signals.size(); ++i) {
        sigaction(ending_signals[i], nullptr, &before[i]);
        if (before[i].sa_handler != SIG_IGN) sigaction(ending_signals[i], &action, nullptr);
    }
}

void expect_no_more_signals() {
    for (std::size_t i = 0; i < ending_signals.size(); ++i)
        sigaction(ending_signals[i], &before[i], nullptr);
}

Failure no_room(const std::string& path) {
    const int why = errno;
    return {Exit::no, "cannot write a copy to " + path + ": " + std::strerror(why),
            "TMPDIR names another folder for it"};
}

/// The file of the copy, open to be written.
class Target {
public:
    explicit Target(const std::string& path)
        : path_(path),
          file_(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
        if (file_.number < 0) throw no_room(path_);
    }

    void add(std::string_view bytes) {
        if (!write_all(file_, bytes)) throw no_room(path_);
    }

private:
    std::string path_;
    Descriptor file_;
};

void copy_file(const std::string& from, Target& target) {
    const Descriptor file{open(from.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.number < 0)
        throw Failure(Exit::usage, "cannot read " + from + ": " + std::strerror(errno),
                      "vesper backup FILE makes one");
    std::vector<char> piece(piece_bytes);
    ssize_t got = 0;
    while ((got = read(file.number, piece.data(), piece.size())) > 0)
        target.add({piece.data(), static_cast<std::size_t>(got)});
    if (got < 0) throw Failure(Exit::no, "cannot read " + from + ": " + std::strerror(errno));
}

}  // namespace

StateCopy::StateCopy(Session& session, const std::string& file) {
    std::string pattern = (std::filesystem::temp_directory_path() / "vesper-plan-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw no_room(pattern);  // mode 0700
    folder_ = pattern;
    path_ = folder_ + "/state.db";
    expect_signals(folder_, path_);
    try {
        Target target{path_};
        if (file.empty())
            session.changer().stream("/v1/backup", [&](std::string_view piece) {
                target.add(piece);
                return true;
            });
        else
            copy_file(file, target);
    } catch (...) {
        remove_name();
        expect_no_more_signals();
        throw;
    }
}

StateCopy::~StateCopy() {
    remove_name();
    expect_no_more_signals();
}

void StateCopy::remove_name() {
    remove_names();
}

}  // namespace vesper::cli
