#include "daemon/store/sqlite.hpp"

#include "daemon/store/store.hpp"
#include "rules/check.hpp"

#include <sqlite3.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <cstring>
#include <new>

namespace vesper {
namespace {

// A second process is told at once: the first one holds its lock for as long as it lives.
constexpr int busy_timeout_ms = 100;
// Pages of log (16 MiB) after which it is copied into the file. A commit of 64 new orders writes
// some 300 pages, many of them the same as the commit before: SQLite's own 1000 would copy and sync
// the file at every third commit.
constexpr int log_pages_max = 4000;
// Pages kept in memory; the rest of the file is the kernel's to cache.
constexpr int cache_kib = 16 * 1024;
// Short-lived memory of a connection, in pieces that cost no call of malloc. A job has thirty
// columns, and a trigger under it copies them once more.
constexpr int piece_bytes = 1200;
constexpr int pieces = 400;

/// SQLite counts every byte it is given, under a lock, and nobody reads the count. It may say no
/// where somebody used it before us, and then it counts.
void count_no_memory() {
    static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)told;
}

bool no_room(int system_error) {
    return system_error == ENOSPC || system_error == EROFS || system_error == EDQUOT ||
           system_error == EFBIG;  // EFBIG: RLIMIT_FSIZE
}

/// Nothing can be written now, and nothing else is wrong.
bool is_unwritable(int code, int system_error) {
    const int primary = code & 0xff;
    if (primary == SQLITE_FULL || primary == SQLITE_READONLY) return true;
    return (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) && no_room(system_error);
}

bool is_fsync(int code) {
    return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
}

std::string describe(sqlite3* connection, int code, int system_error, const std::string& path) {
    std::string words = path + ": " + sqlite3_errstr(code);
    const char* detail = sqlite3_errmsg(connection);
    if (detail && words.find(detail) == std::string::npos)
        words += std::string{" ("} + detail + ")";
    const int primary = code & 0xff;
    if (system_error != 0 && (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN))
        words += std::string{": "} + std::strerror(system_error);
    return words;
}

/// Where a file system has turned read-only, ext4 goes on taking writes into memory through open
/// files, and its fsync says that all is well (fs/ext4/fsync.c: ext4_sync_file).
bool is_on_read_only_disk(const std::string& path) {
    struct statvfs disk {};
    return ::statvfs(path.c_str(), &disk) == 0 && (disk.f_flag & ST_RDONLY) != 0;
}

}  // namespace

Database::Database(const std::string& path) : path_(path) {
    count_no_memory();
    // NOMUTEX: the loop thread is the only one that ever speaks to the store.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(path.c_str(), &connection_, flags, nullptr);
    try {
        if (!connection_) throw std::bad_alloc{};
        sqlite3_extended_result_codes(connection_, 1);
        if (code != SQLITE_OK) fail(sqlite3_extended_errcode(connection_));
        // SQLite falls back to reading, and then meets the want of a lock as an error of the disk.
        if (sqlite3_db_readonly(connection_, "main") == 1)
            throw StoreUnwritable{path_ + ": it can be read, not written; is its disk read-only?"};
        sqlite3_busy_timeout(connection_, busy_timeout_ms);
        sqlite3_db_config(connection_, SQLITE_DBCONFIG_LOOKASIDE, nullptr, piece_bytes, pieces);
        // EXCLUSIVE comes before any access to a log, so that its index lives in this process: no
        // -shm file, no second connection (which could meet the WAL-reset bug of 3.40), no second
        // daemon.
        execute("PRAGMA locking_mode = EXCLUSIVE");
    } catch (...) {
        sqlite3_close_v2(connection_);
        throw;
    }
}

void Database::make_durable() {
    const std::string mode = ask("PRAGMA journal_mode = WAL");
    if (mode != (in_memory() ? "memory" : "wal"))
        throw StoreBroken{path_ + ": cannot keep a write-ahead log here (journal mode " + mode +
                          ")"};
    execute("PRAGMA synchronous = FULL");  // NORMAL loses acknowledged commits at a power cut
    execute("PRAGMA foreign_keys = ON");
    execute("PRAGMA trusted_schema = OFF");
    execute("PRAGMA cell_size_check = ON");
    execute("PRAGMA temp_store = MEMORY");
    execute("PRAGMA secure_delete = FAST");  // what was erased is not left in free cells
    execute("PRAGMA journal_size_limit = 67108864");
    execute("PRAGMA cache_size = -" + std::to_string(cache_kib));
    sqlite3_wal_hook(connection_, &Database::copy_log, this);
    if (ask("PRAGMA synchronous") != "2")
        throw StoreBroken{path_ + ": SQLite does not keep synchronous = FULL"};
    if (!in_memory() && ask("PRAGMA locking_mode") != "exclusive")
        throw StoreBroken{path_ + ": SQLite does not keep locking_mode = EXCLUSIVE"};
    if (sqlite3_db_readonly(connection_, "main") == 1)
        throw StoreUnwritable{path_ + ": the file is read-only"};
}

/// As SQLite's own hook does, and one thing more: it would pass over a failed fsync of the file,
/// after which the kernel has forgotten the pages and the next fsync says all is well. Other errors
/// leave the log as it was, to be copied next time. The commit itself is durable: it is the next
/// one that is refused.
int Database::copy_log(void* self, sqlite3* connection, const char* schema, int pages) {
    if (pages < log_pages_max) return SQLITE_OK;
    const int code =
        sqlite3_wal_checkpoint_v2(connection, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (is_fsync(code)) static_cast<Database*>(self)->failed_copy_ = code;
    return SQLITE_OK;
}

Database::~Database() {
    if (guest) guest->leave();
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    roll_back();
    sqlite3_close_v2(connection_);
}

void Database::fail(int code) const {
    const int primary = code & 0xff;
    if (primary == SQLITE_NOMEM) throw std::bad_alloc{};
    const int system_error = sqlite3_system_errno(connection_);
    const std::string words = describe(connection_, code, system_error, path_);
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
        throw StoreLocked{path_ + ": another process holds this store; is vesperd running?"};
    if (is_unwritable(code, system_error)) throw StoreUnwritable{words};
    if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_IOERR ||
        primary == SQLITE_CANTOPEN)
        throw StoreBroken{words};
    throw std::logic_error{words};
}

void Database::begin() {
    if (in_transaction()) throw std::logic_error{"a commit inside a commit"};
    if (failed_copy_ != SQLITE_OK)
        throw StoreBroken{path_ + ": " + sqlite3_errstr(failed_copy_) +
                          ": fsync failed while the log was copied into the file"};
    execute("BEGIN IMMEDIATE");
}

void Database::commit() {
    errno = 0;
    const int code = sqlite3_exec(connection_, "COMMIT", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK && !in_memory() && is_on_read_only_disk(path_))
        throw CommitUnknown{path_ + ": its file system turned read-only"};
    if (code == SQLITE_OK) return;
    // sqlite3_system_errno is not told of an error in COMMIT; the file system layer is asked.
    sqlite3_vfs* files = nullptr;
    sqlite3_file_control(connection_, "main", SQLITE_FCNTL_VFS_POINTER, &files);
    const int system_error = files->xGetLastError(files, 0, nullptr);
    const bool unwritable = is_unwritable(code, system_error);
    const std::string words = describe(connection_, code, system_error, path_);
    const bool undone = roll_back();
    if (is_fsync(code) || (code & 0xff) == SQLITE_CORRUPT) throw StoreBroken{words};
    // The frame that makes a transaction count is written last and once: where a write of it found
    // no room, it is not there.
    if (unwritable && undone) throw StoreUnwritable{words};
    throw CommitUnknown{words};
}

bool Database::roll_back() noexcept {
    if (!in_transaction()) return true;  // SQLite undid it already
    sqlite3_exec(connection_, "ROLLBACK", nullptr, nullptr, nullptr);
    return !in_transaction();
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(connection_) == 0;
}

void Database::check_in_commit() const {
    if (!in_transaction()) throw std::logic_error{"the store is changed outside of a commit"};
}

std::int64_t Database::last_id() const {
    return sqlite3_last_insert_rowid(connection_);
}

void Database::execute(const std::string& sql) {
    const int code = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

std::string Database::ask(const std::string& sql) {
    Query query{*this, sql};
    return query.next() ? query.text(0) : std::string{};
}

sqlite3_stmt* Database::prepare(const std::string& sql, bool lasting) {
    sqlite3_stmt* statement = nullptr;
    const unsigned flags = lasting ? SQLITE_PREPARE_PERSISTENT : 0;
    const int code = sqlite3_prepare_v3(connection_, sql.c_str(), static_cast<int>(sql.size()) + 1,
                                        flags, &statement, nullptr);
    if (code != SQLITE_OK) fail(code);
    return statement;
}

sqlite3_stmt* Database::prepared(const Sql& sql) {
    const auto found = statements_.find(&sql);
    if (found != statements_.end()) {
        VESPER_CHECK(!sqlite3_stmt_busy(found->second), "a statement is used inside its own use");
        return found->second;
    }
    sqlite3_stmt* statement = prepare(sql.text(), true);
    statements_.emplace(&sql, statement);
    return statement;
}

Query::Query(Database& database, const Sql& sql)
    : database_(database), statement_(database.prepared(sql)), lasting_(true) {}

Query::Query(Database& database, const std::string& text)
    : database_(database), statement_(database.prepare(text, false)), lasting_(false) {}

Query::~Query() {
    if (!lasting_) {
        sqlite3_finalize(statement_);
        return;
    }
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);  // a letter's text is not kept in memory until the next
}

void Query::bind(std::int64_t value) {
    const int code = sqlite3_bind_int64(statement_, ++bound_, value);
    if (code != SQLITE_OK) database_.fail(code);
}

void Query::bind(std::string_view value) {
    bind_text(value, true);
}

void Query::bind_here(std::string_view value) {
    bind_text(value, false);
}

void Query::bind_text(std::string_view value, bool copied) {
    // An empty view may point nowhere, which SQLite would take for NULL.
    const char* bytes = value.data() ? value.data() : "";
    const int code = sqlite3_bind_text64(statement_, ++bound_, bytes, value.size(),
                                         copied ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8);
    if (code != SQLITE_OK) database_.fail(code);
}

void Query::bind(std::nullopt_t) {
    const int code = sqlite3_bind_null(statement_, ++bound_);
    if (code != SQLITE_OK) database_.fail(code);
}

bool Query::next() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) database_.fail(code);
    return false;
}

int Query::run() {
    while (next()) continue;
    return sqlite3_changes(database_.connection_);
}

std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string Query::text(int column) const {
    const unsigned char* bytes = sqlite3_column_text(statement_, column);
    if (!bytes) return {};
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return {reinterpret_cast<const char*>(bytes), size};
}

bool Query::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::optional<Instant> Query::instant_if_any(int column) const {
    if (is_null(column)) return std::nullopt;
    return instant(column);
}

}  // namespace vesper
