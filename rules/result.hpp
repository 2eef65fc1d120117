// A value, or the reason why there is none.
//
// The one place that names boost::system::result, so that a later std::expected is a change of
// one file. Test first (`if (!r)`), then dereference; `r.error().message` is for a person.
#pragma once

#include "rules/words.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <utility>

namespace vesper {

/// Why something is wrong, in words for the person who can mend it. Made by `fail` alone, so that a
/// Result<std::string> can tell a text from a reason.
struct Error {
    std::string message;  // in English, for logs and programs
    Words words;          // the same for people

    Error() = default;

private:
    struct Reason {};
    Error(Reason, Words reason) : message(in_english(reason)), words(std::move(reason)) {}
    friend Error fail(Words reason);
};

template <class T>
using Result = boost::system::result<T, Error>;

/// `return fail(say("..."))` in a function that answers a Result.
inline Error fail(Words reason) {
    return {Error::Reason{}, std::move(reason)};
}

/// A reason that is said in English alone, to programs and their makers.
inline Error fail(std::string reason) {
    return fail(as_written(std::move(reason)));
}
inline Error fail(const char* reason) {
    return fail(as_written(reason));
}

}  // namespace vesper
