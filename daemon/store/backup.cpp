// An online copy of the store, in steps between commits.
//
// The pages go to PATH.part, which gets its name when it is whole: a file of the asked name is a
// complete copy or is not there. Nothing is synced here: that would hold up the loop for as long as
// the disk takes, and who keeps the copy syncs his own. SQLite carries the commits made between two
// steps over into the copy by itself, because they are made by the connection that is copied.
#include "daemon/store/sqlite.hpp"
#include "daemon/store/store.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace vesper {
namespace {

[[noreturn]] void cannot(const std::string& path, const std::string& why) {
    throw StoreUnwritable{"cannot make the copy " + path + ": " + why};
}

class OnlineCopy : public Store::Backup, public Database::Guest {
public:
    OnlineCopy(Database& source, std::string path)
        : path_(std::move(path)), part_(path_ + ".part"), source_(&source) {
        if (::access(path_.c_str(), F_OK) == 0) cannot(path_, "the file is there already");
        ::unlink(part_.c_str());  // a copy that a crash broke off left its part behind
        const int made = ::open(part_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
        if (made < 0) cannot(part_, std::strerror(errno));
        ::close(made);
        if (sqlite3_open_v2(part_.c_str(), &copy_, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK)
            // No journal and no sync of its own: the part counts only when it is whole.
            sqlite3_exec(copy_, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr,
                         nullptr, nullptr);
        backup_ = sqlite3_backup_init(copy_, "main", source.handle(), "main");
        if (!backup_) {
            const std::string why = sqlite3_errmsg(copy_);
            abandon();
            cannot(path_, why);
        }
        source_->guest = this;
    }

    ~OnlineCopy() override { abandon(); }

    void leave() override { abandon(); }

    bool step(int pages) override {
        if (complete_) return true;
        if (!backup_) cannot(path_, "the store was closed meanwhile; begin again");
        if (source_->in_transaction()) throw std::logic_error{"a backup step inside a commit"};
        const int code = sqlite3_backup_step(backup_, pages);
        if (code == SQLITE_OK) return false;
        if (code != SQLITE_DONE) {
            abandon();
            cannot(path_, sqlite3_errstr(code));
        }
        complete();
        return true;
    }

private:
    /// The first page says "write-ahead log", as the store's does; the copy shall be one file that
    /// any program opens, so it is told to keep none.
    void complete() {
        const int code = end_copy();
        if (code != SQLITE_OK) {
            abandon();
            cannot(path_, sqlite3_errstr(code));
        }
        // link() and not rename(): it refuses to replace a file that came to be meanwhile.
        if (::link(part_.c_str(), path_.c_str()) != 0) cannot(path_, std::strerror(errno));
        ::unlink(part_.c_str());
        complete_ = true;
    }

    int end_copy() {
        source_->guest = nullptr;
        int code = sqlite3_backup_finish(backup_);
        backup_ = nullptr;
        if (code == SQLITE_OK)
            code =
                sqlite3_exec(copy_, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE",
                             nullptr, nullptr, nullptr);
        const int closed = sqlite3_close(copy_);
        copy_ = nullptr;
        return code == SQLITE_OK ? closed : code;
    }

    void abandon() {
        if (backup_) {
            sqlite3_backup_finish(backup_);
            source_->guest = nullptr;
        }
        backup_ = nullptr;
        sqlite3_close(copy_);
        copy_ = nullptr;
        if (!complete_) ::unlink(part_.c_str());
    }

    std::string path_;
    std::string part_;
    Database* source_;
    sqlite3* copy_ = nullptr;
    sqlite3_backup* backup_ = nullptr;
    bool complete_ = false;
};

}  // namespace

std::unique_ptr<Store::Backup> Store::begin_backup(const std::string& path) {
    if (database().guest) cannot(path, "another copy is being made");
    return std::make_unique<OnlineCopy>(database(), path);
}

}  // namespace vesper
