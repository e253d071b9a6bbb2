// What every command is told besides its own request.
#pragma once

#include "instance/state_root.hpp"
#include "system/process.hpp"

namespace left4me
{
struct Context
{
    StateRoot root;
    Verbosity verbosity = Verbosity::Quiet;
};
} // namespace left4me
