#include "disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

namespace vesper::store_tests {
namespace {

constexpr std::int64_t sector = 512;
int last_error = 0;

struct OpenFile {
    sqlite3_file base;
    Disk* disk;
    std::string* name;  // owned; a sqlite3_file is raw memory
};

OpenFile& of(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file);
}
Disk::File& contents(sqlite3_file* file) {
    return of(file).disk->files[*of(file).name];
}

int failed(int code, int error) {
    last_error = error;
    return code;
}

void write_into(std::string& bytes, const Disk::Pending& write) {
    const auto offset = static_cast<std::size_t>(write.offset);
    if (write.truncates) {
        bytes.resize(offset);
        return;
    }
    if (bytes.size() < offset + write.bytes.size()) bytes.resize(offset + write.bytes.size());
    bytes.replace(offset, write.bytes.size(), write.bytes);
}

int close_file(sqlite3_file* file) {
    delete of(file).name;
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* into, int count, sqlite3_int64 offset) {
    const std::string& seen = contents(file).seen;
    const auto size = static_cast<sqlite3_int64>(seen.size());
    const auto there = static_cast<std::size_t>(std::clamp<sqlite3_int64>(size - offset, 0, count));
    std::memset(into, 0, static_cast<std::size_t>(count));
    if (there > 0) std::memcpy(into, seen.data() + offset, there);
    return there == static_cast<std::size_t>(count) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
    Disk& disk = *of(file).disk;
    if (disk.operation_fails()) return failed(SQLITE_IOERR_WRITE, EIO);
    if (disk.write_error == ENOSPC) return failed(SQLITE_FULL, ENOSPC);  // as SQLite's own does
    if (disk.write_error != 0) return failed(SQLITE_IOERR_WRITE, disk.write_error);
    disk.before_write(*of(file).name);
    Disk::Pending write{
        offset, {static_cast<const char*>(from), static_cast<std::size_t>(count)}, false};
    write_into(contents(file).seen, write);
    contents(file).pending.push_back(std::move(write));
    return SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    if (of(file).disk->operation_fails()) return failed(SQLITE_IOERR_TRUNCATE, EIO);
    Disk::Pending cut{size, {}, true};
    write_into(contents(file).seen, cut);
    contents(file).pending.push_back(std::move(cut));
    return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int) {
    Disk& disk = *of(file).disk;
    disk.syncs_at.push_back(disk.operations);
    if (disk.operation_fails() || disk.fsync_fails) return failed(SQLITE_IOERR_FSYNC, EIO);
    disk.sync(*of(file).name);
    return SQLITE_OK;
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(contents(file).seen.size());
    return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) {
    return SQLITE_OK;
}
int is_reserved(sqlite3_file*, int* answer) {
    *answer = 0;
    return SQLITE_OK;
}
int sector_size(sqlite3_file*) {
    return static_cast<int>(sector);
}
int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int control_file(sqlite3_file* file, int operation, void* argument) {
    if (operation != SQLITE_FCNTL_PRAGMA) return SQLITE_NOTFOUND;
    char** words = static_cast<char**>(argument);  // answer, name, value
    const std::string& lie = of(file).disk->synchronous_answer;
    if (lie.empty() || std::string{words[1]} != "synchronous" || words[2]) return SQLITE_NOTFOUND;
    words[0] = sqlite3_mprintf("%s", lie.c_str());
    return SQLITE_OK;
}

const sqlite3_io_methods methods = [] {
    sqlite3_io_methods table{};
    table.iVersion = 1;  // no shared memory: only locking_mode=EXCLUSIVE can keep a log here
    table.xClose = close_file;
    table.xRead = read_file;
    table.xWrite = write_file;
    table.xTruncate = truncate_file;
    table.xSync = sync_file;
    table.xFileSize = size_of_file;
    table.xLock = lock_file;
    table.xUnlock = lock_file;
    table.xCheckReservedLock = is_reserved;
    table.xFileControl = control_file;
    table.xSectorSize = sector_size;
    table.xDeviceCharacteristics = characteristics;
    return table;
}();

Disk& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<Disk*>(vfs->pAppData);
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    static int temporary = 0;
    OpenFile& open = of(file);
    open.disk = &disk_of(vfs);
    open.name = new std::string{name ? name : "temporary" + std::to_string(++temporary)};
    open.disk->files[*open.name];
    open.base.pMethods = &methods;
    if (out_flags) *out_flags = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int) {
    if (disk_of(vfs).operation_fails()) return failed(SQLITE_IOERR_DELETE, EIO);
    disk_of(vfs).files.erase(name);
    return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* name, int, int* answer) {
    *answer = disk_of(vfs).files.count(name) ? 1 : 0;
    return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

int error_of_last(sqlite3_vfs*, int, char*) {
    return last_error;
}

}  // namespace

Disk::Disk() : vfs_(new sqlite3_vfs(*sqlite3_vfs_find("unix"))) {
    vfs_->iVersion = 1;  // time and randomness are the machine's
    vfs_->szOsFile = sizeof(OpenFile);
    vfs_->pNext = nullptr;
    vfs_->zName = "disk in memory";
    vfs_->pAppData = this;
    vfs_->xOpen = open_file;
    vfs_->xDelete = delete_file;
    vfs_->xAccess = access_file;
    vfs_->xFullPathname = full_name;
    vfs_->xGetLastError = error_of_last;
    sqlite3_vfs_register(vfs_, 1);
}

Disk::~Disk() {
    sqlite3_vfs_unregister(vfs_);
    sqlite3_vfs_register(sqlite3_vfs_find("unix"), 1);
    delete vfs_;
}

void Disk::sync(const std::string& name) {
    File& file = files[name];
    const bool is_log = name.size() > 4 && name.compare(name.size() - 4, 4, "-wal") == 0;
    if (syncs == Syncs::none) return;
    if (syncs == Syncs::normal && is_log) {
        file.sync_owed = true;
        return;
    }
    for (const Pending& write : file.pending) write_into(file.durable, write);
    file.pending.clear();
    file.sync_owed = false;
}

/// Under NORMAL the log is synced before any page of it is copied into the file.
void Disk::before_write(const std::string& name) {
    const auto log = files.find(name + "-wal");
    if (log == files.end() || !log->second.sync_owed) return;
    for (const Pending& write : log->second.pending) write_into(log->second.durable, write);
    log->second.pending.clear();
    log->second.sync_owed = false;
}

void Disk::power_cut(std::uint64_t seed) {
    std::mt19937_64 random{seed};
    const std::uint64_t manner = random() % 4;  // nothing, some writes, some sectors, all
    const auto survives = [&] { return manner == 3 || random() % 2 == 0; };
    for (auto& [name, file] : files) {
        for (const Pending& write : file.pending) {
            if (manner == 0) break;
            if (manner == 1 || write.truncates) {
                if (survives()) write_into(file.durable, write);
                continue;
            }
            for (std::size_t at = 0; at < write.bytes.size();) {
                const std::int64_t offset = write.offset + static_cast<std::int64_t>(at);
                const auto count = static_cast<std::size_t>(sector - offset % sector);
                if (survives())
                    write_into(file.durable, {offset, write.bytes.substr(at, count), false});
                at += count;
            }
        }
        file.pending.clear();
        file.sync_owed = false;
        file.seen = file.durable;
    }
    fails_after = -1;
    operations = 0;
}

}  // namespace vesper::store_tests
