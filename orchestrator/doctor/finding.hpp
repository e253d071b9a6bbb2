// What a check of the host found.
#pragma once

#include <string>
#include <vector>

namespace left4me
{
enum class Health
{
    Ok,
    Warning, ///< works, but not as well as it could
    Failure, ///< something will not work
};

struct Finding
{
    std::string id; ///< of the check; never changes, for programs
    Health health = Health::Ok;
    std::string message;
    std::string fix; ///< the command that mends it; empty when nothing is to be mended
};

using Findings = std::vector<Finding>;
} // namespace left4me
