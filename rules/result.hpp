// A value, or the reason why there is none.
//
// The one place that names boost::system::result, so that a later std::expected is a change of
// one file. Test first (`if (!r)`), then dereference; `r.error().message` is for a person.
#pragma once

#include <boost/system/result.hpp>

#include <string>
#include <utility>

namespace vesper {

/// Why something is wrong, in words for the person who can mend it.
struct Error {
    std::string message;
};

template <class T>
using Result = boost::system::result<T, Error>;

/// `return fail("...")` in a function that answers a Result.
inline Error fail(std::string message) {
    return Error{std::move(message)};
}

}  // namespace vesper
