#pragma once

#include "commands/install.hpp"
#include "commands/update_restarts.hpp"

#include <chrono>

namespace left4me
{
struct UpdateRequest
{
    InstallRequest install;
    bool check = false; ///< change nothing
    bool json = false;  ///< with check
    Restarts restarts = Restarts::No;
    std::chrono::seconds patience{6 * 60 * 60}; ///< of Restarts::WhenEmpty
};

/// l4d2ctl update …
[[nodiscard]] int perform(const Context& context, const UpdateRequest& request);
} // namespace left4me
