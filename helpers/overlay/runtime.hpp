// runtime/NAME: what is the instance's own.
#pragma once

#include "overlay/state_root.hpp"

namespace left4me
{
struct Runtime
{
    Fd dir;
    Fd upper;
    Fd work;
    Fd merged; // of the directory itself or, where something is mounted on it, of that mount
};

/// Opens runtime/NAME and its three directories; each must be the owner's, upper and work no mounts. Throws
/// 65 or 66.
[[nodiscard]] Runtime open_runtime(const StateRoot& root, const std::string& instance);

/// Opens merged at `path` below `dir`, or the mount on it; empty where there is none.
[[nodiscard]] Fd find_merged(const Fd& dir, const std::string& path, const std::string& instance);
} // namespace left4me
