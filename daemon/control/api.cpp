#include "daemon/control/api.hpp"

#include "daemon/control/call.hpp"
#include "daemon/control/json_text.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace vesper {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

/// The words of `path` where `pattern` has `{}`; nothing if they do not fit. Segments are compared
/// before they are decoded, so that an order key with a slash in it stays one segment.
std::optional<std::vector<std::string>> fit(std::string_view pattern, std::string_view path) {
    const auto wanted = split(pattern, '/');
    const auto given = split(path, '/');
    if (wanted.size() != given.size()) return std::nullopt;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i] != "{}") {
            if (wanted[i] != given[i]) return std::nullopt;
            continue;
        }
        auto word = percent_decoded(given[i]);
        if (!word || word->empty()) return std::nullopt;
        words.push_back(std::move(*word));
    }
    return words;
}

/// The query's words, or what is wrong with it.
Result<std::map<std::string, std::string>> read_query(std::string_view query, const Route& route) {
    std::map<std::string, std::string> words;
    if (query.empty()) return words;
    const auto known = split(route.query, ' ');
    for (const std::string_view pair : split(query, '&')) {
        if (pair.empty()) continue;
        const std::size_t equals = pair.find('=');
        std::string value{equals == std::string_view::npos ? "" : pair.substr(equals + 1)};
        std::replace(value.begin(), value.end(), '+', ' ');  // as HTML forms and curl -G write it
        const auto name = percent_decoded(pair.substr(0, equals));
        const auto decoded = percent_decoded(value);
        if (!name || !decoded) return fail("the query holds a broken percent escape");
        if (std::find(known.begin(), known.end(), *name) == known.end())
            return fail("unknown word \"" + *name + "\" in the query" +
                        (route.query.empty() ? "; this path takes none"
                                             : "; known: " + std::string{route.query}));
        words[*name] = *decoded;
    }
    return words;
}

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

std::string_view query_of(std::string_view target) {
    const std::size_t mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

Answer only_by_admin(const Control& control, const Request& request) {
    return error_answer(403, "read-only",
                        request.method + " " + std::string{path_of(request.target)} +
                            " is not answered on this socket: it only reads",
                        "use the socket " + control.house.config().admin_socket +
                            " (members of the group vesper-admin)");
}

}  // namespace

std::string Call::asked(const std::string& name) const {
    const auto found = query.find(name);
    return found == query.end() ? std::string{} : found->second;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        unsigned value = 0;
        if (i + 3 > text.size()) return std::nullopt;
        const char* first = text.data() + i + 1;
        const auto [end, error] = std::from_chars(first, first + 2, value, 16);
        if (error != std::errc{} || end != first + 2) return std::nullopt;
        decoded += static_cast<char>(value);
        i += 2;
    }
    return decoded;
}

Stream stream_asked_for(const std::string& target) {
    for (const Route& route : routes())
        if (route.stream != Stream::none && route.pattern == path_of(target)) return route.stream;
    return Stream::none;
}

void answer(const Control& control, const Request& request, std::function<void(Answer)> done) {
    std::string allowed;
    for (const Route& route : routes()) {
        auto words = fit(route.pattern, path_of(request.target));
        if (!words) continue;
        if (route.method != request.method) {
            allowed += (allowed.empty() ? "" : ", ") + std::string{route.method};
            continue;
        }
        if (route.admin && !request.may_change) return done(only_by_admin(control, request));
        if (route.answer == nullptr) continue;
        auto query = read_query(query_of(request.target), route);
        if (!query) return done(bad_request(query.error().message));
        Call call{control, request, std::move(*words), std::move(*query), std::move(done)};
        return route.answer(call);
    }
    if (allowed.empty())
        return done(not_found("there is no " + std::string{path_of(request.target)},
                              "see docs/openapi.yaml; GET /v1/status is a good start"));
    if (!request.may_change && request.method != "GET")
        return done(only_by_admin(control, request));
    Answer refused = error_answer(405, "method", request.method + " is not answered here",
                                  "this path answers " + allowed);
    refused.headers.emplace_back("Allow", allowed);
    done(std::move(refused));
}

Answer error_answer(int status, const std::string& code, const std::string& message,
                    const std::string& next) {
    const std::string error =
        JsonObject{}.text("code", code).text("message", message).text_if_known("next", next).done();
    return Answer{status, "application/json", JsonObject{}.json("error", error).done() + "\n", {}};
}

void name_language(Answer& answer, Language language) {
    answer.headers.emplace_back("Content-Language", tag(language));
    answer.headers.emplace_back("Vary", "Accept-Language");
}

Answer bad_request(const std::string& message, const std::string& next) {
    return error_answer(400, "bad-request", message, next);
}

Answer not_found(const std::string& message, const std::string& next) {
    return error_answer(404, "not-found", message, next);
}

}  // namespace vesper
