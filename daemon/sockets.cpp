#include "daemon/sockets.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace vesper {

namespace {

constexpr int backlog = 512;

[[noreturn]] void cannot(const std::string& what, const std::string& path) {
    throw std::runtime_error("cannot " + what + " the socket " + path + ": " +
                             std::strerror(errno));
}

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        cannot("name", path);
    }
    path.copy(address.sun_path, path.size());
    return address;
}

int new_socket(const std::string& path) {
    const int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) cannot("make", path);
    return descriptor;
}

/// A file nobody answers at is left over from a process that died.
void remove_if_stale(const std::string& path, const sockaddr_un& address) {
    const int probe = new_socket(path);
    const int failed =
        connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? 0
                                                                                         : errno;
    close(probe);
    if (failed == ENOENT) return;
    if (failed != ECONNREFUSED)
        throw std::runtime_error("another program answers at " + path + "; is vesperd running?");
    if (unlink(path.c_str()) != 0) cannot("replace", path);
}

}  // namespace

Sockets::Sockets(const Config& config) {
    take_from_systemd();
    if (read_ < 0) read_ = make(config.read_socket);
    if (admin_ < 0) admin_ = make(config.admin_socket);
}

Sockets::~Sockets() {
    for (const int descriptor : {read_, admin_})
        if (descriptor >= 0) close(descriptor);
    for (const std::string& path : made_) unlink(path.c_str());
}

int Sockets::release_read() {
    return std::exchange(read_, -1);
}

int Sockets::release_admin() {
    return std::exchange(admin_, -1);
}

void Sockets::take_from_systemd() {
    char** names = nullptr;
    const int count = sd_listen_fds_with_names(1, &names);
    for (int i = 0; i < count; ++i) {
        const int descriptor = SD_LISTEN_FDS_START + i;
        const std::string name = names[i];
        if (name == "read" && read_ < 0)
            read_ = descriptor;
        else if (name == "admin" && admin_ < 0)
            admin_ = descriptor;
        else
            close(descriptor);  // not ours: a peer there would wait for ever
        std::free(names[i]);
    }
    std::free(names);
}

int Sockets::make(const std::string& path) {
    const sockaddr_un address = address_of(path);
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path{path}.parent_path(), ignored);
    remove_if_stale(path, address);
    const int descriptor = new_socket(path);
    // Nobody may connect between bind and chmod, whatever the umask is.
    const mode_t before = umask(0177);
    const int bound = bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int failed = errno;
    umask(before);
    if (bound != 0) {
        close(descriptor);
        errno = failed;
        cannot("bind", path);
    }
    made_.push_back(path);
    if (chmod(path.c_str(), 0660) != 0 || ::listen(descriptor, backlog) != 0) {
        close(descriptor);
        cannot("open", path);
    }
    return descriptor;
}

}  // namespace vesper
