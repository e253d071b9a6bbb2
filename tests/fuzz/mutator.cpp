#include "mutator.hpp"

#include <algorithm>

namespace left4me::fuzz
{
namespace
{
using namespace std::string_view_literals;

constexpr std::size_t kLongestInput = 16UL * 1024; // a piece doubled again and again would grow without end
constexpr std::size_t kLongestPiece = 64;
// What grammars end things with, quote with, or cut numbers, paths and UTF-8 at.
constexpr auto kTellingBytes = "\0\n\r\t\x1b\x7f /.:=-#\"'\\[]{}&*!@09azA\x80\x9f\xbf\xc2\xe0\xed\xf4\xff"sv;
} // namespace

char Mutator::byte()
{
    return below(2) == 0 ? kTellingBytes[below(kTellingBytes.size())] : static_cast<char>(below(256));
}

std::string_view Mutator::piece_of(std::string_view text)
{
    const std::size_t at = below(text.size() + 1);
    return text.substr(at, below(std::min(text.size() - at, kLongestPiece) + 1));
}

void Mutator::change(std::string& input)
{
    const std::size_t at = below(input.size() + 1);
    switch (below(7))
    {
    case 0:
        input.insert(at, 1, byte());
        break;
    case 1:
        input.replace(at, 1, 1, byte());
        break;
    case 2:
        input.erase(at, 1);
        break;
    case 3:
        input.erase(at, below(kLongestPiece));
        break;
    case 4:
        input.insert(at, std::string(piece_of(input)));
        break;
    case 5:
        input.insert(at, piece_of(corpus_[below(corpus_.size())]));
        break;
    default: // a whole input, so that lists grow to their limits
        input.insert(at, corpus_[below(corpus_.size())]);
        break;
    }
    input.resize(std::min(input.size(), kLongestInput));
}

std::string Mutator::mutate(std::string input)
{
    for (std::size_t changes = below(4) + 1; changes > 0; --changes)
    {
        change(input);
    }
    return input;
}
} // namespace left4me::fuzz
