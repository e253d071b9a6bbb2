#include "system/rcon_packet.hpp"

namespace left4me
{
namespace
{
constexpr std::size_t kRconNumber = 4; // bytes
constexpr std::size_t kRconHead = 3 * kRconNumber;
constexpr std::string_view kRconEnd("\0\0", 2);

std::string little_endian(std::int32_t number)
{
    std::string bytes;
    for (unsigned shift = 0; shift < 32; shift += 8)
    {
        bytes += static_cast<char>((static_cast<std::uint32_t>(number) >> shift) & 0xFFU);
    }
    return bytes;
}

std::int32_t little_endian_at(std::string_view bytes, std::size_t at)
{
    std::uint32_t number = 0;
    for (std::size_t i = kRconNumber; i > 0; --i)
    {
        number = number << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
    }
    return static_cast<std::int32_t>(number);
}
} // namespace

std::string format_rcon(const RconPacket& packet)
{
    std::string content = little_endian(packet.id) + little_endian(packet.type) + packet.body;
    content += kRconEnd;
    return little_endian(static_cast<std::int32_t>(content.size())) + content;
}

RconReading read_rcon(std::string_view stream)
{
    if (stream.size() < kRconNumber)
    {
        return RconIncomplete{};
    }
    const std::int32_t size = little_endian_at(stream, 0);
    if (size < kRconSmallest || size > kRconLargest)
    {
        return RconNonsense{};
    }
    const std::size_t whole = kRconNumber + static_cast<std::size_t>(size);
    if (stream.size() < whole)
    {
        return RconIncomplete{};
    }
    const std::string_view body = stream.substr(kRconHead, whole - kRconHead);
    if (body.substr(body.size() - kRconEnd.size()) != kRconEnd)
    {
        return RconNonsense{};
    }
    return RconFront{{little_endian_at(stream, kRconNumber), little_endian_at(stream, 2 * kRconNumber),
                      std::string(body.substr(0, body.size() - kRconEnd.size()))},
                     whole};
}
} // namespace left4me
