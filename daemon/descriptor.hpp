// A file descriptor that closes itself, and what every writer of files does with one.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <utility>

namespace vesper {

struct Descriptor {
    int number = -1;
    explicit Descriptor(int opened) : number(opened) {}
    /// Leaves errno to whoever still has to say what went wrong.
    ~Descriptor() {
        const int before = errno;
        if (number >= 0) ::close(number);
        errno = before;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    /// It becomes the caller's.
    int release() { return std::exchange(number, -1); }
};

/// All of it, in however many pieces; false with errno set.
inline bool write_all(const Descriptor& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Puts the names in a folder on disk; false with errno set.
inline bool sync_folder(const std::string& path) {
    const Descriptor folder{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return folder.number >= 0 && ::fsync(folder.number) == 0;
}

}  // namespace vesper
