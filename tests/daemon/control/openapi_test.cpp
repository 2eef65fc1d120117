// docs/openapi.yaml and the program say the same: every route is in the document, everything in the
// document is answered, and with a status that the document names.
#include "daemon/control/call.hpp"
#include "tests/daemon/control/served.hpp"
#include "tests/support/tree.hpp"

#include <catch2/catch.hpp>

#include <cctype>
#include <fstream>
#include <map>
#include <set>

using namespace vesper;
using namespace vesper::test;

namespace {

/// "GET /v1/jobs/{}" -> its statuses. Reads the document by its indentation: paths at two blanks,
/// methods at four, statuses at eight.
using Document = std::map<std::string, std::set<int>>;

std::string without_names(const std::string& path) {
    std::string pattern;
    for (std::size_t i = 0; i < path.size(); ++i) {
        pattern += path[i];
        if (path[i] == '{') i = path.find('}', i) - 1;
    }
    return pattern;
}

Document read_document() {
    std::ifstream file{source_tree() + "/docs/openapi.yaml"};
    Document document;
    std::string path;
    std::string operation;
    for (std::string line; std::getline(file, line) && line != "components:";) {
        if (line.starts_with("  /")) {
            path = without_names(line.substr(2, line.size() - 3));
        } else if (line.starts_with("    ") && line[4] != ' ' && line.ends_with(":")) {
            operation = line.substr(4, line.size() - 5) + " " + path;
            for (std::size_t i = 0; operation[i] != ' '; ++i)
                operation[i] = static_cast<char>(std::toupper(operation[i]));
            document[operation];
        } else if (line.starts_with("        \"")) {
            document[operation].insert(std::stoi(line.substr(9, 3)));
        }
    }
    return document;
}

/// A request that fits the pattern, with a word that exists where `existing`, else with one that
/// does not.
std::string target_of(std::string pattern, bool existing) {
    std::string word = "none";
    if (existing && pattern.find("/jobs/") != std::string::npos) word = "1";
    if (existing && pattern.find("/orders/") != std::string::npos) word = "A1";
    if (existing && pattern.find("/channels/") != std::string::npos) word = "email";
    if (const std::size_t place = pattern.find("{}"); place != std::string::npos)
        pattern.replace(place, 2, word);
    if (const std::size_t place = pattern.find("{}"); place != std::string::npos)
        pattern.replace(place, 2, existing ? "brazil" : "none");  // a rule
    return pattern;
}

std::string request_for(const std::string& operation, bool existing) {
    const std::string method = operation.substr(0, operation.find(' '));
    const std::string target = target_of(operation.substr(operation.find(' ') + 1), existing);
    return method + " " + target + " HTTP/1.1\r\nHost: v\r\nConnection: close\r\n" +
           (method == "POST" ? "Content-Length: 2\r\n\r\n{}" : "\r\n");
}

}  // namespace

TEST_CASE("the document and the table of routes name the same operations") {
    std::set<std::string> documented;
    for (const auto& [operation, statuses] : read_document()) {
        INFO(operation);
        CHECK_FALSE(statuses.empty());
        documented.insert(operation);
    }
    std::set<std::string> programmed;
    for (const Route& route : routes())
        programmed.insert(std::string{route.method} + " " + std::string{route.pattern});
    CHECK(documented == programmed);
}

TEST_CASE("the running server answers every documented operation with a documented status") {
    Served served;
    served.exchange_all(served.admin_socket,
                        post_and_close("/v1/events", served.desk.delivered("A1")));
    for (const auto& [operation, statuses] : read_document()) {
        for (const bool existing : {true, false}) {
            for (const std::string& socket : {served.read_socket, served.admin_socket}) {
                Peer peer{socket};
                peer.say(request_for(operation, existing));
                INFO(operation << " on " << socket);
                REQUIRE(served.hears(peer, "\r\n\r\n"));
                INFO(peer.heard.substr(0, 400));
                CHECK(statuses.count(status_of(peer.heard)) == 1);
            }
        }
    }
}
