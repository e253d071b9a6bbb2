// How `l4d2ctl doctor` shows what it found.
#pragma once

#include "doctor/finding.hpp"

#include <string>

namespace left4me
{
/// The array of docs/schema/doctor.schema.json, on one line.
[[nodiscard]] std::string doctor_json(const Findings& findings);

/// Each fix on a line below what it mends.
[[nodiscard]] std::string doctor_table(const Findings& findings);
} // namespace left4me
