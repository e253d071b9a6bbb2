// What every command is told besides its own request.
#pragma once

#include "instance/state_root.hpp"
#include "system/process.hpp"

#include <chrono>

namespace left4me
{
struct Context
{
    StateRoot root;
    Verbosity verbosity = Verbosity::Quiet;
    std::chrono::system_clock::time_point began = std::chrono::system_clock::now(); ///< the command
};
} // namespace left4me
