#include "daemon/delivery/plain_text.hpp"

#include <md4c-html.h>

#include <string_view>
#include <vector>

namespace vesper {

const unsigned markdown_dialect =
    MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEURLAUTOLINKS;

namespace {

void collect(const MD_CHAR* text, MD_SIZE size, void* out) {
    static_cast<std::string*>(out)->append(text, size);
}

/// "&eacute;" as "é". md4c keeps its table of names to its HTML renderer, so that one is asked.
std::string entity(std::string_view name) {
    std::string html;
    md_html(name.data(), static_cast<MD_SIZE>(name.size()), collect, &html, 0, 0);
    constexpr std::string_view before = "<p>";
    constexpr std::string_view after = "</p>\n";
    if (html.size() < before.size() + after.size()) return std::string(name);
    html = html.substr(before.size(), html.size() - before.size() - after.size());
    if (html == "&amp;") return "&";
    if (html == "&lt;") return "<";
    if (html == "&gt;") return ">";
    if (html == "&quot;") return "\"";
    return html;
}

class PlainText {
public:
    int enter(MD_BLOCKTYPE type, void* detail) {
        if (type == MD_BLOCK_UL) {
            flush();
            lists_.push_back({false, 0, static_cast<MD_BLOCK_UL_DETAIL*>(detail)->is_tight != 0});
        } else if (type == MD_BLOCK_OL) {
            flush();
            const auto* list = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
            lists_.push_back({true, list->start, list->is_tight != 0});
        } else if (type == MD_BLOCK_LI) {
            flush();
            List& list = lists_.back();
            std::string mark = list.ordered ? std::to_string(list.next++) + ". " : "- ";
            std::string indent(mark.size(), ' ');
            margins_.push_back({std::move(mark), std::move(indent)});
        } else if (type == MD_BLOCK_QUOTE) {
            margins_.push_back({"> ", "> "});
        } else if (type == MD_BLOCK_HR) {
            block_ = "---";
        }
        return 0;
    }

    int leave(MD_BLOCKTYPE type) {
        flush();
        if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) lists_.pop_back();
        if (type == MD_BLOCK_LI || type == MD_BLOCK_QUOTE) margins_.pop_back();
        gap_ = lists_.empty() || !lists_.back().tight;
        return 0;
    }

    int enter(MD_SPANTYPE type, void* detail) {
        if (type == MD_SPAN_IMG) {
            has_image_ = true;
            return 1;
        }
        if (type != MD_SPAN_A) return 0;
        link_start_ = block_.size();
        link_.clear();
        const MD_ATTRIBUTE& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
        for (std::size_t i = 0; href.size > 0 && href.substr_offsets[i] < href.size; ++i) {
            const MD_OFFSET from = href.substr_offsets[i];
            const std::string_view part(href.text + from, href.substr_offsets[i + 1] - from);
            link_ += href.substr_types[i] == MD_TEXT_ENTITY ? entity(part) : std::string(part);
        }
        return 0;
    }

    int leave(MD_SPANTYPE type) {
        if (type != MD_SPAN_A) return 0;
        const std::string shown = block_.substr(link_start_);
        if (shown != link_ && "mailto:" + shown != link_) block_ += " <" + link_ + ">";
        return 0;
    }

    int text(MD_TEXTTYPE type, std::string_view text) {
        if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
            block_ += '\n';
        } else if (type == MD_TEXT_NULLCHAR) {
            block_ += "\ufffd";
        } else if (type == MD_TEXT_ENTITY) {
            block_ += entity(text);
        } else {
            block_ += text;
        }
        return 0;
    }

    bool has_image() const { return has_image_; }
    std::string take() { return std::move(out_); }

private:
    struct List {
        bool ordered;
        unsigned next;
        bool tight;
    };
    /// What stands left of a nested block: once `first`, then `rest`.
    struct Margin {
        std::string first;
        std::string rest;
    };

    /// Writes the block collected so far behind its margins.
    void flush() {
        if (block_.empty()) return;
        if (gap_ && !out_.empty()) out_ += '\n';
        gap_ = false;
        std::string_view left = block_;
        while (!left.empty()) {
            const std::size_t end = left.find('\n');
            for (Margin& margin : margins_) {
                out_ += margin.first;
                margin.first = margin.rest;
            }
            out_.append(left.substr(0, end));
            out_ += '\n';
            left = end == std::string_view::npos ? std::string_view{} : left.substr(end + 1);
        }
        block_.clear();
    }

    std::string out_;
    std::string block_;
    std::string link_;
    std::size_t link_start_ = 0;
    std::vector<List> lists_;
    std::vector<Margin> margins_;
    bool gap_ = false;
    bool has_image_ = false;
};

PlainText& self(void* data) {
    return *static_cast<PlainText*>(data);
}

}  // namespace

Result<std::string> plain_text(const std::string& markdown) {
    MD_PARSER parser{};
    parser.flags = markdown_dialect;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* data) {
        return self(data).enter(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* data) {
        return self(data).leave(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* data) {
        return self(data).enter(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* data) { return self(data).leave(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) {
        return self(data).text(type, std::string_view(text, size));
    };
    PlainText out;
    const int failed =
        md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &out);
    if (out.has_image()) return fail("the text has an image; letters carry none");
    if (failed != 0) return fail("the text cannot be read as Markdown");
    return {boost::system::in_place_value, out.take()};
}

}  // namespace vesper
