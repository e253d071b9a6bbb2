// What SteamCMD prints and writes: its lines, the block of app_info_print, and appmanifest files.
#include "steam/app.hpp"
#include "steam/key_values.hpp"
#include "steam/remark.hpp"
#include "steam/session.hpp"
#include "target.hpp"

#include <algorithm>

namespace left4me::fuzz
{
namespace
{
void check(std::monostate /*nothing*/, std::string_view /*line*/) {}

void check(const SteamProgress& progress, std::string_view /*line*/)
{
    require(progress.percent >= 0 && progress.percent <= 100, "a bar of that length can be drawn");
}

void check(Installed installed, std::string_view line)
{
    require(line.find(installed.changed ? "fully installed" : "already up to date") != std::string_view::npos,
            "success is only what SteamCMD calls so");
}

void check(const Complaint& complaint, std::string_view line)
{
    require(complaint.text == line, "a complaint is shown as it was made");
    require(!explanation_of(complaint.trouble).empty(), "each trouble has a way out");
}

std::size_t depth_of(const std::vector<KeyValue>& tree)
{
    std::size_t deepest = 0;
    for (const KeyValue& entry : tree)
    {
        deepest = std::max(deepest, 1 + depth_of(entry.children));
    }
    return deepest;
}
} // namespace

void try_input(std::string_view input)
{
    std::string_view rest = input;
    while (!rest.empty())
    {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        std::visit([&](const auto& remark) { check(remark, line); }, parse_remark(line));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    if (const auto tree = parse_key_values(input))
    {
        require(depth_of(*tree) <= 34, "nesting has an end");
    }
    if (const auto build = offered_build(input, "public"))
    {
        require(is_build_id(*build), "a build is a number");
    }
    const std::string text(input);
    const std::string last = last_lines(text, 3);
    require(text.size() >= last.size() && text.substr(text.size() - last.size()) == last,
            "the last lines are the end");
}
} // namespace left4me::fuzz
