// From a command's words to its request. Inner header of this room.
#pragma once

#include "cli/option_values.hpp"
#include "cli/request.hpp"

namespace left4me
{
/// All throw UserError(Usage) for a name outside the grammar and for a value that means nothing.
[[nodiscard]] Request install_request(const OptionValues& values);
[[nodiscard]] Request update_request(const OptionValues& values);
[[nodiscard]] Request generations_request(const OptionValues& values);
[[nodiscard]] Request initialize_request(const OptionValues& values);
[[nodiscard]] Request adopt_request(const OptionValues& values);
[[nodiscard]] Request start_request(const OptionValues& values);
[[nodiscard]] Request stop_request(const OptionValues& values);
[[nodiscard]] Request restart_request(const OptionValues& values);
[[nodiscard]] Request reset_request(const OptionValues& values);
[[nodiscard]] Request delete_request(const OptionValues& values);
[[nodiscard]] Request status_request(const OptionValues& values);
[[nodiscard]] Request top_request(const OptionValues& values);
[[nodiscard]] Request list_request(const OptionValues& values);
[[nodiscard]] Request logs_request(const OptionValues& values);
[[nodiscard]] Request players_request(const OptionValues& values);
[[nodiscard]] Request send_request(const OptionValues& values);
[[nodiscard]] Request console_request(const OptionValues& values);
[[nodiscard]] Request events_request(const OptionValues& values);
[[nodiscard]] Request doctor_request(const OptionValues& values);
[[nodiscard]] Request run_request(const OptionValues& values);
} // namespace left4me
