#include "commands/newer_spec.hpp"

#include "commands/message.hpp"
#include "instance/instance.hpp"
#include "instance/instance_env.hpp"
#include "left4me/error.hpp"
#include "system/place.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
bool is_written_after(const std::filesystem::path& path, std::time_t time)
{
    struct stat status = {};
    const Fd file = open_place(path, O_PATH);
    return file && ::fstat(file.get(), &status) == 0 && status.st_mtim.tv_sec > time;
}

bool has_another_environment(const StateRoot& root, const std::string& name)
{
    try
    {
        const Spec spec = load_spec(root, name);
        return read_instance_env_text(root, name) != format_instance_env({spec.port, spec.arguments});
    }
    catch (const UserError&)
    {
        return false;
    }
}
} // namespace

bool has_newer_spec(const Context& context, const std::string& name, const UnitState& unit)
{
    return (unit.started && is_written_after(path_of_spec(context.root, name), *unit.started)) ||
           has_another_environment(context.root, name);
}

void say_newer_spec(const std::string& name)
{
    say(name + ": its spec has changed since it started; l4d2ctl restart " + name + " makes it hold");
}
} // namespace left4me
