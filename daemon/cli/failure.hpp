// How a command ends: its exit code, and what is said when it cannot go on.
#pragma once

#include "rules/words.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace vesper::cli {

/// Exit codes, for scripts; vesper(1) and `vesper help` list them.
enum class Exit {
    ok = 0,
    no = 1,           // the answer is no, or problems were found
    usage = 2,        // wrong usage
    unreachable = 3,  // the daemon cannot be reached
    refused = 4,      // the daemon said no
    temporary = 75,   // not now: try again later (EX_TEMPFAIL of sysexits.h)
};

/// The command cannot go on; run() prints it and exits with `code`.
struct Failure : std::runtime_error {
    Failure(Exit exit, Words why, Words what_next = {})
        : runtime_error(in_english(why)),
          code(exit),
          words(std::move(why)),
          next(std::move(what_next)) {}
    /// Said in English alone.
    Failure(Exit exit, std::string why, std::string what_next = "")
        : Failure(exit, as_written(std::move(why)), as_written(std::move(what_next))) {}
    Exit code;
    Words words;
    Words next;  // what to do about it; may be empty
};

}  // namespace vesper::cli
