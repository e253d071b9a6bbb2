#include "commands/status.hpp"

#include "commands/advice.hpp"
#include "commands/message.hpp"
#include "commands/newer_spec.hpp"
#include "commands/server_state.hpp"
#include "commands/status_report.hpp"
#include "instance/instance.hpp"
#include "instance/instance_env.hpp"
#include "instance/layers.hpp"
#include "instance/mounted.hpp"
#include "instance/ownership.hpp"
#include "left4me/error.hpp"
#include "system/place.hpp"
#include "system/terminal_text.hpp"
#include "system/time_limit.hpp"

#include <ctime>
#include <map>

#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
std::string json_of(const std::vector<InstanceStatus>& statuses, bool as_array)
{
    nlohmann::ordered_json array = nlohmann::ordered_json::array();
    for (const InstanceStatus& status : statuses)
    {
        array.push_back(status_json(status));
    }
    return json_line(as_array ? array : array.at(0));
}

std::string table_of(const std::vector<InstanceStatus>& statuses)
{
    const std::time_t now = std::time(nullptr);
    std::vector<Row> rows{status_headings()};
    for (const InstanceStatus& status : statuses)
    {
        rows.push_back(status_row(status, now));
    }
    return format_table(rows);
}

bool runs(const InstanceStatus& status)
{
    return state_of(status.unit) == ServerState::Running;
}

void require_sound(const StateRoot& root, const InstanceStatus& status)
{
    require_own_directories(root, status.name);
    static_cast<void>(read_instance_env(root, status.name));
    const Spec spec = load_spec(root, status.name);
    require_overlays(root, spec);
    require_port_of_its_own(root, status.name, spec);
    if (!runs(status))
    {
        require_no_foreign_mount(root, status.name);
    }
}

void say_where_it_failed(const InstanceStatus& status)
{
    if (state_of(status.unit) == ServerState::Failed)
    {
        say(status.name + " has failed (" + for_terminal(status.unit.result.value_or("unknown")) +
            "): l4d2ctl logs " + status.name + " shows how");
    }
}

/// In the table an instance that cannot start looks like any other that is stopped.
void say_what_is_wrong_with(const Context& context, const InstanceStatus& status)
{
    try
    {
        require_sound(context.root, status);
        if (runs(status) && has_newer_spec(context, status.name, status.unit))
        {
            say_newer_spec(status.name);
        }
    }
    catch (const UserError& error)
    {
        say(status.name + (runs(status) ? " runs, and could not start again: " : " is broken: ") +
            error.what());
    }
}

/// The first two, as when a directory was copied: there could be any number.
void say_who_shares_a_port(const std::vector<InstanceStatus>& statuses)
{
    std::map<std::uint16_t, std::string> owners;
    for (const InstanceStatus& status : statuses)
    {
        const std::string owner =
            status.port ? owners.emplace(*status.port, status.name).first->second : status.name;
        if (owner != status.name)
        {
            say(owner + " and " + status.name + " have one port: only one of them can run");
            return;
        }
    }
}

void say_what_the_table_hides(const Context& context, const std::vector<InstanceStatus>& statuses)
{
    if (say_what_others_miss(context))
    {
        return;
    }
    if (!can_reach(context.root.installation()))
    {
        say("no server could start now: there is no " + context.root.installation().string() +
            "; l4d2ctl doctor says what to do");
    }
    say_who_shares_a_port(statuses);
    const TimeLimit limit;
    for (const InstanceStatus& status : statuses)
    {
        if (limit.is_over())
        {
            say("what may be wrong with the servers from " + status.name + " on takes too long to find out");
            return;
        }
        say_where_it_failed(status);
        say_what_is_wrong_with(context, status);
    }
}
} // namespace

int perform(const Context& context, const StatusRequest& request)
{
    require_helpers_root(context.root); // systemd's unit of that name is the one below their root
    for (const std::string& name : request.names)
    {
        require_instance(context.root, name);
    }
    const auto names = request.names.empty() ? instance_names(context.root) : request.names;
    const std::vector<InstanceStatus> statuses = instance_statuses(context, names);
    if (request.json)
    {
        show(json_of(statuses, request.names.size() != 1));
        return 0;
    }
    if (statuses.empty())
    {
        say("there are no instances in " + context.root.instances().string() +
            "; one is made with: l4d2ctl initialize NAME -f SPEC");
        return 0;
    }
    show(table_of(statuses));
    say_what_the_table_hides(context, statuses);
    return 0;
}
} // namespace left4me
