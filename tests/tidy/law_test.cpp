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
using vesper::tidy::to_text;

namespace {

std::vector<File> tree() {
    std::vector<File> files;
    const fs::path top = vesper::source_tree();
    for (const char* folder : {"rules", "scheduler", "daemon", "tests", "bench"}) {
        for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
            const std::string extension = entry.path().extension();
            if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".hpp")) continue;
            std::ifstream stream(entry.path(), std::ios::binary);
            files.push_back({fs::relative(entry.path(), top).generic_string(),
                             {std::istreambuf_iterator<char>(stream), {}}});
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
         "scheduler/a.cpp:1: sqlite3.h does not belong in this folder\n"},
        {"daemon/intake/a.cpp", "#include <sqlite3.h>\n",
         "daemon/intake/a.cpp:1: sqlite3.h does not belong in this folder\n"},
        {"daemon/store/a.cpp", "#include <curl/curl.h>\n",
         "daemon/store/a.cpp:1: curl/curl.h does not belong in this folder\n"},
        {"daemon/store/a.cpp", "#include <boost/asio.hpp>\n",
         "daemon/store/a.cpp:1: boost/asio.hpp does not belong in this folder\n"},
        {"daemon/house.cpp", "#include <spdlog/spdlog.h>\n",
         "daemon/house.cpp:1: spdlog/spdlog.h does not belong in this folder\n"},
        {"rules/a.cpp", "#include <nlohmann/json.hpp>\n",
         "rules/a.cpp:1: nlohmann/json.hpp does not belong in this folder\n"},
        {"scheduler/a.cpp", "#include <toml++/toml.h>\n",
         "scheduler/a.cpp:1: toml++/toml.h does not belong in this folder\n"},
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
         "rules/a.hpp:2: a header of ours shows boost/system/result.hpp\n"},
        {"scheduler/a.cpp", "#include <thread>\n",
         "scheduler/a.cpp:1: a pure room has no threads\n"},
        {"rules/a.cpp", "#include <fstream>\n",
         "rules/a.cpp:1: a pure room has no files and no streams\n"},
        {"rules/a.cpp", "#include <sys/stat.h>\n",
         "rules/a.cpp:1: a pure room makes no system calls\n"},
        {"rules/a.cpp", "#include <random>\n",
         "rules/a.cpp:1: a pure room has no dice and no clock\n"},
        {"scheduler/a.cpp", "auto now = std::chrono::system_clock::now();\n",
         "scheduler/a.cpp:1: a pure room takes now as a parameter\n"},
        {"scheduler/a.cpp", "auto now = std::time(nullptr);\n",
         "scheduler/a.cpp:1: a pure room takes now as a parameter\n"},
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
