// Whose the directories of an instance are.
#pragma once

#include "instance/state_root.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace left4me
{
struct AnothersDirectory
{
    std::filesystem::path directory; ///< the first that is another's
    std::filesystem::path whole;     ///< the entry of instances or runtime that it is or belongs to
};

/// What is another's than the state root's owner, of what a start, an initialize and a delete of the instance
/// write to: the directories below instances and runtime, and what an earlier delete has left there.
[[nodiscard]] std::optional<AnothersDirectory> anothers_directory(const StateRoot& root,
                                                                  std::string_view name);

/// Throws UserError(CantCreat) where anothers_directory() finds one: before anything is done by halves.
void require_own_directories(const StateRoot& root, std::string_view name);

/// The names of what was deleted by halves.
[[nodiscard]] std::set<std::string> half_deleted(const StateRoot& root);
} // namespace left4me
