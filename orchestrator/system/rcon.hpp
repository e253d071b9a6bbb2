// Valve's remote console, https://developer.valvesoftware.com/wiki/Source_RCON_Protocol.
#pragma once

#include "left4me/fd.hpp"
#include "system/rcon_packet.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace left4me
{
/// A connection to the server on 127.0.0.1 that has taken the password. All throw UserError: TempFail where
/// nothing listens, nothing that makes sense comes within the timeout, or the server leaves; NoPerm where it
/// refuses the password. No message has the password. Interrupted while they wait.
class Rcon
{
public:
    /// `server` is how messages call it; the timeout is that of each call: this one connects and logs in.
    Rcon(std::string server, std::uint16_t port, const std::string& password,
         std::chrono::milliseconds timeout);

    /// The whole answer: the server's bytes, to be neutralised before a terminal sees them. UserError(Usage)
    /// for a command that is too long or has a NUL.
    [[nodiscard]] std::string execute(const std::string& command);

private:
    using Clock = std::chrono::steady_clock;

    void log_in(const std::string& password, Clock::time_point deadline);
    void send(const RconPacket& packet, Clock::time_point deadline);
    [[nodiscard]] RconPacket receive(Clock::time_point deadline);
    [[noreturn]] void give_up(const std::string& why) const;

    std::string server_;
    std::uint16_t port_;
    std::chrono::milliseconds timeout_;
    Fd socket_;
    std::string received_;
    std::int32_t last_id_ = 0;
};
} // namespace left4me
