// instances/NAME/instance.env, which `l4d2ctl run` reads in the unit.
#include "instance/instance_env.hpp"

#include "helper_side.hpp"
#include "left4me/error.hpp"
#include "spec/port.hpp"
#include "target.hpp"

#include <algorithm>
#include <set>

namespace left4me::fuzz
{
namespace
{
/// In the unit the file may be one that the caller must not read, so it is refused in words known beforehand.
void require_discretion(std::string message)
{
    static std::set<std::string> messages;
    message.erase(std::remove_if(message.begin(), message.end(), [](char c) { return c >= '0' && c <= '9'; }),
                  message.end()); // the line's number among them
    messages.insert(std::move(message));
    require(messages.size() <= 4, "there are four messages, which repeat nothing of the file");
}

void require_words(const InstanceEnv& env)
{
    for (const std::string& word : env.arguments)
    {
        require(!word.empty() && word.find(' ') == std::string::npos, "an argument is one word");
        require(helper_side::is_plain_text(word), "an argument is UTF-8 without control characters");
    }
}
} // namespace

void try_input(std::string_view input)
{
    try
    {
        const InstanceEnv env = parse_instance_env(input, "instance.env");
        require(env.port >= kLowestPort, "a port is 1024 to 65535");
        require_words(env);
        const std::string text = format_instance_env(env);
        const InstanceEnv again = parse_instance_env(text, "instance.env");
        require(again.port == env.port && again.arguments == env.arguments,
                "what is written is read as it was");
        require(format_instance_env(again) == text, "what is written has one form");
    }
    catch (const UserError& error)
    {
        require(error.exit() == Exit::DataErr, "a broken instance.env is 65");
        require_discretion(error.what());
    }
}
} // namespace left4me::fuzz
