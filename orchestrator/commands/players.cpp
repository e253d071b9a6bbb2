#include "commands/players.hpp"

#include "commands/advice.hpp"
#include "commands/message.hpp"
#include "commands/players_report.hpp"
#include "commands/remote_console.hpp"
#include "commands/status_report.hpp"
#include "instance/rcon_password.hpp"
#include "left4me/error.hpp"
#include "system/a2s.hpp"
#include "system/console_status.hpp"

#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
// A hostile game uses up the console's twice and then the query's.
constexpr std::chrono::milliseconds kPlayersConsolePatience{3000};
constexpr std::chrono::milliseconds kPlayersPatience{2000};

/// nullopt: without a password, or where its console does not let us in, which is said.
std::optional<PlayersReport> ask_console(const Context& context, const std::string& name, std::uint16_t port)
{
    try
    {
        const auto password = rcon_password(context.root, name);
        if (!password)
        {
            return std::nullopt;
        }
        require_own_listener(context, name, port);
        ConsoleStatus status =
            parse_console_status(Rcon(name, port, *password, kPlayersConsolePatience).execute("status"));
        return PlayersReport{name, "rcon", status.hibernating, std::move(status.players)};
    }
    catch (const UserError& error)
    {
        say(error.what() + std::string("; a query tells less"));
        return std::nullopt;
    }
}

PlayersReport ask_query(const std::string& name, std::uint16_t port)
{
    auto players = query_players(port, kPlayersPatience);
    if (!players)
    {
        throw UserError(Exit::TempFail, name + " does not answer on UDP port " + std::to_string(port));
    }
    return {name, "a2s", std::nullopt, std::move(*players)};
}

void show_table(const PlayersReport& report)
{
    if (report.players.empty())
    {
        say("nobody is on " + report.name + (report.hibernating == true ? ", which hibernates" : ""));
        return;
    }
    std::vector<Row> rows{players_headings()};
    for (const Player& player : report.players)
    {
        rows.push_back(players_row(player));
    }
    show(format_table(rows));
}
} // namespace

int perform(const Context& context, const PlayersRequest& request)
{
    std::uint16_t port = 0;
    advising_others(context, [&] { port = require_running(context, request.name); });
    auto report = ask_console(context, request.name, port);
    if (!report)
    {
        report = ask_query(request.name, port);
    }
    if (request.json)
    {
        show(json_line(players_json(*report)));
        return 0;
    }
    show_table(*report);
    return 0;
}
} // namespace left4me
