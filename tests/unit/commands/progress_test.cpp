#include "commands/progress_display.hpp"
#include "commands/rate.hpp"
#include "commands/size_text.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace left4me
{
namespace
{
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

TEST(SizeText, HasIecUnitsAndThreeDigits)
{
    EXPECT_EQ(bytes_text(0), "0 B");
    EXPECT_EQ(bytes_text(999), "999 B");
    EXPECT_EQ(bytes_text(1000), "0.98 KiB");
    EXPECT_EQ(bytes_text(4096), "4.00 KiB");
    EXPECT_EQ(bytes_text(123 * 1024 * 1024), "123 MiB");
    EXPECT_EQ(bytes_text(9'996'000'000), "9.31 GiB");
    EXPECT_EQ(bytes_text(~std::uint64_t{0}), "16.0 EiB");
}

TEST(SecondsText, HasTheTwoUnitsThatMatter)
{
    EXPECT_EQ(seconds_text(59), "59 s");
    EXPECT_EQ(seconds_text(320), "5 min 20 s");
    EXPECT_EQ(seconds_text(7800), "2 h 10 min");
}

TEST(AgoText, HasTheLargestUnitThatIsNotZero)
{
    EXPECT_EQ(ago_text(1000, 1059), "59 s ago");
    EXPECT_EQ(ago_text(1000, 1060), "1 min ago");
    EXPECT_EQ(ago_text(1000, 1000 + 2 * 3600), "2 h ago");
    EXPECT_EQ(ago_text(1000, 1000 + 47 * 3600), "47 h ago");
    EXPECT_EQ(ago_text(1000, 1000 + 48 * 3600), "2 days ago");
    EXPECT_EQ(ago_text(1000, 999), "0 s ago");
}

TEST(Rate, IsKnownAfterTheFirstSecondOfAPhase)
{
    Rate rate;
    const Rate::Moment begin;
    EXPECT_TRUE(rate.observe({"downloading", 0, 1000, 11'000}, begin));
    EXPECT_FALSE(rate.observe({"downloading", 1, 1100, 11'000}, begin + 500ms));
    EXPECT_EQ(rate.bytes_per_second(), std::nullopt);
    EXPECT_FALSE(rate.observe({"downloading", 50, 6000, 11'000}, begin + 5s));
    EXPECT_DOUBLE_EQ(rate.bytes_per_second().value(), 1000);
    EXPECT_EQ(rate.seconds_left(), 5U);
}

TEST(Rate, BeginsAnewWithEachPhase)
{
    Rate rate;
    const Rate::Moment begin;
    rate.observe({"downloading", 0, 0, 100}, begin);
    rate.observe({"downloading", 100, 100, 100}, begin + 2s);
    EXPECT_TRUE(rate.observe({"committing", 0, 0, 100}, begin + 3s));
    EXPECT_EQ(rate.bytes_per_second(), std::nullopt);
    EXPECT_TRUE(rate.observe({"downloading", 0, 0, 100}, begin + 4s));
}

TEST(ProgressDisplay, HasALineForEachTenthOfAPhase)
{
    testing::internal::CaptureStderr();
    const auto display = make_progress_display(ProgressForm::Lines);
    for (std::uint64_t percent = 0; percent <= 100; ++percent)
    {
        display->show({"downloading", static_cast<double>(percent), percent * 1024, 100 * 1024});
    }
    const std::string said = testing::internal::GetCapturedStderr();
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 11);
    EXPECT_THAT(said, HasSubstr("l4d2ctl: downloading: 50.0 %, 50.0 KiB of 100 KiB"));
}

TEST(ProgressDisplay, ShowsNoControlCharacterOfAPhase)
{
    for (const ProgressForm form : {ProgressForm::Lines, ProgressForm::Bar})
    {
        testing::internal::CaptureStderr();
        make_progress_display(form)->show({"down\033]0;x\aloading", 1, 1, 2});
        EXPECT_THAT(testing::internal::GetCapturedStderr(), Not(HasSubstr("\033]")));
    }
}

TEST(ProgressDisplay, IsAnObjectALineForPrograms)
{
    testing::internal::CaptureStdout();
    make_progress_display(ProgressForm::Json)->show({"downloading", 12.5, 1, 8});
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "{\"event\":\"progress\",\"phase\":\"downloading\","
                                                      "\"percent\":12.5,\"done_bytes\":1,\"total_bytes\":8,"
                                                      "\"bytes_per_second\":null,\"seconds_left\":null}\n");
}

TEST(ProgressDisplay, WritesABarOverItselfAndEndsItsLineBeforeTheNextPhase)
{
    testing::internal::CaptureStderr();
    const auto bar = make_progress_display(ProgressForm::Bar);
    bar->show({"downloading", 50, 1, 2});
    bar->show({"committing", 0, 0, 2});
    bar->end_line();
    bar->end_line();
    EXPECT_EQ(testing::internal::GetCapturedStderr(),
              "\r\033[K[##########----------] 50.0 %, downloading, 1 B of 2 B\n"
              "\r\033[K[--------------------] 0.0 %, committing, 0 B of 2 B\n");
}
} // namespace
} // namespace left4me
