#include "steam/trouble.hpp"

#include <algorithm>
#include <array>

namespace left4me
{
namespace
{
struct Sign
{
    std::string_view part; ///< of the line
    Trouble trouble;
};

// steam-for-linux issue 11522, LinuxGSM issues 4706 and 4754, and Valve's page on SteamCMD.
constexpr std::array<Sign, 26> kSigns = {{
    {"(Invalid platform)", Trouble::InvalidPlatform},
    {"(No subscription)", Trouble::NoSubscription},
    {"(Not enough disk space)", Trouble::NoSpace},
    {"(Disk write failure)", Trouble::DiskWrite},
    {"state is 0x202 ", Trouble::NoSpace},
    {"state is 0x212 ", Trouble::NoSpace},
    {"state is 0x606 ", Trouble::DiskWrite},
    {"state is 0x402 ", Trouble::Interrupted},
    {"state is 0x602 ", Trouble::Interrupted},
    {"state is 0x6 ", Trouble::Interrupted},
    {"(Rate Limit Exceeded)", Trouble::RateLimit},
    {"(Account Login Denied Throttle)", Trouble::RateLimit},
    {"(Invalid Password)", Trouble::Password},
    {"(Two-factor code mismatch)", Trouble::GuardCode},
    {"(Invalid Login Auth Code)", Trouble::GuardCode},
    {"(Account Logon Denied)", Trouble::GuardCode},
    {"(Account Login Denied Need Two Factor)", Trouble::GuardCode},
    {"(No Connection)", Trouble::NoConnection},
    {"(Timeout)", Trouble::NoConnection},
    {"(Service Unavailable)", Trouble::NoConnection},
    {"(Try Another CM)", Trouble::NoConnection},
    {"Timed out waiting for", Trouble::NoConnection},
    {"needs to be online to update", Trouble::NoConnection},
    {"http error", Trouble::NoConnection},
    {"linux32/steamcmd: No such file or directory", Trouble::NoLoader},
    {"linux32/steamcmd: cannot execute", Trouble::NoLoader},
}};

struct Answer
{
    Exit exit;
    bool transient;
    const char* explanation;
};

const Answer& answer_to(Trouble trouble)
{
    static constexpr std::array<Answer, 11> kAnswers = {{
        {Exit::Unavailable, false,
         "Steam gives the Linux files to nobody whom it has not given the Windows files before: call install "
         "again, or log in as an owner of the game with --login USER"},
        {Exit::NoPerm, false,
         "this account may not have the dedicated server: log in as an owner of the game with --login USER"},
        {Exit::CantCreat, false,
         "the disk is full: make room, and call install again, which goes on from here"},
        {Exit::CantCreat, false,
         "it cannot write: look at df -h and at who owns the state root, and call install again"},
        {Exit::TempFail, true, "Steam cannot be reached: try again later"},
        {Exit::TempFail, true, "the download broke off: call install again, which goes on from here"},
        {Exit::TempFail, false, "Steam wants no more logins from this address for now: try again in an hour"},
        {Exit::NoPerm, false, "Steam does not accept this user with this password"},
        {Exit::NoPerm, false,
         "this account is guarded: give the code of Steam Guard too, which --login asks for after the "
         "password"},
        {Exit::Unavailable, false,
         "SteamCMD is a 32-bit program and this machine cannot run it: apt-get install libc6-i386 "
         "lib32gcc-s1 "
         "lib32stdc++6 lib32z1"},
        {Exit::Failed, false, "its last lines are above"},
    }};
    return kAnswers.at(static_cast<std::size_t>(trouble));
}
} // namespace

Trouble trouble_of(std::string_view line)
{
    const auto* const sign =
        std::find_if(kSigns.begin(), kSigns.end(),
                     [&](const Sign& each) { return line.find(each.part) != std::string_view::npos; });
    return sign == kSigns.end() ? Trouble::Unknown : sign->trouble;
}

bool is_transient(Trouble trouble)
{
    return answer_to(trouble).transient;
}

Exit exit_of(Trouble trouble)
{
    return answer_to(trouble).exit;
}

std::string explanation_of(Trouble trouble)
{
    return answer_to(trouble).explanation;
}
} // namespace left4me
