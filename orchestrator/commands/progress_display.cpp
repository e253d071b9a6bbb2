#include "commands/progress_display.hpp"

#include "commands/message.hpp"
#include "commands/size_text.hpp"
#include "commands/status_report.hpp"
#include "spec/text.hpp"
#include "system/output.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace left4me
{
namespace
{
using Clock = std::chrono::steady_clock;

std::string percent_text(double percent)
{
    std::array<char, 16> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.1f %%", percent);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string amounts(const SteamProgress& progress, const Rate& rate)
{
    std::string text;
    if (progress.total > 0)
    {
        text += ", " + bytes_text(progress.done) + " of " + bytes_text(progress.total);
    }
    if (const auto speed = rate.bytes_per_second())
    {
        text += ", " + bytes_text(static_cast<std::uint64_t>(*speed)) + "/s";
    }
    if (const auto left = rate.seconds_left())
    {
        text += ", " + seconds_text(*left) + " left";
    }
    return text;
}

class Bar final : public ProgressDisplay
{
public:
    void show(const SteamProgress& progress) override
    {
        const Clock::time_point now = Clock::now();
        const bool begins = rate_.observe(progress, now);
        if (begins)
        {
            end_line();
        }
        if (!begins && progress.percent < 100 && now - drawn_ < kPause)
        {
            return;
        }
        drawn_ = now;
        open_ = true;
        write_out(STDERR_FILENO, "\r\033[K" + bar_text(progress, rate_));
    }
    void end_line() override
    {
        if (open_)
        {
            write_out(STDERR_FILENO, "\n");
        }
        open_ = false;
    }

private:
    static constexpr std::chrono::milliseconds kPause{100};
    Rate rate_;
    Clock::time_point drawn_;
    bool open_ = false;
};

class Lines final : public ProgressDisplay
{
public:
    void show(const SteamProgress& progress) override
    {
        const bool begins = rate_.observe(progress, Clock::now());
        const int tenth = static_cast<int>(progress.percent / 10);
        if (begins || tenth > tenth_)
        {
            say(progress.phase + ": " + percent_text(progress.percent) + amounts(progress, rate_));
        }
        tenth_ = tenth;
    }

private:
    Rate rate_;
    int tenth_ = 0;
};

class JsonLines final : public ProgressDisplay
{
public:
    void show(const SteamProgress& progress) override
    {
        rate_.observe(progress, Clock::now());
        const auto speed = rate_.bytes_per_second();
        const auto left = rate_.seconds_left();
        nlohmann::ordered_json json;
        json["event"] = "progress";
        json["phase"] = progress.phase;
        json["percent"] = progress.percent;
        json["done_bytes"] = progress.done;
        json["total_bytes"] = progress.total;
        json["bytes_per_second"] = speed ? nlohmann::ordered_json(std::uint64_t(*speed)) : nullptr;
        json["seconds_left"] = left ? nlohmann::ordered_json(*left) : nullptr;
        left4me::show(json_line(json));
    }

private:
    Rate rate_;
};
} // namespace

std::string bar_text(const SteamProgress& progress, const Rate& rate)
{
    constexpr std::size_t kWidth = 20;
    const auto full = static_cast<std::size_t>(progress.percent / 100 * kWidth);
    return "[" + std::string(full, '#') + std::string(kWidth - full, '-') + "] " +
           percent_text(progress.percent) + ", " + printable(progress.phase) + amounts(progress, rate);
}

std::unique_ptr<ProgressDisplay> make_progress_display(ProgressForm form)
{
    if (form == ProgressForm::Json)
    {
        return std::make_unique<JsonLines>();
    }
    const bool bar =
        form == ProgressForm::Bar || (form == ProgressForm::Automatic && ::isatty(STDERR_FILENO) == 1);
    return bar ? std::unique_ptr<ProgressDisplay>(std::make_unique<Bar>()) : std::make_unique<Lines>();
}
} // namespace left4me
