// Builders for the tests of rules/: texts in, diagnostics out.
#pragma once

#include "rules/load.hpp"
#include "tests/support/tree.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace vesper {

inline std::string file_text(const std::string& path_in_tree) {
    std::ifstream file{source_tree() + '/' + path_in_tree, std::ios::binary};
    if (!file) throw std::runtime_error("no file " + path_in_tree);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// What people see of the problems of one rule file named "r.toml".
inline std::string problems_of_rules(const std::string& text) {
    Diagnostics diagnostics;
    load_rules({{"r.toml", text}}, diagnostics);
    return format(diagnostics);
}

/// A file of one good rule, `more` being further lines of it.
inline std::string a_rule(const std::string& more) {
    return "[window.evening]\nfrom = \"19:00\"\nto = \"21:00\"\n\n[rule.thanks]\non = "
           "\"delivered\"\n"
           "after = \"3d\"\nclass = \"transactional\"\nwindow = \"evening\"\nchannel = \"email\"\n"
           "message = \"thanks\"\n" +
           more;
}

/// The blocks between ``` lines of a Markdown text that begin with ```LANGUAGE.
inline std::vector<std::string> blocks(const std::string& text, const std::string& language) {
    std::vector<std::string> found;
    const std::string open = "\n```" + language + '\n';
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        at += open.size();
        found.push_back(text.substr(at, text.find("\n```\n", at) + 1 - at));
    }
    return found;
}

}  // namespace vesper
