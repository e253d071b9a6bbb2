#pragma once

#include "commands/context.hpp"

#include <string>

namespace left4me
{
struct InitializeRequest
{
    std::string name;
    std::string spec_file;
};

/// l4d2ctl initialize NAME -f SPEC. The exit status; failures are thrown, as by every command.
[[nodiscard]] int perform(const Context& context, const InitializeRequest& request);
} // namespace left4me
