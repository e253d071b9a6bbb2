// Which generations of the installation are still needed.
#pragma once

#include "commands/context.hpp"

#include <map>
#include <string>
#include <vector>

namespace left4me
{
/// Generation → instances that systemd would mount from it again, by themselves: they run, or are enabled.
[[nodiscard]] std::map<std::string, std::vector<std::string>> users_of_generations(const Context& context);

/// Which of `generations` (the oldest first) may go so that `keep` remain: never the current one, `before`,
/// to which one may want to return, or one in use; the oldest first.
[[nodiscard]] std::vector<std::string>
superfluous(const std::vector<std::string>& generations, const std::string& current,
            const std::string& before, const std::map<std::string, std::vector<std::string>>& users,
            std::size_t keep);

/// Removes them and says so. The caller holds the installation's lock.
void remove_superfluous(const Context& context, const std::string& current, const std::string& before,
                        std::size_t keep);
} // namespace left4me
