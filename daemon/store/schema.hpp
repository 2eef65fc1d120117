// The tables, as numbered migrations that are only ever added to.
//
// The number of the last one is the file's `user_version`; a file with a greater number was
// written by a newer program and is left alone. The CHECKs and triggers repeat the state machine
// of ARCHITECTURE.md, so that no program, not even a person with a shell, makes a job that cannot
// be.
#pragma once

#include "daemon/store/sqlite.hpp"

namespace vesper {

/// The number of the newest migration.
int schema_version();

/// Looks whose file it is, and writes nothing. Throws StoreBroken for the file of another program
/// and for one that a newer vesper wrote.
void recognise(Database& database);

/// Brings a new or older file up to date, each migration in one commit, and looks at both ends of
/// every table: the same work with a million rows as with none. Throws StoreBroken where one cannot
/// be read. `newest` is where it ends: tests make the file of an older program.
void migrate(Database& database, int newest = schema_version());

}  // namespace vesper
