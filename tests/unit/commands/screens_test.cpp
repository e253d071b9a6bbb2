// The screens that the README shows are what the programs write.
#include "commands/doctor_report.hpp"
#include "commands/progress_display.hpp"
#include "commands/status_report.hpp"
#include "commands/top_report.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace left4me
{
namespace
{
using namespace std::chrono_literals;

constexpr std::time_t kNoon = 1795608000; // date -u -d 2026-11-25T12:00:00Z +%s
constexpr std::time_t kHourInSeconds = 3600;
constexpr std::uint64_t kMebibytes = 1024 * 1024;
constexpr std::uint64_t kGibibytes = 1024 * kMebibytes;

InstanceStatus server(const char* name, std::uint16_t port)
{
    InstanceStatus status;
    status.name = name;
    status.port = port;
    status.unit.unit_file_state = "enabled";
    status.unit.restarts = 0;
    return status;
}

InstanceStatus busy_server()
{
    InstanceStatus status = server("alpha", 27015);
    status.unit.active_state = "active";
    status.unit.sub_state = "running";
    status.unit.main_pid = 4711;
    status.unit.started = kNoon - 3 * kHourInSeconds;
    status.unit.memory_bytes = 712 * kMebibytes;
    status.upper_bytes = 3 * kMebibytes;
    status.info = ServerInfo{"left4me alpha", "c1m1_hotel", 3, 8, 1};
    return status;
}

InstanceStatus crashed_server()
{
    InstanceStatus status = server("beta", 27016);
    status.unit.active_state = "failed";
    status.unit.sub_state = "failed";
    status.unit.restarts = 5;
    status.upper_bytes = kMebibytes;
    return status;
}

InstanceStatus idle_server()
{
    InstanceStatus status = server("gamma", 27017);
    status.unit.active_state = "inactive";
    status.unit.sub_state = "dead";
    status.unit.unit_file_state = "disabled";
    status.upper_bytes = 0;
    return status;
}

std::string status_screen()
{
    return format_table({status_headings(), status_row(busy_server(), kNoon),
                         status_row(crashed_server(), kNoon), status_row(idle_server(), kNoon)});
}

std::string top_screen()
{
    return format_table({top_headings(), top_row(busy_server(), 11.5), top_row(crashed_server(), {}),
                         top_row(idle_server(), {})}) +
           "\nq ends\n";
}

std::string doctor_screen()
{
    return doctor_table({{"overlayfs", Health::Ok, "the kernel has overlayfs", ""},
                         {"steamcmd", Health::Failure, "there is no SteamCMD in /var/lib/left4me/steam",
                          "sudo -u left4me sh -c 'cd /var/lib/left4me/tmp && curl -fsSLO "
                          "https://steamcdn-a.akamaihd.net/client/installer/steamcmd_linux.tar.gz && "
                          "l4d2ctl install --bootstrap=steamcmd_linux.tar.gz'"}});
}

std::string install_screen()
{
    Rate rate;
    const Rate::Moment begin;
    const SteamProgress half{"downloading", 50, 14 * kGibibytes / 3, 28 * kGibibytes / 3};
    rate.observe({half.phase, 0, 0, half.total}, begin);
    rate.observe(half, begin + 100s);
    return bar_text(half, rate) + "\n";
}

std::string readme()
{
    std::ostringstream text;
    text << std::ifstream(README).rdbuf();
    return text.str();
}

void expect_shown(const std::string& command, const std::string& screen)
{
    const std::string block = "```text\n$ sudo -u left4me l4d2ctl " + command + "\n" + screen + "```\n";
    EXPECT_NE(readme().find(block), std::string::npos) << "the README is to show:\n" << block;
}

TEST(ScreensOfTheReadme, AreWhatTheProgramsWrite)
{
    expect_shown("status", status_screen());
    expect_shown("top", top_screen());
    expect_shown("doctor", doctor_screen());
    expect_shown("install", install_screen());
}
} // namespace
} // namespace left4me
