// The kernel's mount table, read by libmount: for what the directory itself does not tell.
#pragma once

#include "common/fd.hpp"

#include <string>

namespace left4me
{
struct MountEntry
{
    std::string type;
    std::string source;
};

/// The mount that the descriptor is on. Throws 71.
[[nodiscard]] MountEntry mount_of(const Fd& dir);

/// The source of this instance's overlay, as findmnt(8) shows it.
[[nodiscard]] inline std::string source_of(const std::string& instance)
{
    return "left4me/" + instance;
}
} // namespace left4me
