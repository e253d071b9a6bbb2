#include "instance/staging.hpp"

#include "instance/alias_files.hpp"
#include "instance/by_hand.hpp"
#include "instance/failure.hpp"
#include "instance/instance.hpp"
#include "instance/layers.hpp"
#include "instance/mounted.hpp"
#include "instance/runtime_tree.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
constexpr char kServerCfg[] = "server.cfg";

/// Anything but a file in its place, such as a whiteout, is the game's and stays.
void remove_alias_file(const Directory& cfg, const std::string& file_name)
{
    struct stat status = {};
    const bool there = ::fstatat(cfg.fd.get(), file_name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (there && !S_ISREG(status.st_mode))
    {
        return;
    }
    if (::unlinkat(cfg.fd.get(), file_name.c_str(), 0) != 0 && errno != ENOENT)
    {
        fail_to_write("remove " + cfg.shown(file_name), errno);
    }
}

/// The list names each file before it is there and until it is gone, whenever we are killed.
void stage_cfg(const Directory& runtime, const std::map<std::string, std::string>& aliases, const Spec& spec)
{
    const Directory cfg = open_upper_cfg(runtime);
    std::vector<std::string> wanted;
    std::vector<std::string> staged_aliases;
    for (const auto& [alias, text] : aliases)
    {
        staged_aliases.push_back(alias);
        wanted.push_back(alias_file_name(alias));
    }
    const std::vector<std::string> earlier = read_staged(runtime);
    std::vector<std::string> both = earlier;
    both.insert(both.end(), wanted.begin(), wanted.end());
    write_staged(runtime, both);
    for (const std::string& file_name : earlier)
    {
        if (std::find(wanted.begin(), wanted.end(), file_name) == wanted.end())
        {
            remove_alias_file(cfg, file_name);
        }
    }
    for (const auto& [alias, text] : aliases)
    {
        put_cfg(runtime, cfg, alias_file_name(alias), text);
    }
    put_cfg(runtime, cfg, kServerCfg, server_cfg_text(spec, staged_aliases));
    write_staged(runtime, wanted);
}
} // namespace

std::string server_cfg_text(const Spec& spec, const std::vector<std::string>& staged_aliases)
{
    std::string text;
    for (auto overlay = spec.overlays.rbegin(); overlay != spec.overlays.rend(); ++overlay)
    {
        const bool staged = overlay->alias && std::find(staged_aliases.begin(), staged_aliases.end(),
                                                        *overlay->alias) != staged_aliases.end();
        if (overlay->exec && staged)
        {
            text += "exec " + alias_file_name(*overlay->alias) + "\n";
        }
    }
    for (const std::string& line : spec.config)
    {
        text += line + "\n";
    }
    return text;
}

void stage_instance(const StateRoot& root, std::string_view name, const Spec& spec)
{
    if (is_mounted(root, name))
    {
        throw UserError(Exit::TempFail, root.merged(name).string() +
                                            " is mounted: stop the server first: l4d2ctl stop " +
                                            std::string(name));
    }
    const std::vector<std::string> layers = resolve_layers(root, spec);
    const auto aliases = read_aliases(root, spec);
    write_instance_env(root, name, spec);
    write_layers(root, name, layers);
    stage_cfg(make_runtime(root, name), aliases, spec);
}

void require_stageable(const StateRoot& root, const Spec& spec)
{
    static_cast<void>(resolve_layers(root, spec));
    require_readable_aliases(root, spec);
}

StagedByHand stage_by_hand(const StateRoot& root, std::string_view name, const Spec& spec)
{
    const auto aliases = read_aliases(root, spec);
    write_instance_env(root, name, spec);
    Directory by_hand = make_runtime_by_hand(root, name);
    Fd lock = lock_by_hand(by_hand, name);
    stage_cfg(by_hand, aliases, spec);
    return {std::move(by_hand), std::move(lock)};
}
} // namespace left4me
