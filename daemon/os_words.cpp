#include "daemon/os_words.hpp"

#include <cerrno>
#include <cstring>

namespace vesper {

Words say_error(int number) {
    switch (number) {
        case ENOENT:
            return say("No such file or directory");
        case EACCES:
            return say("Permission denied");
        case ECONNREFUSED:
            return say("Connection refused");
        case EISDIR:
            return say("Is a directory");
        case ENOTDIR:
            return say("Not a directory");
        case ENOSPC:
            return say("No space left on device");
        case EROFS:
            return say("Read-only file system");
        default:
            return as_written(std::strerror(number));
    }
}

}  // namespace vesper
