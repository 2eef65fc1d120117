// A private copy of the daemon's store, for as long as a command looks at it.
//
// It holds buyers' addresses: nobody else may read it, and it is gone when the command is, however
// that ends.
#pragma once

#include "daemon/cli/session.hpp"

#include <string>

namespace vesper::cli {

class StateCopy {
public:
    /// From the running daemon, by its admin socket; or of `file`, which stays as it is. Failure if
    /// there is no room for it in the folder for temporary files.
    StateCopy(Session& session, const std::string& file);
    ~StateCopy();
    StateCopy(const StateCopy&) = delete;
    StateCopy& operator=(const StateCopy&) = delete;

    const std::string& path() const { return path_; }
    /// Takes its name away once it is open: it ends with the process, even one that is killed.
    void remove_name();

private:
    std::string folder_;
    std::string path_;
};

}  // namespace vesper::cli
