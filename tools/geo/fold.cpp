// The daemon's own folding as a filter, for the generator: a name a line in; a line out with the
// folded name, the same without the word for its kind, and the same loosely in Latin letters.
#include "scheduler/geo/fold.hpp"

#include <iostream>

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        const vesper::ShortText name = vesper::folded(line);
        std::cout << name.view() << '\t' << vesper::without_kind(name.view()).view() << '\t'
                  << vesper::loosely_latin(name.view()).view() << '\n';
    }
    return 0;
}
