// The packets of Valve's remote console, without I/O. Inner header of this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace left4me
{
/// Two meanings share 2: which it is, is decided by who says it.
enum RconType : std::int32_t
{
    kRconResponse = 0, ///< of the server; a client's is mirrored
    kRconExecute = 2,
    kRconAuthResponse = 2,
    kRconAuth = 3,
};

struct RconPacket
{
    std::int32_t id = 0;
    std::int32_t type = kRconResponse;
    std::string body;
};

/// What stands at the front of a stream of packets.
struct RconIncomplete
{
};
struct RconNonsense
{
};
struct RconFront
{
    RconPacket packet;
    std::size_t size = 0; ///< bytes of the stream, its size field among them
};
using RconReading = std::variant<RconIncomplete, RconNonsense, RconFront>;

/// Of the size field: id, type and two NULs; and what no server of Valve's exceeds.
inline constexpr std::int32_t kRconSmallest = 10;
inline constexpr std::int32_t kRconLargest = 4110;
/// Bytes of a body that the real server still takes, which knows 4096 as a packet's largest size.
inline constexpr std::size_t kRconLongestCommand = 4000;

/// As it goes onto the wire. The body has no NUL, which would end it there.
[[nodiscard]] std::string format_rcon(const RconPacket& packet);

/// Reads the first packet of any bytes. Nonsense is a size out of bounds, or a body without its two NULs.
[[nodiscard]] RconReading read_rcon(std::string_view stream);
} // namespace left4me
