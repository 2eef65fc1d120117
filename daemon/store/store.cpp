#include "daemon/store/store.hpp"

#include "daemon/store/schema.hpp"
#include "daemon/store/sqlite.hpp"

namespace vesper {
namespace {

const Sql write_note{
    "INSERT INTO notes (name, value) VALUES (?1, ?2)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"};
// Always another value: SQLite passes over a write of what is there already.
const Sql write_probe{
    "INSERT INTO notes (name, value) VALUES ('probe', ?1) ON CONFLICT (name) DO UPDATE"
    " SET value = CASE value WHEN ?1 THEN ?1 || ', again' ELSE ?1 END"};
const Sql read_note{"SELECT value FROM notes WHERE name = ?1"};

constexpr const char* newest_note = "newest instant";

}  // namespace

Store::Store(const std::string& path) : path_(path) {
    open();
    prove_writable();
}

Store::~Store() = default;

Database& Store::database() const {
    if (!database_) throw StoreUnwritable{path_ + ": the store could not be opened again"};
    return *database_;
}

void Store::open() {
    database_ = std::make_unique<Database>(path_);
    recognise(*database_);
    database_->make_durable();
    migrate(*database_);
    const std::string kept = note(newest_note);
    newest_.reset();
    if (!kept.empty()) newest_ = from_unix(std::stoll(kept));
    newest_moved_ = false;
    unknown_.clear();
}

/// A real write: a read-only file system opens without a murmur, and the lock is ours only when a
/// transaction has held it.
void Store::prove_writable() {
    in_one_commit([&] { database().change(write_probe, "opened"); });
}

void Store::reopen() {
    if (path_ == ":memory:") return;  // closing it would end it, and no disk can have failed it
    database_.reset();                // the old connection holds the lock
    open();
    prove_writable();
}

void Store::probe(Instant now) {
    in_one_commit([&] { database().change(write_probe, to_string(now)); });
}

void Store::in_one_commit(const std::function<void()>& work) {
    Database& file = database();
    if (!unknown_.empty()) throw CommitUnknown{unknown_};
    const std::optional<Instant> newest_before = newest_;
    file.begin();
    try {
        work();
        keep_newest();
    } catch (...) {
        if (!file.roll_back()) unknown_ = path_ + ": a commit could not be undone";
        newest_ = newest_before;
        newest_moved_ = false;
        throw;
    }
    newest_moved_ = false;
    try {
        file.commit();
    } catch (const CommitUnknown& unknown) {
        unknown_ = unknown.what();
        throw;
    } catch (const StoreUnwritable&) {
        newest_ = newest_before;
        throw;
    }
}

void Store::happened(Instant instant) {
    if (newest_ && *newest_ >= instant) return;
    newest_ = instant;
    newest_moved_ = true;
}

void Store::keep_newest() {
    if (newest_moved_) set_note(newest_note, std::to_string(unix_seconds(*newest_)));
}

std::optional<Instant> Store::newest_instant() const {
    return newest_;
}

void Store::set_note(const std::string& name, const std::string& value) {
    database().change(write_note, name, value);
}

std::string Store::note(const std::string& name) const {
    Query row{database(), read_note, name};
    return row.next() ? row.text(0) : std::string{};
}

}  // namespace vesper
