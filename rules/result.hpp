// A value, or the reason why there is none.
//
// The one place that names boost::system::result, so that a later std::expected is a change of
// one file. Test first (`if (!r)`), then dereference; `r.error().message` is for a person.
#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <utility>

namespace vesper {

/// Why something is wrong, in words for the person who can mend it. Made by `fail` alone, so that a
/// Result<std::string> can tell a text from a reason.
struct Error {
    std::string message;

    Error() = default;

private:
    struct Reason {};
    Error(Reason, std::string text) : message(std::move(text)) {}
    friend Error fail(std::string message);
};

template <class T>
using Result = boost::system::result<T, Error>;

/// `return fail("...")` in a function that answers a Result.
inline Error fail(std::string message) {
    return {Error::Reason{}, std::move(message)};
}

}  // namespace vesper
