// The commands, a file for each group. Each function adds its commands to the parser; a command
// that was chosen puts itself into Session::action.
#pragma once

#include "daemon/cli/session.hpp"

namespace CLI {
class App;
}

namespace vesper::cli {

// What people ask the daemon.
void add_status(CLI::App& app, Session& session);
void add_tonight(CLI::App& app, Session& session);
void add_queue(CLI::App& app, Session& session);
void add_job(CLI::App& app, Session& session);
void add_why(CLI::App& app, Session& session);
void add_watch(CLI::App& app, Session& session);

// What changes something.
void add_event(CLI::App& app, Session& session);
void add_job_changes(CLI::App& app, Session& session);  // cancel, hold, release, now
void add_suppress(CLI::App& app, Session& session);
void add_pauses(CLI::App& app, Session& session);  // pause, resume
void add_reload(CLI::App& app, Session& session);
void add_backup(CLI::App& app, Session& session);
void add_plan(CLI::App& app, Session& session);  // on a copy: what a reload would change

// What needs no daemon.
void add_check(CLI::App& app, Session& session);
void add_preview(CLI::App& app, Session& session);
void add_simulate(CLI::App& app, Session& session);
void add_init(CLI::App& app, Session& session);
void add_zone(CLI::App& app, Session& session);
void add_window(CLI::App& app, Session& session);
void add_calendar(CLI::App& app, Session& session);

}  // namespace vesper::cli
