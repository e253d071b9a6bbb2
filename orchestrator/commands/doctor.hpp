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
    bool yes = false; ///< to what --open asks
};

/// l4d2ctl doctor [--json], or --open OVERLAY, which asks unless --yes is given and does nothing where it
/// cannot ask. Has no Context: a state root that cannot be told is something to find. 78 when a check failed.
[[nodiscard]] int perform(const std::optional<std::string>& root_option, const DoctorRequest& request);
} // namespace left4me
