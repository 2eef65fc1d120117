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

/// Brings a new or older file up to date, each migration in one commit. Throws StoreBroken for a
/// newer file, for a file of another program, and where a table cannot be read; the file is left
/// as it is. Costs the same with a million rows as with none.
void migrate(Database& database);

}  // namespace vesper
