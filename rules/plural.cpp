#include "rules/plural.hpp"

#include <string>

namespace vesper {

namespace {

/// Languages that tell the same categories apart (CLDR 42, cardinal numbers), between blanks.
struct Family {
    std::string_view categories;
    std::string_view languages;
};

constexpr Family families[] = {
    {"zero one two few many other", " ar cy kw "},
    {"one two few many other", " ga mt "},
    {"one few many", " be pl ru uk "},
    {"one two few other", " br dsb gd gv hsb sl "},
    {"one few other", " bs cs hr lt ro shi sk sr "},
    {"one two other", " he iw naq sat se smn "},
    {"zero one other", " ksh lag lv "},
    {"one other",
     " af ak am as asa ast az bem bez bg bho bn brx ca ce ceb cgg chr ckb da de doi ee el en eo es "
     "et eu fa ff fi fil fo fr fur fy gl gsw gu ha haw hi hu hy ia is it jgo jmc ka kab kk kkj kl "
     "kn ks ksb ku ky lb lg ln mas mg mgo mk ml mn mr nb nd ne nl nn nnh no nyn om or os pa pcm "
     "ps pt rm rof rwk saq sc sd seh si sn so sq sv sw ta te teo ti tk tr tzm ug ur uz vun wae xh "
     "xog yi zu "},
};

bool among(std::string_view words, std::string_view word) {
    for (std::size_t at = words.find(word); at != std::string_view::npos;
         at = words.find(word, at + 1)) {
        const bool begins = at == 0 || words[at - 1] == ' ';
        const std::size_t end = at + word.size();
        if (begins && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
}

}  // namespace

const std::vector<std::string_view>& plural_categories() {
    static const std::vector<std::string_view> all{"zero", "one", "two", "few", "many", "other"};
    return all;
}

std::vector<std::string_view> plural_categories_of(std::string_view language) {
    std::string primary{language.substr(0, language.find_first_of("-_"))};
    for (char& c : primary)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    for (const Family& family : families) {
        if (!among(family.languages, primary)) continue;
        std::vector<std::string_view> found;
        for (const std::string_view category : plural_categories())
            if (among(family.categories, category)) found.push_back(category);
        return found;
    }
    return {"other"};
}

}  // namespace vesper
