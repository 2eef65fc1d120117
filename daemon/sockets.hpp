// The two listening sockets: handed over by systemd, or made here.
#pragma once

#include "daemon/config.hpp"
#include "daemon/descriptor.hpp"

#include <string>
#include <vector>

namespace vesper {

class Sockets {
public:
    /// From systemd by name ("read", "admin"); what it does not hand over is made with mode 0660.
    /// A stale socket file is replaced, one that answers is not. Throws std::runtime_error.
    explicit Sockets(const Config& config);
    /// Closes what was not released and removes the files that were made here.
    ~Sockets();
    Sockets(const Sockets&) = delete;
    Sockets& operator=(const Sockets&) = delete;

    /// The descriptor becomes the caller's.
    int release_read();
    int release_admin();

private:
    void take_from_systemd();
    int make(const std::string& path);

    Descriptor read_{-1};
    Descriptor admin_{-1};
    std::vector<std::string> made_;
};

}  // namespace vesper
