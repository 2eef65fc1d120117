// A small owning way to speak to SQLite: one connection, statements prepared once, and errors
// thrown as what the caller must do about them (store.hpp).
//
// A Query is one use of a statement and ends with its scope, so no read is ever left open: an open
// read would pin the write-ahead log and let it grow without bound. sqlite3.h stays in sqlite.cpp
// and backup.cpp.
#pragma once

#include "rules/instant.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace vesper {

/// The text of a statement that lives as long as the program: prepared once per connection.
class Sql {
public:
    explicit Sql(std::string text) : text_(std::move(text)) {}
    Sql(const Sql&) = delete;
    Sql& operator=(const Sql&) = delete;
    const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// The connection: the only one to its file, in this process or any other.
class Database {
public:
    /// Opens or makes the file. Whoever reads first takes the lock and keeps it. Nothing is written
    /// yet: one may look whose file it is. Throws StoreLocked, StoreBroken, StoreUnwritable.
    explicit Database(const std::string& path);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Keeps a write-ahead log from here on, and asserts that a commit will be durable. Throws as
    /// the constructor.
    void make_durable();

    /// IMMEDIATE: the write lock is taken here or not at all. Throws StoreBroken if an fsync failed
    /// while the log was copied into the file after an earlier commit.
    void begin();
    /// Throws StoreUnwritable if the transaction is certainly undone, StoreBroken if an fsync
    /// failed, else CommitUnknown: also where the disk has turned read-only and fsync may lie.
    void commit();
    /// False: the transaction could not be undone, and only a new connection helps.
    bool roll_back() noexcept;
    bool in_transaction() const;

    /// Runs a statement that changes rows, inside begin() and commit(), and says how many it
    /// changed. Outside of them it is our bug: std::logic_error.
    template <class... Values>
    int change(const Sql& sql, const Values&... values);
    std::int64_t last_id() const;

    /// Any statements, not prepared for later. For the schema and for pragmas.
    void execute(const std::string& sql);
    /// The first column of the first row; empty if there is none.
    std::string ask(const std::string& sql);

    const std::string& path() const { return path_; }
    bool in_memory() const { return path_ == ":memory:"; }

    /// Throws what `code`, just returned by SQLite, asks the caller to do.
    [[noreturn]] void fail(int code) const;

    /// Only for an online copy: one reads pages of this connection between its commits, and ends
    /// before it.
    sqlite3* handle() const { return connection_; }
    class Guest {
    public:
        virtual ~Guest() = default;
        virtual void leave() = 0;
    };
    Guest* guest = nullptr;

private:
    friend class Query;
    sqlite3_stmt* prepared(const Sql& sql);
    sqlite3_stmt* prepare(const std::string& sql, bool lasting);
    void check_in_commit() const;

    static int copy_log(void* self, sqlite3*, const char* schema, int pages);

    std::string path_;
    sqlite3* connection_ = nullptr;
    int failed_copy_ = 0;  // the SQLite code of a checkpoint whose fsync failed
    std::unordered_map<const Sql*, sqlite3_stmt*> statements_;
};

/// One use of a statement: bound, stepped, reset at the end of its scope.
class Query {
public:
    template <class... Values>
    Query(Database& database, const Sql& sql, const Values&... values) : Query(database, sql) {
        (bind(values), ...);
    }
    Query(Database& database, const Sql& sql);
    /// A statement whose text was put together for this one use.
    Query(Database& database, const std::string& text);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    // Values take the parameters in order, from ?1. Texts are copied.
    void bind(std::int64_t value);
    void bind(int value) { bind(std::int64_t{value}); }
    void bind(std::string_view value);
    void bind(const std::string& value) { bind(std::string_view{value}); }
    void bind(const char* value) { bind(std::string_view{value}); }
    void bind(Instant value) { bind(std::int64_t{unix_seconds(value)}); }
    void bind(std::nullopt_t);
    template <class Value>
    void bind(const std::optional<Value>& value) {
        if (value)
            bind(*value);
        else
            bind(std::nullopt);
    }

    /// Without a copy: the value stays where it is until the query ends.
    void bind_here(std::string_view value);
    void bind_here(const std::string& value) { bind_here(std::string_view{value}); }
    void bind_here(const char* value) { bind_here(std::string_view{value}); }
    void bind_here(const std::optional<std::string>& value) {
        if (value)
            bind_here(*value);
        else
            bind(std::nullopt);
    }
    template <class Value>
    void bind_here(const Value& value) {
        bind(value);
    }

    /// On to the next row; false when there is none.
    bool next();
    /// To the end; how many rows were changed.
    int run();

    // Columns of the row it stands at, from 0.
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    bool is_null(int column) const;
    Instant instant(int column) const { return from_unix(integer(column)); }
    std::optional<Instant> instant_if_any(int column) const;

private:
    void bind_text(std::string_view value, bool copied);

    Database& database_;
    sqlite3_stmt* statement_;
    bool lasting_;
    int bound_ = 0;
};

template <class... Values>
int Database::change(const Sql& sql, const Values&... values) {
    check_in_commit();
    Query query{*this, sql};
    (query.bind_here(values), ...);
    return query.run();
}

}  // namespace vesper
