#include "instance/instance.hpp"

#include "instance/directory.hpp"
#include "instance/failure.hpp"
#include "instance/host_env.hpp"
#include "instance/instance_lock.hpp"
#include "instance/layers.hpp"
#include "instance/lock_file.hpp"
#include "instance/lower_dirs.hpp"
#include "instance/mounted.hpp"
#include "instance/ports.hpp"
#include "instance/tree.hpp"
#include "spec/name.hpp"
#include "spec/nearest.hpp"
#include "system/place.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
constexpr char kSpecFile[] = "spec.yaml";
constexpr char kEnvFile[] = "instance.env";
constexpr char kUnfinished[] = ".new"; // one is enough: it is made under the registry lock only

void write_both(const Directory& dir, std::string_view spec_text, const std::string& env_text)
{
    write_files(dir, {{kSpecFile, spec_text, kPrivateFile}, {kEnvFile, env_text, kPrivateFile}});
}

/// A server that runs goes on with what it was started with, also when systemd starts it again after a crash;
/// the next start derives the environment anew. A broken one helps nobody.
bool keeps_environment(const StateRoot& root, std::string_view name)
{
    try
    {
        static_cast<void>(read_instance_env(root, name));
        return is_mounted(root, name);
    }
    catch (const UserError&)
    {
        return false;
    }
}

bool is_of_the_earlier_tool(const StateRoot& root, std::string_view name)
{
    try
    {
        return has_lower_dirs(read_instance_env_text(root, name));
    }
    catch (const UserError&)
    {
        return false;
    }
}

void update(const StateRoot& root, std::string_view name, const Directory& dir, std::string_view spec_text,
            const std::string& env_text)
{
    if (keeps_environment(root, name))
    {
        write_files(dir, {{kSpecFile, spec_text, kPrivateFile}});
        return;
    }
    write_both(dir, spec_text, env_text);
}

void create(const Directory& instances, const std::string& name, std::string_view spec_text,
            const std::string& env_text)
{
    const Directory dir = make_directory(instances, kUnfinished, kPublicDirectory);
    write_both(dir, spec_text, env_text);
    if (::renameat(instances.fd.get(), kUnfinished, instances.fd.get(), name.c_str()) != 0)
    {
        fail_to_write("make the instance " + instances.shown(name), errno);
    }
    sync_directory(instances);
}

void create_or_clean_up(const Directory& instances, const std::string& name, std::string_view spec_text,
                        const std::string& env_text)
{
    try
    {
        create(instances, name, spec_text, env_text);
    }
    catch (const UserError&)
    {
        remove_tree(instances, kUnfinished);
        throw;
    }
}
} // namespace

void initialize_instance(const StateRoot& root, std::string_view name, std::string_view spec_text,
                         const Spec& spec)
{
    const HostEnv host = read_host_env();
    require_overlays(root, spec);
    const Fd registry = lock_registry(root);
    const Directory instances = make_state_directory(root.instances());
    remove_tree(instances, kUnfinished);
    remove_tree(instances, tombstone_of(name));
    PortIndex ports(instances);
    claim_port(root, ports, std::string(name), spec, host);

    const std::string env_text = format_instance_env({spec.port, spec.arguments});
    if (const auto existing = find_directory(root.instance(name)))
    {
        // Killed between the two, instance.env is behind: staging derives it again, as does the next call
        // here.
        update(root, name, *existing, spec_text, env_text);
        return;
    }
    create_or_clean_up(instances, std::string(name), spec_text, env_text);
    ports.mark_current();
}

void write_instance_env(const StateRoot& root, std::string_view name, const Spec& spec)
{
    require_instance(root, name);
    const auto dir = find_directory(root.instance(name));
    if (!dir)
    {
        throw UserError(Exit::NoInput, "the instance " + std::string(name) + " was deleted meanwhile");
    }
    forget_ports_unless(root, std::string(name), spec.port);
    write_file(*dir, kEnvFile, format_instance_env({spec.port, spec.arguments}), kPrivateFile);
}

void require_port_of_its_own(const StateRoot& root, const std::string& name, const Spec& spec)
{
    if (read_instance_env(root, name).port != spec.port)
    {
        require_free_port(root, name, spec, read_host_env());
    }
}

void require_port_in_range(const Spec& spec)
{
    require_port_in_range(spec, read_host_env());
}

bool instance_exists(const StateRoot& root, std::string_view name)
{
    struct stat status = {};
    const Fd found = open_place(root.instance(name), O_PATH | O_NOFOLLOW);
    if (found && ::fstat(found.get(), &status) == 0)
    {
        return S_ISDIR(status.st_mode);
    }
    if (errno != ENOENT && errno != ENOTDIR)
    {
        fail_to_read("look at " + root.instance(name).string(), errno);
    }
    return false;
}

void require_instance(const StateRoot& root, std::string_view name)
{
    if (instance_exists(root, name))
    {
        return;
    }
    const auto near = nearest(name, instance_names(root));
    throw UserError(Exit::NoInput,
                    "there is no instance " + std::string(name) +
                        (near ? "; did you mean " + *near + "?"
                              : ": make one with l4d2ctl initialize " + std::string(name) + " -f SPEC"));
}

std::filesystem::path path_of_spec(const StateRoot& root, std::string_view name)
{
    return root.instance(name) / kSpecFile;
}

std::optional<std::string> read_spec_text(const StateRoot& root, std::string_view name)
{
    const auto dir = find_directory(root.instance(name));
    try
    {
        return dir ? read_file(*dir, kSpecFile, kSpecSizeLimit) : std::nullopt;
    }
    catch (const UserError& error)
    {
        if (error.exit() != Exit::NoPerm)
        {
            throw;
        }
        throw UserError(error.exit(),
                        std::string(error.what()) + "; l4d2ctl doctor says how to give it back");
    }
}

Spec load_spec(const StateRoot& root, std::string_view name)
{
    require_instance(root, name);
    const auto text = read_spec_text(root, name);
    const std::string path = path_of_spec(root, name).string();
    if (!text)
    {
        const bool earlier = is_of_the_earlier_tool(root, name);
        throw UserError(Exit::NoInput, path + " is missing: run l4d2ctl " +
                                           (earlier ? "adopt " + std::string(name)
                                                    : "initialize " + std::string(name) + " -f SPEC"));
    }
    return parse_spec(*text, path);
}

std::vector<std::string> instance_names(const StateRoot& root)
{
    std::vector<std::string> names;
    if (const auto dir = find_directory(root.instances()))
    {
        constexpr std::size_t kMost = 100'000; // there are fewer ports
        for (std::string& entry : entries_of(*dir, kMost))
        {
            if (is_instance_name(entry) && instance_exists(root, entry))
            {
                names.push_back(std::move(entry));
            }
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}
} // namespace left4me
