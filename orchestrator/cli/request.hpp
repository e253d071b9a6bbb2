// What a command line asks for.
#pragma once

#include "commands/adopt.hpp"
#include "commands/console.hpp"
#include "commands/delete.hpp"
#include "commands/doctor.hpp"
#include "commands/events.hpp"
#include "commands/generations.hpp"
#include "commands/initialize.hpp"
#include "commands/install.hpp"
#include "commands/list.hpp"
#include "commands/logs.hpp"
#include "commands/players.hpp"
#include "commands/reset.hpp"
#include "commands/restart.hpp"
#include "commands/run.hpp"
#include "commands/send.hpp"
#include "commands/start.hpp"
#include "commands/status.hpp"
#include "commands/stop.hpp"
#include "commands/top.hpp"
#include "commands/update.hpp"

#include <variant>

namespace left4me
{
/// --help or --version: text for stdout.
struct TextRequest
{
    std::string text;
};

using Request =
    std::variant<TextRequest, InstallRequest, UpdateRequest, GenerationsRequest, InitializeRequest,
                 AdoptRequest, StartRequest, StopRequest, RestartRequest, ResetRequest, DeleteRequest,
                 StatusRequest, ListRequest, LogsRequest, PlayersRequest, SendRequest, ConsoleRequest,
                 TopRequest, EventsRequest, DoctorRequest, RunRequest>;
} // namespace left4me
