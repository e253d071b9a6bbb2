// runtime/NAME: what is the instance's own.
#pragma once

#include "overlay/state_root.hpp"

namespace left4me
{
struct Runtime
{
    Fd parent;
    Fd dir;
    Fd upper;
    Fd work;
    Fd merged; // of the directory itself or, where something is mounted on it, of that mount
};

/// Opens runtime/NAME and its three directories; upper and work must be the owner's, and no mounts. Throws
/// 65 or 66.
[[nodiscard]] Runtime open_runtime(const StateRoot& root, const std::string& instance);

/// Throws 65 for what is not the owner's.
void require_owner(const StateRoot& root, const Fd& dir, const std::string& act);

/// Opens merged at `path` below `dir`, or the mount on it; empty where there is none.
[[nodiscard]] Fd find_merged(const Fd& dir, const std::string& path, const std::string& instance);
} // namespace left4me
