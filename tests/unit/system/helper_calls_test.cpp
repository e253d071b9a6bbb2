// What the room asks of systemctl and of the helpers, which are fakes here.
#include "left4me/fd.hpp"
#include "system/journal.hpp"
#include "system/overlay_helper.hpp"
#include "system/units.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <pty.h>
#include <unistd.h>

namespace left4me
{
namespace
{
using testing::Each;
using testing::Field;

std::string content_of(const std::string& file)
{
    std::ostringstream content;
    content << std::ifstream(file).rdbuf();
    return std::move(content).str();
}

class HelperCalls : public testing::Test
{
protected:
    HelperCalls()
    {
        EXPECT_NE(::mkdtemp(directory_), nullptr);
        ::setenv("FAKE_LOG", log().c_str(), 1);
        ::unsetenv("FAKE_BUS_IS_DOWN");
        ::unsetenv("FAKE_LOADED");
        ::unsetenv("FAKE_STARTED_MEANWHILE");
    }
    ~HelperCalls() override
    {
        ::unlink(log().c_str());
        ::rmdir(directory_);
    }
    HelperCalls(const HelperCalls&) = delete;
    HelperCalls& operator=(const HelperCalls&) = delete;
    HelperCalls(HelperCalls&&) = delete;
    HelperCalls& operator=(HelperCalls&&) = delete;

    /// A line for each call, in their order.
    [[nodiscard]] std::string calls() const { return content_of(log()); }

private:
    [[nodiscard]] std::string log() const { return std::string(directory_) + "/log"; }

    char directory_[32] = "/tmp/left4me-calls-XXXXXX";
};

using UnitQuery = HelperCalls;
using SystemctlCalls = HelperCalls;
using Journal = HelperCalls;

std::vector<std::string> names(int count)
{
    std::vector<std::string> names;
    for (int number = count; number > 0; --number)
    {
        names.push_back("server-" + std::to_string(number));
    }
    return names;
}

std::vector<std::string> units(const std::vector<UnitState>& states)
{
    std::vector<std::string> units;
    for (const UnitState& state : states)
    {
        units.push_back(state.unit);
    }
    return units;
}

std::vector<std::string> units_of(std::vector<std::string> names)
{
    std::transform(names.begin(), names.end(), names.begin(), unit_of);
    return names;
}

/// For FAKE_LOADED.
std::string loaded(const std::vector<std::string>& some_names)
{
    std::string text = " ";
    for (const std::string& name : some_names)
    {
        text += unit_of(name) + ' ';
    }
    return text;
}

TEST_F(UnitQuery, NamesAFewUnits)
{
    const auto states = unit_states(names(4), Verbosity::Quiet);
    EXPECT_EQ(calls(), "systemctl show 4\n");
    EXPECT_EQ(units(states), units_of(names(4)));
    EXPECT_THAT(states, Each(Field(&UnitState::active_state, "active")));
}

TEST_F(UnitQuery, OfManyIsOneCallWhereSystemdHasThemAllInMemory)
{
    ::setenv("FAKE_LOADED", loaded(names(300)).c_str(), 1);
    const auto states = unit_states(names(300), Verbosity::Quiet);
    EXPECT_EQ(calls(), "systemctl show left4me-server@*.service\n");
    EXPECT_EQ(units(states), units_of(names(300)));
    EXPECT_THAT(states, Each(Field(&UnitState::active_state, "active")));
}

TEST_F(UnitQuery, OfManyAsksOneForThoseThatDifferInNothing)
{
    ::setenv("FAKE_LOADED", loaded({"server-7", "somebody-elses"}).c_str(), 1);
    const auto states = unit_states(names(300), Verbosity::Quiet);
    EXPECT_EQ(calls(), "systemctl show left4me-server@*.service\nsystemctl show 1\n");
    EXPECT_EQ(units(states), units_of(names(300)));
    EXPECT_EQ(states[300 - 7].active_state, "active");
    EXPECT_EQ(std::count_if(states.begin(), states.end(),
                            [](const UnitState& state) { return state.active_state == "inactive"; }),
              299);
}

TEST_F(UnitQuery, OfManyAsksOneThatNobodyCanStartMeanwhile)
{
    ::setenv("FAKE_STARTED_MEANWHILE", "yes", 1);
    ::setenv("FAKE_LOADED", loaded({}).c_str(), 1);
    const auto states = unit_states(names(5), Verbosity::Quiet);
    EXPECT_EQ(calls(), "systemctl show left4me-server@*.service\nsystemctl show 1\n");
    EXPECT_EQ(units(states), units_of(names(5)));
    EXPECT_THAT(states, Each(Field(&UnitState::active_state, "inactive")));
}

TEST_F(UnitQuery, GoesThroughTheHelperInItsPortionsWhereTheBusIsOutOfReach)
{
    ::setenv("FAKE_BUS_IS_DOWN", "yes", 1);
    testing::internal::CaptureStderr();
    const auto states = unit_states(names(300), Verbosity::Quiet);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "a detour is no failure";
    EXPECT_EQ(
        calls(),
        "systemctl show left4me-server@*.service\nleft4me-systemctl show 256\nleft4me-systemctl show 44\n");
    EXPECT_EQ(units(states), units_of(names(300)));
    EXPECT_THAT(states, Each(Field(&UnitState::invocation_id, "left4me-systemctl")));
}

TEST_F(UnitQuery, KnowsNothingOfAUnitThatIsNotShown)
{
    const auto states = unit_states({"alpha", "unknown", "beta"}, Verbosity::Quiet);
    EXPECT_EQ(units(states), units_of({"alpha", "unknown", "beta"}));
    EXPECT_EQ(states[1].active_state, std::nullopt);
    EXPECT_EQ(states[2].active_state, "active");
    EXPECT_EQ(unit_state("alpha", Verbosity::Quiet).active_state, "active");
}

TEST_F(UnitQuery, OfNoUnitNeedsNoCall)
{
    EXPECT_TRUE(unit_states({}, Verbosity::Quiet).empty());
    EXPECT_EQ(calls(), "");
}

TEST_F(SystemctlCalls, AreTheHelpersVerbs)
{
    const Systemctl systemctl(Verbosity::Quiet);
    systemctl.enable("alpha");
    systemctl.disable("alpha");
    systemctl.start("alpha");
    systemctl.stop("alpha");
    systemctl.reset_failed("alpha");
    EXPECT_EQ(calls(), "left4me-systemctl enable alpha\nleft4me-systemctl disable alpha\n"
                       "left4me-systemctl start alpha\nleft4me-systemctl stop alpha\n"
                       "left4me-systemctl reset-failed alpha\n");
}

TEST_F(HelperCalls, OfTheOverlayHelperAreForWhatMountsLeft)
{
    unmount("alpha", Verbosity::Quiet);
    EXPECT_EQ(calls(), "left4me-overlay umount alpha\n");
}

std::string all_of(const Fd& reader)
{
    std::string text;
    char buffer[4096];
    for (ssize_t size = ::read(reader.get(), buffer, sizeof buffer); size > 0;
         size = ::read(reader.get(), buffer, sizeof buffer))
    {
        text.append(buffer, static_cast<std::size_t>(size));
    }
    return text;
}

std::string shown_in_a_pipe(const JournalRequest& request)
{
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const Fd reader(ends[0]);
    Fd writer(ends[1]);
    EXPECT_TRUE(show_journal(request, writer.get(), Verbosity::Quiet));
    writer = Fd();
    return all_of(reader);
}

std::string shown_on_a_terminal(const JournalRequest& request)
{
    int master = -1;
    int slave = -1;
    EXPECT_EQ(::openpty(&master, &slave, nullptr, nullptr, nullptr), 0);
    const Fd screen(master);
    Fd terminal(slave);
    EXPECT_TRUE(show_journal(request, terminal.get(), Verbosity::Quiet));
    terminal = Fd();
    return all_of(screen);
}

TEST_F(Journal, IsAskedForInTheHelpersWords)
{
    static_cast<void>(shown_in_a_pipe({"alpha"}));
    static_cast<void>(shown_in_a_pipe({"alpha", 0, true, JournalFormat::Json}));
    static_cast<void>(shown_in_a_pipe({"alpha", 100000, false, JournalFormat::ShortIsoPrecise}));
    EXPECT_EQ(calls(), "left4me-journalctl alpha --lines 200 --no-follow --output cat\n"
                       "left4me-journalctl alpha --lines 0 --follow --output json\n"
                       "left4me-journalctl alpha --lines 100000 --no-follow --output short-iso-precise\n");
}

TEST_F(Journal, IntoAPipeIsAsTheGameWroteIt)
{
    EXPECT_EQ(shown_in_a_pipe({"alpha"}), "plain\n\x1b[31mred\nunended");
}

TEST_F(Journal, OnATerminalSteersNothing)
{
    EXPECT_EQ(shown_on_a_terminal({"alpha"}), "plain\r\n\\x1b[31mred\r\nunended");
}
} // namespace
} // namespace left4me
