#include "commands/retries.hpp"

#include "commands/message.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <thread>

namespace left4me
{
bool Retries::again(const Complaint& complaint)
{
    constexpr std::chrono::seconds kLongestPause{60};
    if (left_ == 0 || !is_transient(complaint.trouble))
    {
        return false;
    }
    say("SteamCMD says " + shown(complaint.text) + ": trying again in " + std::to_string(pause_.count()) +
        " s, " + std::to_string(left_) + (left_ == 1 ? " attempt" : " attempts") + " left");
    std::this_thread::sleep_for(pause_);
    pause_ = std::min(2 * pause_, kLongestPause);
    --left_;
    return true;
}
} // namespace left4me
