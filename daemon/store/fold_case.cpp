#include "daemon/store/fold_case.hpp"

namespace vesper {

std::string fold_case(std::string text) {
    for (char& letter : text)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return text;
}

}  // namespace vesper
