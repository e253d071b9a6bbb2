#include "commands/rollback.hpp"

#include "commands/generation_upkeep.hpp"
#include "commands/message.hpp"
#include "commands/names.hpp"
#include "installation/generations.hpp"
#include "installation/held_build.hpp"
#include "left4me/error.hpp"
#include "spec/nearest.hpp"
#include "spec/text.hpp"
#include "steam/manifest.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
std::string before_current(const std::vector<std::string>& names, const std::optional<std::string>& current)
{
    const auto at = current ? std::find(names.begin(), names.end(), *current) : names.begin();
    if (!current && !names.empty())
    {
        // Numbers, which are ours, come last; what else lies there is nothing to paste.
        const bool ours = names.back().find_first_not_of("0123456789") == std::string::npos;
        throw UserError(Exit::NoInput, "there is no current generation; l4d2ctl install --rollback=" +
                                           (ours ? names.back() : "GENERATION") +
                                           " makes one it, and l4d2ctl generations shows all");
    }
    if (at == names.begin())
    {
        throw UserError(Exit::NoInput,
                        "there is no generation before the current one; l4d2ctl generations shows all, "
                        "and l4d2ctl install --rollback=GENERATION returns to any");
    }
    return *(at - 1);
}
std::optional<std::string> build_of(const std::filesystem::path& installation)
{
    const auto manifest = read_manifest(installation);
    return manifest ? std::optional(manifest->build_id) : std::nullopt;
}

void hold_what_is_left(const StateRoot& root, const std::string& target)
{
    const auto left = build_of(root.installation());
    const auto current = current_generation(root);
    if (left && left != build_of(root.installations() / target))
    {
        hold_build(root, *left);
        say("l4d2ctl update will not bring build " + *left + " again; l4d2ctl install" +
            (current ? " --rollback=" + *current + " returns to it" : " will"));
    }
}
} // namespace

void roll_back(const Context& context, const std::string& wanted)
{
    const std::vector<std::string> names = generation_names(context.root);
    const std::string target =
        wanted.empty() ? before_current(names, current_generation(context.root)) : wanted;
    if (std::find(names.begin(), names.end(), target) == names.end())
    {
        throw UserError(Exit::NoInput,
                        "there is no generation " + shown(target) + did_you_mean(target, names) +
                            (names.empty() ? "; there is none yet" : "; there are: " + joined(names)));
    }
    if (const auto fault = fault_of(context.root.installations() / target))
    {
        throw UserError(Exit::DataErr, "generation " + target + " could not run a server: " + *fault);
    }
    hold_what_is_left(context.root, target);
    make_current(context.root, target);
    say("generation " + target + " is the current one; servers get it at their next start");
    say_who_lags_behind(context, target);
}

void say_who_lags_behind(const Context& context, const std::string& current)
{
    for (const auto& [generation, names] : users_of_generations(context))
    {
        if (generation != current)
        {
            say("until they are restarted, generation " + generation + " remains that of: " + joined(names));
        }
    }
}
} // namespace left4me
