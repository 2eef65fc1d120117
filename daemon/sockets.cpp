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
    const Descriptor probe{new_socket(path)};
    const auto* there = reinterpret_cast<const sockaddr*>(&address);
    const int failed = connect(probe.number, there, sizeof address) == 0 ? 0 : errno;
    if (failed == ENOENT) return;
    if (failed != ECONNREFUSED)
        throw std::runtime_error("another program answers at " + path + "; is vesperd running?");
    if (unlink(path.c_str()) != 0) cannot("replace", path);
}

}  // namespace

Sockets::Sockets(const Config& config) {
    take_from_systemd();
    if (read_.number < 0) read_.number = make(config.read_socket);
    if (admin_.number < 0) admin_.number = make(config.admin_socket);
}

Sockets::~Sockets() {
    for (const std::string& path : made_) unlink(path.c_str());
}

int Sockets::release_read() {
    return read_.release();
}

int Sockets::release_admin() {
    return admin_.release();
}

void Sockets::take_from_systemd() {
    char** names = nullptr;
    const int count = sd_listen_fds_with_names(1, &names);
    for (int i = 0; i < count; ++i) {
        const int descriptor = SD_LISTEN_FDS_START + i;
        const std::string name = names[i];
        if (name == "read" && read_.number < 0)
            read_.number = descriptor;
        else if (name == "admin" && admin_.number < 0)
            admin_.number = descriptor;
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
    Descriptor made{new_socket(path)};
    // Nobody may connect between bind and chmod, whatever the umask is.
    const mode_t before = umask(0177);
    const auto* here = reinterpret_cast<const sockaddr*>(&address);
    const int bound = bind(made.number, here, sizeof address);
    umask(before);  // always succeeds, so errno is bind's
    if (bound != 0) cannot("bind", path);
    made_.push_back(path);
    if (chmod(path.c_str(), 0660) != 0 || ::listen(made.number, backlog) != 0) cannot("open", path);
    return made.release();
}

}  // namespace vesper
