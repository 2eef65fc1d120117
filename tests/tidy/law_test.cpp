// The tree obeys the law, and the law finds what is planted: a check that finds nothing anywhere
// would pass as well.
#include "law.hpp"
#include "tests/support/tree.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;
using vesper::tidy::File;
using vesper::tidy::look_at;
using vesper::tidy::look_at_links;
using vesper::tidy::to_text;

namespace {

File read(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {fs::relative(path, vesper::source_tree()).generic_string(),
            {std::istreambuf_iterator<char>(stream), {}}};
}

std::vector<File> tree() {
    std::vector<File> files;
    const fs::path top = vesper::source_tree();
    for (const char* folder : {"rules", "scheduler", "daemon", "tests", "bench"}) {
        for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
            const std::string extension = entry.path().extension();
            if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".hpp")) continue;
            files.push_back(read(entry.path()));
        }
    }
    std::sort(files.begin(), files.end(),
              [](const File& a, const File& b) { return a.path < b.path; });
    return files;
}

std::string lines(int count, const std::string& line) {
    std::string text;
    for (int i = 0; i < count; ++i) text += line + "\n";
    return text;
}

}  // namespace

TEST_CASE("the tree obeys the law of the house") {
    const std::vector<File> files = tree();
    REQUIRE(files.size() > 40);  // the tree was found
    std::string breaches;
    for (const File& file : files) breaches += to_text(look_at(file));
    CHECK(breaches == "");
}

TEST_CASE("the pure rooms link what they may include") {
    const fs::path top = vesper::source_tree();
    std::vector<File> files{read(top / "CMakeLists.txt")};
    for (const auto& entry : fs::directory_iterator(top / "cmake"))
        if (entry.path().extension() == ".cmake") files.push_back(read(entry.path()));
    for (const char* room : {"vesper_room(rules ", "vesper_room(scheduler "})
        REQUIRE(files.front().text.find(room) != std::string::npos);  // still linked by this word
    std::string breaches;
    for (const File& file : files) breaches += to_text(look_at_links(file));
    CHECK(breaches == "");
}

TEST_CASE("a planted breach is found, by file and line") {
    auto [path, text, expected] = GENERATE(table<std::string, std::string, std::string>({
        {"rules/a.cpp", "#include \"scheduler/plan.hpp\"\n",
         "rules/a.cpp:1: rules/ may not include scheduler/plan.hpp\n"},
        {"rules/a.cpp", "#include \"daemon/log.hpp\"\n",
         "rules/a.cpp:1: rules/ may not include daemon/log.hpp\n"},
        {"scheduler/a.cpp", "\n#include \"daemon/house.hpp\"\n",
         "scheduler/a.cpp:2: scheduler/ may not include daemon/house.hpp\n"},
        {"daemon/a.cpp", "#include \"tests/support/sim_house.hpp\"\n",
         "daemon/a.cpp:1: daemon/ may not include tests/support/sim_house.hpp\n"},
        {"scheduler/a.cpp", "#include <sqlite3.h>\n",
         "scheduler/a.cpp:1: scheduler/ may not include sqlite3.h\n"},
        {"daemon/intake/a.cpp", "#include <sqlite3.h>\n",
         "daemon/intake/a.cpp:1: sqlite3.h does not belong in this folder\n"},
        {"daemon/store/a.cpp", "#include <curl/curl.h>\n",
         "daemon/store/a.cpp:1: curl/curl.h does not belong in this folder\n"},
        {"daemon/store/a.cpp", "#include <boost/asio.hpp>\n",
         "daemon/store/a.cpp:1: boost/asio.hpp does not belong in this folder\n"},
        {"daemon/house.cpp", "#include <spdlog/spdlog.h>\n",
         "daemon/house.cpp:1: spdlog/spdlog.h does not belong in this folder\n"},
        {"rules/a.cpp", "#include <nlohmann/json.hpp>\n",
         "rules/a.cpp:1: rules/ may not include nlohmann/json.hpp\n"},
        {"scheduler/a.cpp", "#include <toml++/toml.h>\n",
         "scheduler/a.cpp:1: scheduler/ may not include toml++/toml.h\n"},
        {"daemon/store/a.hpp", "// A.\n#include <sqlite3.h>\n",
         "daemon/store/a.hpp:2: a header of ours shows sqlite3.h\n"},
        {"daemon/control/a.hpp", "// A.\n#include <boost/asio.hpp>\n",
         "daemon/control/a.hpp:2: a header of ours shows boost/asio.hpp\n"},
        {"daemon/intake/a.hpp", "// A.\n#include \"daemon/intake/json_reader.hpp\"\n",
         "daemon/intake/a.hpp:2: daemon/intake/json_reader.hpp is for the .cpp files of its "
         "room\n"},
        {"daemon/a.cpp", "#include \"daemon/control/peer.hpp\"\n",
         "daemon/a.cpp:1: daemon/control/peer.hpp is for the .cpp files of its room\n"},
        {"daemon/control/a.cpp", "#include \"daemon/control/peer.hpp\"\n", ""},
        {"rules/a.hpp", "// A.\n#include <boost/system/result.hpp>\n",
         "rules/a.hpp:2: rules/ may not include boost/system/result.hpp\n"},
        {"rules/a.cpp", "const char* zone = getenv(\"TZ\");\n",
         "rules/a.cpp:1: a pure room reads nothing but its parameters\n"},
        {"rules/a.cpp", "std::cerr << 1;\n", "rules/a.cpp:1: a pure room prints nothing\n"},
        {"daemon/a.cpp", "using namespace date;\n",
         "daemon/a.cpp:1: using namespace date collides with std::chrono\n"},
        {"daemon/a.hpp", "#pragma once\n",
         "daemon/a.hpp:1: a header begins with a comment that says what it is for\n"},
        {"daemon/a.cpp", "int a;\n\tint b;\n", "daemon/a.cpp:2: a tab\n"},
        {"daemon/a.cpp", "int a;\r\n", "daemon/a.cpp:1: a carriage return\n"},
        {"daemon/a.cpp", "int a;", "daemon/a.cpp:0: no newline at the end\n"},
    }));
    CAPTURE(path, text);
    CHECK(to_text(look_at({path, text})) == expected);
}

TEST_CASE("a pure room includes what is on its list, and nothing else") {
    auto header = GENERATE(as<std::string>{}, "<thread>", "<fstream>", "<sys/stat.h>", "<random>",
                           "<locale>", "<ctime>", "<time.h>", "<daemon/log.hpp>",
                           "<rules/rule.hpp>", "<boost/locale.hpp>", "<boost/system/result.hpp>",
                           "<fmt/format.h>", "<zlib.h>", "<date/tz.h>", "<pthread.h>", "<poll.h>",
                           "\"rules/../daemon/log.hpp\"", "\"log.hpp\"");
    const std::string name = header.substr(1, header.size() - 2);
    for (const std::string room : {"rules", "scheduler"}) {
        const std::string path = room + "/a.cpp";
        CAPTURE(path, header);
        CHECK(to_text(look_at({path, "/* */ # include " + header + "\n"})) ==
              path + ":1: " + room + "/ may not include " + name + "\n");
    }
}

TEST_CASE("toml++ is for .cpp files, and an include names its header") {
    CHECK(to_text(look_at({"rules/a.hpp", "// A.\n#include <toml++/toml.h>\n"})) ==
          "rules/a.hpp:2: rules/ may not include toml++/toml.h\n");
    CHECK(to_text(look_at({"rules/a.cpp", "#define WHAT <thread>\n#include WHAT\n"})) ==
          "rules/a.cpp:2: an include that names no header\n");
}

TEST_CASE("no clock of any kind in a pure room") {
    auto text =
        GENERATE(as<std::string>{}, "std::chrono::system_clock::now()", "file_clock::now()",
                 "std::chrono::steady_clock :: now ()", "&Utc::now", "clock_.now()", "clock->now()",
                 "std::time(nullptr)", "time(&t)", "::time(seconds)", "std::clock()",
                 "gmtime_r(&t, &out)", "clock_gettime(0, &t)", "text(__TIME__)");
    CAPTURE(text);
    CHECK(to_text(look_at({"scheduler/a.cpp", "auto now = " + text + ";\n"})) ==
          "scheduler/a.cpp:1: a pure room takes now as a parameter\n");
}

TEST_CASE("a pure room links what it may include") {
    const std::string rooms =
        "vesper_room(rules rules Boost::headers date::date)\n"
        "target_link_libraries(rules PRIVATE tomlplusplus::tomlplusplus)\n"
        "vesper_room(scheduler scheduler rules)  # (Boost::locale)\n"
        "vesper_room(house daemon house_control)\n";
    CHECK(to_text(look_at_links({"CMakeLists.txt", rooms})) == "");
    CHECK(to_text(look_at_links(
              {"CMakeLists.txt", rooms + "target_link_libraries(scheduler PUBLIC\n"
                                         "                      house date::date-tz)\n"})) ==
          "CMakeLists.txt:5: scheduler may not link house\n"
          "CMakeLists.txt:5: scheduler may not link date::date-tz\n");
    CHECK(to_text(look_at_links({"CMakeLists.txt", "vesper_room(rules rules rules fmt::fmt)\n"})) ==
          "CMakeLists.txt:1: rules may not link rules\n"
          "CMakeLists.txt:1: rules may not link fmt::fmt\n");
}

TEST_CASE("what is allowed is not found") {
    auto [path, text] = GENERATE(table<std::string, std::string>({
        {"rules/result.hpp", "// R.\n#include <boost/system/result.hpp>\n"},
        {"rules/instant.hpp", "// I.\n#include <date/date.h>\n"},
        {"tests/a.cpp", "using namespace date::literals;\n"},
        {"rules/load.cpp", "#include <toml++/toml.h>\n"},
        {"scheduler/a.cpp", "#include \"rules/window.hpp\"\n#include <vector>\n"},
        {"daemon/a.cpp", "#include \"scheduler/plan.hpp\"\n#include <thread>\n"},
        {"tests/a.cpp", "#include <nlohmann/json.hpp>\n"},
        {"scheduler/a.cpp", "// system_clock::now() is the daemon's; std::thread too\n"},
        {"scheduler/a.cpp", "auto text = \"time(now) and // printf\";\n"},
        {"scheduler/a.cpp", "auto t = zone.time(at) + local_time(at) + local->time(at);\n"},
        {"rules/a.cpp", "/* printf\n   getenv(x) */ int a = 1'000'000;\n"},
        {"rules/a.cpp", "auto text = R\"(time(0) \" // )\"; int b = '\"';\n"},
    }));
    CAPTURE(path, text);
    CHECK(to_text(look_at({path, text})) == "");
}

TEST_CASE("what stands after a literal or a comment is still looked at") {
    auto text = GENERATE(as<std::string>{}, "auto a = R\"x(\"//)x\"; time(0);\n",
                         "char a = '\"'; time(0);\n", "auto a = \"\\\"\"; time(0);\n",
                         "/* */ time(0);\n", "auto a = \"//\"; time(0);\n");
    CAPTURE(text);
    CHECK(to_text(look_at({"rules/a.cpp", text})) ==
          "rules/a.cpp:1: a pure room takes now as a parameter\n");
}

TEST_CASE("a promise for later is found in comments too") {
    const std::string text =
        "int a;  // TO"
        "DO: mend\n";
    CHECK(to_text(look_at({"daemon/a.cpp", text})) == "daemon/a.cpp:1: a promise for later\n");
}

TEST_CASE("columns are counted in characters") {
    const std::string wide = "// " + std::string(98, 'x') + "\n";
    CHECK(to_text(look_at({"daemon/a.cpp", wide})) ==
          "daemon/a.cpp:1: 101 columns; 100 are allowed\n");
    std::string accents = "// ";
    for (int i = 0; i < 97; ++i) accents += "é";
    CHECK(to_text(look_at({"daemon/a.cpp", accents + "\n"})) == "");
}

TEST_CASE("a function that does not fit a screen is found; a class and a table are not functions") {
    const std::string body = lines(79, "    step();");
    CHECK(to_text(look_at({"daemon/a.cpp", "void run(int a) {\n" + body + "}\n"})) ==
          "daemon/a.cpp:1: a function of 81 lines; 80 are allowed\n");
    CHECK(to_text(look_at({"daemon/a.cpp", "void run() {\n" + lines(78, "    step();") + "}\n"})) ==
          "");
    CHECK(to_text(look_at(
              {"daemon/a.cpp", "class Run {\n" + lines(120, "    int a();") + "};\n"})) == "");
    const std::string table =
        "const std::vector<Verb> all{\n    {1,\n     [](int a) {\n         step();\n     }},\n";
    CHECK(to_text(look_at({"daemon/a.cpp", table + lines(90, "    {2},") + "};\n"})) == "");
    const std::string maker = "Run::Run(int a)\n    : a_(a),\n      b_(a) {\n    step();\n}\n";
    const std::string after = "void run() {\n" + lines(76, "    step();") + "}\n";
    CHECK(to_text(look_at({"daemon/a.cpp", maker + after})) == "");
    const std::string member =
        "class Run {\n    Run() const {\n" + lines(79, "        step();") + "    }\n};\n";
    CHECK(to_text(look_at({"daemon/a.cpp", member})) ==
          "daemon/a.cpp:2: a function of 81 lines; 80 are allowed\n");
}
