#include "left4me/host.hpp"

#include "commands/instance_status.hpp"
#include "commands/server_state.hpp"
#include "instance/instance.hpp"
#include "left4me/error.hpp"
#include "left4me/interrupted.hpp"
#include "spec/name.hpp"
#include "system/journal.hpp"

#include <csignal>
#include <system_error>

namespace left4me::host
{
namespace
{
/// Thrown by our own sink, to end the program that writes the log.
struct NoMore
{
};

template <typename Call>
auto translated(const Call& call)
{
    try
    {
        return call();
    }
    catch (const UserError& error)
    {
        throw Error(static_cast<int>(error.exit()), error.what());
    }
    catch (const HelperError& error)
    {
        throw Error(error.status(), error.what() + std::string(" failed"));
    }
    catch (const std::system_error& error)
    {
        throw Error(static_cast<int>(Exit::OsErr), error.what());
    }
    catch (const Interrupted& interrupted)
    {
        std::raise(interrupted.signal());
        throw Error(static_cast<int>(Exit::TempFail), "interrupted by a signal");
    }
}

Context context_of_the_host()
{
    const Context context{resolve_state_root(std::nullopt), Verbosity::Quiet};
    require_helpers_root(context.root);
    return context;
}

Context context_with(const std::string& name)
{
    if (!is_instance_name(name))
    {
        throw UserError(Exit::Usage, "the name of an instance has 1 to 64 of a-z, 0-9, _ and -");
    }
    Context context = context_of_the_host();
    require_instance(context.root, name);
    return context;
}

State state_for_callers(ServerState state)
{
    switch (state)
    {
    case ServerState::Running:
        return State::Running;
    case ServerState::Starting:
        return State::Starting;
    case ServerState::Stopping:
        return State::Stopping;
    case ServerState::Stopped:
        return State::Stopped;
    case ServerState::Failed:
        return State::Failed;
    case ServerState::Unknown:
        break;
    }
    return State::Unknown;
}

InstanceStatus status_for_callers(const left4me::InstanceStatus& known)
{
    const UnitState& unit = known.unit;
    InstanceStatus status;
    status.name = known.name;
    status.unit = unit.unit;
    status.state = state_for_callers(state_of(unit));
    status.enabled = is_enabled(unit);
    status.restarts = unit.restarts;
    status.exit_status = exit_status_of(unit);
    status.port = known.port;
    status.mounted = known.mounted;
    status.layers = known.layers;
    status.upper_bytes = known.upper_bytes;
    if (status.state == State::Running)
    {
        status.main_pid = unit.main_pid;
        status.started = unit.started;
        status.memory_bytes = unit.memory_bytes;
    }
    if (known.info)
    {
        status.players = known.info->players;
        status.max_players = known.info->max_players;
        status.map = known.info->map;
        status.hostname = known.info->name;
    }
    return status;
}

std::vector<InstanceStatus> statuses_of(const Context& context, const std::vector<std::string>& names)
{
    std::vector<InstanceStatus> statuses;
    for (const left4me::InstanceStatus& known : instance_statuses(context, names))
    {
        statuses.push_back(status_for_callers(known));
    }
    return statuses;
}
} // namespace

Error::Error(int status, const std::string& sentence) : std::runtime_error(sentence), status_(status) {}

Error::~Error() = default;

int Error::status() const
{
    return status_;
}

InstanceStatus get_instance_status(const std::string& name)
{
    return translated([&] { return statuses_of(context_with(name), {name}).front(); });
}

std::vector<InstanceStatus> get_instance_statuses()
{
    return translated(
        []
        {
            const Context context = context_of_the_host();
            return statuses_of(context, instance_names(context.root));
        });
}

void stream_instance_logs(const std::string& name, const LineSink& sink, unsigned lines, bool follow)
{
    const auto take = [&](std::string_view line)
    {
        if (!sink(line))
        {
            throw NoMore();
        }
    };
    try
    {
        translated(
            [&]
            {
                static_cast<void>(context_with(name));
                if (lines > kJournalLinesLimit)
                {
                    throw UserError(Exit::Usage, "more lines than the journal's helper gives");
                }
                read_journal({name, lines, follow, JournalFormat::Cat}, take);
            });
    }
    catch (const NoMore&)
    {
        return;
    }
}
} // namespace left4me::host
