#include "daemon/control/backup_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace vesper {

namespace {

/// A mebibyte with SQLite's usual page: about a millisecond, so that no turn waits for a backup.
constexpr int pages_per_step = 256;
/// Giving them back takes the file system a few milliseconds.
constexpr std::uint64_t bytes_per_shrinking = 4u << 20;

std::string prefix_of(const std::string& database) {
    return database + ".copy-";
}

[[noreturn]] void cannot_read(const std::string& path) {
    throw StoreUnwritable("cannot read the copy " + path + ": " + std::strerror(errno));
}

}  // namespace

BackupFile::BackupFile(Store& store, const std::string& database)
    : path_(prefix_of(database) + std::to_string(getpid())) {
    unlink(path_.c_str());
    try {
        backup_ = store.begin_backup(path_);
    } catch (...) {
        unlink(path_.c_str());
        throw;
    }
}

BackupFile::~BackupFile() {
    backup_.reset();
    if (descriptor_ >= 0)
        close(descriptor_);
    else
        unlink(path_.c_str());
}

bool BackupFile::step() {
    if (!backup_->step(pages_per_step)) return false;
    backup_.reset();
    descriptor_ = open(path_.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor_ < 0) cannot_read(path_);
    unlink(path_.c_str());
    struct stat status {};
    if (fstat(descriptor_, &status) != 0) cannot_read(path_);
    bytes_ = static_cast<std::uint64_t>(status.st_size);
    return true;
}

std::size_t BackupFile::read(std::vector<char>& buffer) {
    const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
    if (got < 0) cannot_read(path_);
    return static_cast<std::size_t>(got);
}

bool BackupFile::shrink() {
    if (descriptor_ < 0 || bytes_ == 0) return false;
    bytes_ -= std::min(bytes_, bytes_per_shrinking);
    return ftruncate(descriptor_, static_cast<off_t>(bytes_)) == 0;
}

void remove_stale_backups(const std::string& database) {
    const std::filesystem::path prefix{prefix_of(database)};
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(prefix.parent_path(), error))
        if (entry.path().filename().string().starts_with(prefix.filename().string()))
            std::filesystem::remove(entry.path(), error);
}

}  // namespace vesper
