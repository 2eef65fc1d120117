#include "daemon/files.hpp"

#include "daemon/descriptor.hpp"
#include "daemon/os_words.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace vesper {

namespace fs = std::filesystem;

namespace {

Error cannot_read(const std::string& path, int error) {
    return fail(say("cannot read {}: {}", path, say_error(error)));
}

Error cannot_write(const std::string& path, int error) {
    return fail(say("cannot write {}: {}", path, say_error(error)));
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.number < 0) return cannot_read(path, errno);
    std::string text;
    char buffer[65536];
    for (;;) {
        const ssize_t got = ::read(file.number, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot_read(path, errno);
        if (got == 0) return text;
        text.append(buffer, static_cast<std::size_t>(got));
        if (text.size() > bytes_max) {
            return fail(say("{} is larger than {} bytes", path, bytes_max));
        }
    }
}

Result<bool> replace_file(const std::string& path, const std::string& text) {
    const std::string aside = path + ".part";
    const fs::path folder = fs::path{path}.has_parent_path() ? fs::path{path}.parent_path() : ".";
    {
        const Descriptor file{
            ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)};
        if (file.number < 0) return cannot_write(aside, errno);
        if (!write_all(file, text) || ::fsync(file.number) != 0) {
            const int error = errno;
            ::unlink(aside.c_str());
            return cannot_write(aside, error);
        }
    }
    if (::rename(aside.c_str(), path.c_str()) != 0)
        return fail(say("cannot replace {}: {}", path, say_error(errno)));
    if (!sync_folder(folder)) {
        return fail(say("cannot sync {}: {}", folder.string(), say_error(errno)));
    }
    return true;
}

}  // namespace vesper
