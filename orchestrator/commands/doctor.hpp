#pragma once

#include "doctor/finding.hpp"

#include <optional>
#include <string>

namespace left4me
{
struct DoctorRequest
{
    bool json = false;
    std::optional<std::string> open;
};

/// l4d2ctl doctor [--json], or --open OVERLAY alone. Has no Context: a state root that cannot be told is
/// something to find. 78 when a check failed.
[[nodiscard]] int perform(const std::optional<std::string>& root_option, const DoctorRequest& request);
} // namespace left4me
