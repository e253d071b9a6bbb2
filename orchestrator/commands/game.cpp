#include "commands/game.hpp"

#include "instance/failure.hpp"
#include "left4me/error.hpp"

#include <cerrno>

#include <unistd.h>

namespace left4me
{
namespace
{
[[noreturn]] void fail_to_run(const std::string& program, int error)
{
    if (error == EACCES)
    {
        throw UserError(Exit::NoPerm, "cannot run " + program + ": Permission denied: is it executable?");
    }
    if (error == ENOEXEC)
    {
        throw UserError(Exit::DataErr, "cannot run " + program + ": it is no program");
    }
    fail_to_read("run " + program, error);
}
} // namespace

Argv game_call(const std::filesystem::path& merged, const InstanceEnv& env)
{
    Argv call{
        (merged / "srcds_run").string(), "-norestart", "-game", "left4dead2", "+ip", "0.0.0.0", "+hostport",
        std::to_string(env.port)};
    call.insert(call.end(), env.arguments.begin(), env.arguments.end());
    return call;
}

void become_game(const std::filesystem::path& merged, const Argv& call)
{
    if (::chdir(merged.c_str()) != 0)
    {
        fail_to_read("change to " + merged.string(), errno);
    }
    std::vector<char*> words;
    for (const std::string& word : call)
    {
        words.push_back(const_cast<char*>(word.c_str()));
    }
    words.push_back(nullptr);
    ::execv(words.front(), words.data());
    fail_to_run(call.front(), errno);
}
} // namespace left4me
