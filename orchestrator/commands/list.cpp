#include "commands/list.hpp"

#include "commands/advice.hpp"
#include "commands/list_report.hpp"
#include "commands/message.hpp"
#include "commands/status_report.hpp"
#include "instance/instance.hpp"
#include "instance/instance_env.hpp"
#include "instance/overlay_refs.hpp"
#include "left4me/error.hpp"
#include "spec/text.hpp"
#include "system/time_limit.hpp"
#include "system/units.hpp"

#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
std::optional<std::vector<std::string>> overlays_of(const StateRoot& root, const std::string& name)
{
    try
    {
        std::vector<std::string> refs;
        for (const SpecOverlay& overlay : load_spec(root, name).overlays)
        {
            refs.push_back(overlay.ref);
        }
        return refs;
    }
    catch (const UserError&)
    {
        return std::nullopt;
    }
}

std::vector<ListEntry> entries(const Context& context)
{
    const std::vector<std::string> names = instance_names(context.root);
    std::vector<UnitState> units = unit_states(names, context.verbosity);
    std::vector<ListEntry> found;
    const TimeLimit limit;
    for (std::size_t at = 0; at < names.size(); ++at)
    {
        found.push_back({names[at], std::move(units.at(at)), {}, {}});
        if (!limit.is_over())
        {
            found.back().port = port_of(context.root, names[at]);
            found.back().overlays = overlays_of(context.root, names[at]);
        }
    }
    return found;
}
} // namespace

int perform(const Context& context, const ListRequest& request)
{
    if (request.names || request.overlays)
    {
        for (const std::string& name :
             request.names ? instance_names(context.root) : overlay_refs(context.root))
        {
            show(printable(name) + "\n");
        }
        return 0;
    }
    require_helpers_root(context.root);
    const std::vector<ListEntry> found = entries(context);
    nlohmann::ordered_json array = nlohmann::ordered_json::array();
    std::vector<Row> rows{list_headings()};
    for (const ListEntry& entry : found)
    {
        array.push_back(list_json(entry));
        rows.push_back(list_row(entry));
    }
    if (found.empty() && !request.json)
    {
        say("there are no instances in " + context.root.instances().string() +
            "; one is made with: l4d2ctl initialize NAME -f SPEC");
        return 0;
    }
    show(request.json ? json_line(array) : format_table(rows));
    if (!request.json)
    {
        say_what_others_miss(context);
    }
    return 0;
}
} // namespace left4me
