#include "cli/l4d2ctl.hpp"
#include "left4me/interrupted.hpp"

int main(int argc, char** argv)
{
    try
    {
        return left4me::run_l4d2ctl({argv + (argc > 0 ? 1 : 0), argv + argc});
    }
    catch (const left4me::Interrupted& interrupted)
    {
        left4me::end_by_signal(interrupted.signal());
    }
}
