// Runs a target without a fuzzer: each file of its corpus, and mutations of it that are the same every time.
//
// TARGET DIRECTORY MUTATIONS [SEED]: MUTATIONS for each file. TARGET FILE: this input alone.
#include "mutator.hpp"
#include "target.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace left4me::fuzz
{
namespace
{
constexpr char kBroken[] = "broken-input";
constexpr double kPatience = 1; // seconds of this process's own for one input

std::string_view current_input; // for the handler

std::string read(const std::filesystem::path& file)
{
    std::ifstream input(file, std::ios::binary);
    std::ostringstream text;
    text << input.rdbuf();
    if (!input)
    {
        throw std::runtime_error("cannot read " + file.string());
    }
    return text.str();
}

std::vector<std::string> read_corpus(const std::filesystem::path& directory)
{
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(directory))
    {
        paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end()); // the seed alone decides
    std::vector<std::string> corpus;
    std::transform(paths.begin(), paths.end(), std::back_inserter(corpus), read);
    if (corpus.empty())
    {
        throw std::runtime_error("no inputs in " + directory.string());
    }
    return corpus;
}

/// Keeps what broke the target; only what a signal handler may call.
void keep_input(int signal)
{
    const int file = ::open(kBroken, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    constexpr std::string_view kSaid = "the input is in ./broken-input; give its path as the only word\n";
    const bool kept = ::write(file, current_input.data(), current_input.size()) >= 0;
    static_cast<void>(kept && ::write(STDERR_FILENO, kSaid.data(), kSaid.size()) >= 0);
    ::signal(signal, SIG_DFL);
    ::raise(signal);
}

void try_one(std::string_view input)
{
    current_input = input;
    const std::clock_t began = std::clock();
    try_input(input);
    const double seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    require(seconds < kPatience, "an input takes less than a second");
}

void replay(const std::vector<std::string>& corpus, unsigned long mutations, unsigned seed)
{
    Mutator mutator(seed, corpus);
    for (const std::string& input : corpus)
    {
        try_one(input);
        for (unsigned long i = 0; i < mutations; ++i)
        {
            try_one(mutator.mutate(input));
        }
    }
    std::printf("%zu inputs, %lu mutations of each, seed %u\n", corpus.size(), mutations, seed);
}

void run(const std::vector<std::string>& words)
{
    if (words.size() == 1)
    {
        try_one(read(words[0]));
        return;
    }
    if (words.size() != 2 && words.size() != 3)
    {
        throw std::runtime_error("usage: TARGET DIRECTORY MUTATIONS [SEED] | TARGET FILE");
    }
    const unsigned long seed = words.size() == 3 ? std::stoul(words[2]) : 1;
    replay(read_corpus(words[0]), std::stoul(words[1]), static_cast<unsigned>(seed));
}
} // namespace
} // namespace left4me::fuzz

int main(int argc, char** argv)
{
    try
    {
        std::signal(SIGABRT, left4me::fuzz::keep_input);
        left4me::fuzz::run({argv + 1, argv + argc});
        return 0;
    }
    catch (const std::exception& error)
    {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
