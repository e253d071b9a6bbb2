// libleft4me: what a program on the same host may ask about the servers. Link with pkg-config libleft4me.
//
// Everything here does what l4d2ctl(1) does, with the caller's rights: systemd is asked without privilege,
// and the root helpers through `sudo -n` where that is not enough, so the caller is left4me, root, or
// somebody who may reach the system bus. LEFT4ME_ROOT and host.env name the state root as they do for
// l4d2ctl.
//
// Threads may call at the same time. Each call runs a program and waits for it: SIGCHLD must not be ignored,
// nor handled by a waitpid() that takes children of others. While a call waits, SIGINT, SIGTERM and SIGHUP
// are blocked in its thread; when one comes, the call ends its program, gives the signal its usual effect,
// and throws Error of status 75.
#pragma once

#include <cstdint>
#include <ctime>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace left4me::host
{
/// The status is what l4d2ctl would exit with, see EXIT STATUS in l4d2ctl(1); what() is its sentence.
class Error : public std::runtime_error
{
public:
    Error(int status, const std::string& sentence);
    ~Error() override;
    [[nodiscard]] int status() const;

private:
    int status_;
};

enum class State
{
    Running,
    Starting, ///< or crashed, and systemd is about to start it again
    Stopping,
    Stopped,
    Failed,
    Unknown,
};

/// As docs/schema/status.schema.json; what is unknown is nullopt.
struct InstanceStatus
{
    std::string name;
    std::string unit;
    State state = State::Unknown;
    std::optional<bool> enabled;        ///< whether it starts at boot
    std::optional<int> main_pid;        ///< only while running
    std::optional<std::time_t> started; ///< seconds since 1970, only while running
    std::optional<unsigned> restarts;   ///< by systemd, since the last start by hand
    std::optional<int> exit_status;     ///< of the last run that ended, 128 + N after signal N
    std::optional<std::uint16_t> port;
    std::optional<bool> mounted;
    std::optional<std::vector<std::string>> layers; ///< topmost first, relative to the state root
    std::optional<std::uint64_t> memory_bytes;      ///< only while running
    std::optional<std::uint64_t> upper_bytes;       ///< what the server changed on the disk
    std::optional<unsigned> players; ///< bots among them; only while the server answers a query
    std::optional<unsigned> max_players;
    std::optional<std::string> map;      ///< the server's text: neutralise it before a terminal sees it
    std::optional<std::string> hostname; ///< the same
};

/// Throws Error: 64 for a name outside the grammar, 66 for no such instance, and what l4d2ctl status exits
/// with.
[[nodiscard]] InstanceStatus get_instance_status(const std::string& name);

/// Of all instances, sorted by name, with one question to systemd.
[[nodiscard]] std::vector<InstanceStatus> get_instance_statuses();

/// Takes a line without its end, as the game wrote it, byte for byte. False: no more.
using LineSink = std::function<bool(std::string_view line)>;

/// The last `lines` lines (0 to 100000) of the server's log, oldest first; then, with `follow`, each new one
/// as it comes, until the sink says false. Throws Error as above, and what the sink throws.
void stream_instance_logs(const std::string& name, const LineSink& sink, unsigned lines = 200,
                          bool follow = true);
} // namespace left4me::host
