// Small random changes to an input, the same on every machine for one seed.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace left4me::fuzz
{
class Mutator
{
public:
    /// `corpus` must outlive it, and lends pieces.
    Mutator(unsigned seed, const std::vector<std::string>& corpus) : random_(seed), corpus_(corpus) {}

    /// `input` after one to four changes.
    [[nodiscard]] std::string mutate(std::string input);

private:
    /// Below `limit`, which is above 0. The standard's distributions differ between libraries.
    std::size_t below(std::size_t limit) { return random_() % limit; }
    char byte();
    std::string_view piece_of(std::string_view text);
    void change(std::string& input);

    std::mt19937 random_;
    const std::vector<std::string>& corpus_;
};
} // namespace left4me::fuzz
