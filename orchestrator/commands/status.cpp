#include "commands/status.hpp"

#include "commands/message.hpp"
#include "commands/status_report.hpp"
#include "instance/instance.hpp"

#include <ctime>

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
        say("there are no instances; one is made with: l4d2ctl initialize NAME -f SPEC");
        return 0;
    }
    show(table_of(statuses));
    return 0;
}
} // namespace left4me
