#include "commands/instance_status.hpp"

#include "commands/server_state.hpp"
#include "instance/instance_env.hpp"
#include "instance/layers.hpp"
#include "instance/mounted.hpp"
#include "left4me/error.hpp"
#include "system/time_limit.hpp"
#include "system/units.hpp"

namespace left4me
{
namespace
{
constexpr std::chrono::milliseconds kStatusPatience{300};
constexpr std::size_t kMostLayersOfAll = 200'000; // 30 MB

void read_files_of(const StateRoot& root, InstanceStatus& status)
{
    status.port = port_of(root, status.name);
    status.mounted = mounted_as_far_as_known(root, status.name);
}

void ask_running_servers(std::vector<InstanceStatus>& statuses)
{
    std::vector<InstanceStatus*> asked;
    std::vector<std::uint16_t> ports;
    for (InstanceStatus& status : statuses)
    {
        if (state_of(status.unit) == ServerState::Running && status.port)
        {
            asked.push_back(&status);
            ports.push_back(*status.port);
        }
    }
    std::vector<std::optional<ServerInfo>> infos = query_infos(ports, kStatusPatience);
    for (std::size_t at = 0; at < asked.size(); ++at)
    {
        asked[at]->info = std::move(infos[at]);
    }
}
} // namespace

std::vector<InstanceStatus> instance_statuses(const Context& context, const std::vector<std::string>& names)
{
    std::vector<UnitState> units = unit_states(names, context.verbosity);
    std::vector<InstanceStatus> statuses;
    const TimeLimit reading;
    std::size_t layers = 0;
    for (std::size_t at = 0; at < names.size(); ++at)
    {
        statuses.push_back({names[at], std::move(units.at(at)), {}, {}, {}, {}, {}});
        if (reading.is_over())
        {
            continue;
        }
        read_files_of(context.root, statuses.back());
        if (layers < kMostLayersOfAll)
        {
            statuses.back().layers = read_layers(context.root, names[at]);
            layers += statuses.back().layers ? statuses.back().layers->size() : 0;
        }
    }
    const TimeLimit counting;
    for (InstanceStatus& status : statuses)
    {
        status.upper_bytes = upper_bytes(context.root, status.name, counting);
    }
    ask_running_servers(statuses);
    return statuses;
}
} // namespace left4me
