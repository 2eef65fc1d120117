// The one seam for time of day. Only House, who runs it (the service, a rehearsal, a simulation)
// and the console of `vesper` hold a Clock; everything else takes `now`.
#pragma once

#include "rules/instant.hpp"

namespace vesper {

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

}  // namespace vesper
