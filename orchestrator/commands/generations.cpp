#include "commands/generations.hpp"

#include "commands/generation_upkeep.hpp"
#include "commands/message.hpp"
#include "commands/names.hpp"
#include "commands/size_text.hpp"
#include "commands/status_report.hpp"
#include "commands/table.hpp"
#include "installation/generations.hpp"
#include "installation/size.hpp"
#include "spec/text.hpp"
#include "steam/manifest.hpp"
#include "system/place.hpp"

#include <ctime>

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace left4me
{
namespace
{
using Json = nlohmann::ordered_json;

struct Generation
{
    std::string name;
    bool current = false;
    std::optional<std::string> build;
    std::optional<Size> size;
    std::optional<std::time_t> made;
    std::vector<std::string> users;
};

constexpr std::chrono::seconds kLongestCount{30}; // for all, of ten GB in cold directories each

/// When the directory was made; where the file system does not keep that, when it last changed.
std::optional<std::time_t> made(const std::filesystem::path& path)
{
    struct statx status = {};
    const Fd found = open_place(path, O_PATH | O_NOFOLLOW);
    if (!found ||
        ::statx(found.get(), "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, STATX_BTIME | STATX_CTIME, &status) != 0)
    {
        return std::nullopt;
    }
    return (status.stx_mask & STATX_BTIME) != 0 ? status.stx_btime.tv_sec : status.stx_ctime.tv_sec;
}

std::vector<Generation> all_generations(const Context& context)
{
    const auto current = current_generation(context.root);
    const auto users = users_of_generations(context);
    std::vector<Generation> found;
    const TimeLimit limit(kLongestCount);
    for (const std::string& name : generation_names(context.root))
    {
        const std::filesystem::path path = context.root.installations() / name;
        const auto manifest = limit.is_over() ? std::nullopt : read_manifest(path);
        const auto who = users.find(name);
        found.push_back({name, name == current, manifest ? std::optional(manifest->build_id) : std::nullopt,
                         size_of(path, limit), made(path),
                         who == users.end() ? std::vector<std::string>() : who->second});
    }
    return found;
}

Json json_of(const Generation& generation)
{
    Json json;
    json["generation"] = generation.name;
    json["current"] = generation.current;
    json["build_id"] = generation.build ? Json(*generation.build) : Json(nullptr);
    json["created_at"] = generation.made ? Json(utc(*generation.made)) : Json(nullptr);
    json["size_bytes"] = generation.size ? Json(generation.size->all) : Json(nullptr);
    json["own_bytes"] = generation.size ? Json(generation.size->own) : Json(nullptr);
    json["used_by"] = generation.users;
    return json;
}

Row row_of(const Generation& generation, std::time_t now)
{
    return {generation.name + (generation.current ? " *" : ""),
            generation.build.value_or(kNothing),
            generation.made ? ago_text(*generation.made, now) : kNothing,
            generation.size ? bytes_text(generation.size->all) : kNothing,
            generation.size ? bytes_text(generation.size->own) : kNothing,
            generation.users.empty() ? kNothing : joined(generation.users)};
}
} // namespace

int perform(const Context& context, const GenerationsRequest& request)
{
    if (request.names)
    {
        for (const std::string& name : generation_names(context.root))
        {
            show(printable(name) + "\n");
        }
        return 0;
    }
    const std::time_t now = std::time(nullptr);
    Json array = Json::array();
    std::vector<Row> rows{{"GENERATION", "BUILD", "CREATED", "SIZE", "OWN", "USED BY"}};
    for (const Generation& generation : all_generations(context))
    {
        array.push_back(json_of(generation));
        rows.push_back(row_of(generation, now));
    }
    if (array.empty() && !request.json)
    {
        say("there are no generations; the first is made with: l4d2ctl install");
        return 0;
    }
    show(request.json ? json_line(array) : format_table(rows));
    return 0;
}
} // namespace left4me
