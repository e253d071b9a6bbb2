// left4me-events ROOT text|json: what `l4d2ctl events` becomes. A program of its own, since libsystemd would
// more than double the time that every other command takes to begin.
#include "commands/outcome.hpp"
#include "events/watch.hpp"
#include "left4me/error.hpp"
#include "left4me/interrupted.hpp"

#include <string_view>

int main(int argc, char** argv)
{
    try
    {
        return left4me::outcome_of(
            [&]() -> int
            {
                if (argc != 3)
                {
                    throw left4me::UserError(left4me::Exit::Usage, "usage: l4d2ctl events [--json]");
                }
                left4me::watch({left4me::StateRoot(argv[1]), std::string_view(argv[2]) == "json"});
            });
    }
    catch (const left4me::Interrupted& interrupted)
    {
        left4me::end_by_signal(interrupted.signal());
    }
}
