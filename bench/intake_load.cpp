// Durable intake, end to end: HTTP on the admin socket of a running vesperd, IN_FLIGHT connections
// at once, each event a new order. Prints events per second; with the rules of tools/bench three
// jobs follow each event.
//
//   bench_intake_load ADMIN_SOCKET EVENTS IN_FLIGHT
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace {

std::string event(int number) {
    const std::string id = std::to_string(820982911900000000LL + number);
    const std::time_t now = std::time(nullptr);
    char time[32];
    std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&now));
    static const char* const countries[] = {"DE", "FR", "JP", "GB", "IT",
                                            "ES", "PL", "NL", "SE", "KR"};
    return "{\"specversion\":\"1.0\",\"id\":\"e" + id +
           "\",\"source\":\"shopify:/load.example\","
           "\"type\":\"vesper.shipment.delivered.v1\",\"time\":\"" +
           time + "\",\"data\":{\"order\":{\"id\":\"" + id +
           "\",\"platform\":\"shopify\",\"account\":\"load.example\",\"number\":\"#" +
           std::to_string(number) +
           "\",\"currency\":\"EUR\",\"total\":\"49.90\"},\"items\":[{\"sku\":\"A-1\",\"title\":"
           "\"Lamp\",\"quantity\":1}],"
           "\"buyer\":{\"name\":\"Example Buyer\",\"email\":\"buyer" +
           std::to_string(number) +
           "@example.org\",\"locale\":\"de-DE\"},\"ship_to\":{\"country\":\"" +
           countries[static_cast<unsigned>(number) % 10] +
           "\",\"city\":\"Example\",\"postal\":\"10115\"},\"shipment\":{\"tracking_number\":\"T" +
           id + "\"}}}";
}

int dial(const std::string& path) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket);
        return -1;
    }
    return socket;
}

/// One request and its answer on a kept connection; true for 202.
bool post(int socket, const std::string& body) {
    const std::string request =
        "POST /v1/events HTTP/1.1\r\nHost: vesper\r\nContent-Type: application/json\r\n"
        "Content-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body;
    if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size()))
        return false;
    std::string answer;
    char buffer[4096];
    for (;;) {
        const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
        if (got <= 0) return false;
        answer.append(buffer, static_cast<std::size_t>(got));
        const std::size_t head = answer.find("\r\n\r\n");
        if (head == std::string::npos) continue;
        const std::size_t length_at = answer.find("Content-Length: ");
        const std::size_t length = length_at == std::string::npos
                                       ? 0
                                       : std::strtoul(answer.c_str() + length_at + 16, nullptr, 10);
        if (answer.size() >= head + 4 + length) return answer.find(" 202 ") < 16;
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "usage: bench_intake_load ADMIN_SOCKET EVENTS IN_FLIGHT\n");
        return 2;
    }
    const std::string path = argv[1];
    const int events = std::atoi(argv[2]);
    const int in_flight = std::atoi(argv[3]);
    std::vector<std::string> bodies;
    for (int i = 0; i < events; ++i) bodies.push_back(event(i));
    std::atomic<int> next{0};
    std::atomic<int> refused{0};
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> senders;
    for (int i = 0; i < in_flight; ++i) {
        senders.emplace_back([&] {
            const int socket = dial(path);
            for (int mine = next++; mine < events; mine = next++) {
                if (socket < 0 || !post(socket, bodies[static_cast<std::size_t>(mine)])) ++refused;
            }
            if (socket >= 0) ::close(socket);
        });
    }
    for (std::thread& sender : senders) sender.join();
    const double took =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("events %d  in flight %d  refused %d  seconds %.2f  events/s %.0f\n", events,
                in_flight, refused.load(), took, events / took);
    return refused == 0 ? 0 : 1;
}
