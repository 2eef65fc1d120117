// The control arm of the tests under ThreadSanitizer: two threads count on one number, and nothing
// orders them. A run that does not report it proves nothing of the others.
#include <cstdio>
#include <thread>

int main() {
    int counted = 0;
    std::thread other{[&counted] {
        for (int i = 0; i < 1000; ++i) ++counted;
    }};
    for (int i = 0; i < 1000; ++i) ++counted;
    other.join();
    std::printf("%d\n", counted);
}
