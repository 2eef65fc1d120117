// A consistent copy of the store on its way to whoever asked for it: made beside the database,
// nameless as soon as it is complete, gone when it has been read or the process dies.
#pragma once

#include "daemon/store/store.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace vesper {

class BackupFile {
public:
    /// Throws StoreUnwritable if the copy cannot be begun.
    BackupFile(Store& store, const std::string& database);
    ~BackupFile();
    BackupFile(const BackupFile&) = delete;
    BackupFile& operator=(const BackupFile&) = delete;

    /// Copies a little; true when the copy is complete and may be read. Never inside a commit.
    bool step();
    std::uint64_t bytes() const { return bytes_; }
    /// The next bytes of the copy into `buffer`; 0 at its end. Throws StoreUnwritable.
    std::size_t read(std::vector<char>& buffer);
    /// Gives a little of the copy, no longer needed, back to the disk; false when nothing is left.
    /// A large file that goes all at once takes the file system half a second.
    bool shrink();

private:
    std::string path_;
    std::unique_ptr<Store::Backup> backup_;
    int descriptor_ = -1;
    std::uint64_t bytes_ = 0;
};

/// Copies that a killed process left beside `database`.
void remove_stale_backups(const std::string& database);

}  // namespace vesper
