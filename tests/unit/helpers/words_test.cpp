#include "common/words.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using testing::ElementsAre;
using testing::IsEmpty;

TEST(CommandLineWords, AreNoneWithoutAProgramName)
{
    std::array<char*, 1> argv = {nullptr};
    EXPECT_THAT(words_of(0, argv.data()), IsEmpty());
    EXPECT_THAT(words_of(-1, argv.data()), IsEmpty());
    EXPECT_THAT(words_of(0, nullptr), IsEmpty());
}

TEST(CommandLineWords, AreAllButTheProgramsName)
{
    std::array<std::string, 3> text = {"program", "", "a b"};
    std::array<char*, 4> argv = {text[0].data(), text[1].data(), text[2].data(), nullptr};
    EXPECT_THAT(words_of(1, argv.data()), IsEmpty());
    EXPECT_THAT(words_of(3, argv.data()), ElementsAre("", "a b"));
}
} // namespace
} // namespace left4me
