// One spelling for names that people spell in many ways. The tables' generator calls this very code
// (tools/geo), so that what is stored and what is looked up are folded alike.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vesper {

/// A short text in place: folding and look-ups allocate nothing. Longer text is cut; no name of a
/// place comes near.
class ShortText {
public:
    static constexpr std::size_t bytes_max = 160;

    std::string_view view() const { return {bytes_.data(), size_}; }
    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }
    void add(char c) {
        if (size_ < bytes_max) bytes_[size_++] = c;
    }
    void add(std::string_view text) {
        for (const char c : text) add(c);
    }

private:
    std::array<char, bytes_max> bytes_;  // only the first size_ are written
    std::size_t size_ = 0;
};

/// Lower case without accents, apostrophes dropped, everything else that is neither letter nor
/// digit one blank between words: " Île-de-France " is "ile de france", "САХА" is "саха". Greek,
/// Cyrillic and Arabic letters lose what writers leave off; others stay as they are; bytes that are
/// not UTF-8 count as blanks.
ShortText folded(std::string_view text);
std::string fold_name(std::string_view text);

/// A folded name of a region without the words that say what kind of region it is: "oblast",
/// "province", "state of", "shi". The text itself if it has none.
ShortText without_kind(std::string_view folded_name);

/// A folded name in Cyrillic or Latin letters as one spelling of Latin: "екатеринбург",
/// "yekaterinburg" and "ekaterinburg" are "ekaterinburg"; y, j and i are one letter, double letters
/// single.
ShortText loosely_latin(std::string_view folded_name);

/// Letters and digits of a postal code, upper case, nothing between: "sw1a 1aa" is "SW1A1AA". Wide
/// digits and letters of East Asian input become plain ones, as do Arabic and Persian digits.
ShortText folded_postal(std::string_view text);

/// Where a name is kept in the tables: 32 bits of a hash (FNV-1a) of scope and folded name. The
/// tables carry a salt under which no two of their names meet. What is known of a name so far may
/// be kept, and several ends tried.
class NameHash {
public:
    NameHash(std::uint32_t salt, std::string_view scope) : hash_(0xcbf29ce484222325U ^ salt) {
        mix(scope);
        mix("|");
    }

    NameHash then(std::string_view text) const {
        NameHash longer = *this;
        longer.mix(text);
        return longer;
    }
    /// The low bits of FNV mix less well than the high ones.
    std::uint32_t key() const {
        return static_cast<std::uint32_t>(hash_ * 0x9E3779B97F4A7C15U >> 32U);
    }

private:
    void mix(std::string_view text) {
        for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }

    std::uint64_t hash_;
};

std::uint32_t name_key(std::uint32_t salt, std::string_view scope, std::string_view folded_name);

}  // namespace vesper
