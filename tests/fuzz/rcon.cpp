// What a server, or whoever has its port, sends to l4d2ctl's remote console.
#include "system/rcon_packet.hpp"
#include "target.hpp"

namespace left4me::fuzz
{
namespace
{
void hold_bounds(std::string_view stream, const RconFront& front)
{
    require(front.size >= 14 && front.size <= 4114 && front.size <= stream.size(),
            "a packet is within its bounds");
    require(front.packet.body.size() == front.size - 14, "all but its head and its end is a packet's body");
    require(format_rcon(front.packet) == stream.substr(0, front.size), "what is read can be written again");
}

/// True for what more bytes could still complete.
bool walk(std::string_view stream)
{
    for (;;)
    {
        const RconReading reading = read_rcon(stream);
        const auto* const front = std::get_if<RconFront>(&reading);
        if (front == nullptr)
        {
            return std::holds_alternative<RconIncomplete>(reading);
        }
        hold_bounds(stream, *front);
        stream.remove_prefix(front->size);
    }
}
} // namespace

void try_input(std::string_view input)
{
    const RconReading reading = read_rcon(input);
    require(walk(input) || !input.empty(), "nothing at all is incomplete");
    require(!std::holds_alternative<RconIncomplete>(reading) || input.size() < 4114,
            "no more than one packet is ever waited for");
    if (std::holds_alternative<RconNonsense>(reading))
    {
        require(std::holds_alternative<RconNonsense>(read_rcon(std::string(input) + "more")),
                "nonsense is not mended by what follows");
    }
}
} // namespace left4me::fuzz
