// /etc/left4me/host.env: the helpers take the root from it, and the orchestrator must never take another.
#include "instance/host_env.hpp"

#include "helper_side.hpp"
#include "left4me/error.hpp"
#include "target.hpp"

namespace left4me::fuzz
{
namespace
{
constexpr char kDefault[] = "/default";

std::optional<HostEnv> orchestrators(std::string_view input)
{
    try
    {
        return parse_host_env(input, "host.env");
    }
    catch (const UserError& error)
    {
        require(error.exit() == Exit::Config, "a broken host.env is 78");
        require(helper_side::is_plain_text(error.what()), "a message cannot steer a terminal");
        return std::nullopt;
    }
}

bool has_line(std::string_view text, const std::string& line)
{
    return ('\n' + std::string(text) + '\n').find('\n' + line + '\n') != std::string::npos;
}

bool names_what_helpers_ignore(std::string_view text)
{
    return text.find("LEFT4ME_PORT_RANGE_") != std::string_view::npos ||
           text.find("LEFT4ME_STEAMCMD") != std::string_view::npos;
}
} // namespace

void try_input(std::string_view input)
{
    const auto root = helper_side::parse_root(input, kDefault);
    const auto env = orchestrators(input);
    require(!root || root->starts_with('/'), "a root is absolute");
    require(!root || helper_side::is_plain_text(*root), "a root is UTF-8 without control characters");
    require(!root || root == kDefault || has_line(input, "LEFT4ME_ROOT=" + *root),
            "a root stands in the file as it is taken");
    require(!env || root, "what the orchestrator reads, the helpers read");
    require(!env || env->root.value_or(kDefault) == *root, "helpers and orchestrator take the same root");
    require(env || !root || names_what_helpers_ignore(input),
            "the orchestrator refuses more only for ports and SteamCMD");
    require(!env || env->first_port <= env->last_port, "the range of ports is not empty");
    require(!env || !env->steamcmd || env->steamcmd->starts_with('/'), "the path of SteamCMD is absolute");
}
} // namespace left4me::fuzz
