// What systemd says about one server's unit.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace left4me
{
/// systemd.directives(7) explains the words. What systemd does not know, or what is not applicable, is
/// nullopt: times and pids of 0, "[not set]", empty words.
struct UnitState
{
    std::string unit;                             ///< Id: left4me-server@NAME.service
    std::optional<std::string> load_state;        ///< loaded, not-found, masked, …
    std::optional<std::string> active_state;      ///< active, activating, deactivating, inactive, failed, …
    std::optional<std::string> sub_state;         ///< running, auto-restart, start-pre, stop-post, dead, …
    std::optional<std::string> result;            ///< success, exit-code, signal, start-limit-hit, …
    std::optional<std::string> unit_file_state;   ///< enabled, enabled-runtime, disabled, …
    std::optional<pid_t> main_pid;                ///< only while there is a process
    std::optional<std::time_t> started;           ///< when the last main process began, seconds since 1970
    std::optional<int> exec_main_code;            ///< of the last main process that ended: CLD_EXITED, …
    std::optional<int> exec_main_status;          ///< exit status, or signal; only with exec_main_code
    std::optional<unsigned> restarts;             ///< by systemd, since the last start by hand
    std::optional<std::uint64_t> memory_bytes;    ///< of the unit's cgroup, where it is accounted
    std::optional<std::string> invocation_id;     ///< 32 hexadecimal digits
    std::optional<std::uint64_t> cpu_nanoseconds; ///< that the unit's cgroup has used, where it is accounted
};

/// The properties that parse_units() reads, for `systemctl show --property=`.
inline constexpr char kUnitProperties[] =
    "Id,LoadState,ActiveState,SubState,Result,UnitFileState,MainPID,ExecMainStartTimestamp,ExecMainCode,"
    "ExecMainStatus,NRestarts,MemoryCurrent,InvocationID,CPUUsageNSec";

/// Takes one property as `systemctl show` writes it; passes over what it does not know or cannot read.
void take_property(UnitState& state, std::string_view key, std::string_view value);

/// The output of `systemctl show --timestamp=unix`: a block of KEY=VALUE lines for each unit, in the order
/// asked, with an empty line between. Unknown keys and unreadable values are passed over; so is a block
/// without an Id.
[[nodiscard]] std::vector<UnitState> parse_units(std::string_view text);
} // namespace left4me
