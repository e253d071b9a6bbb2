// From words to a request. Pure: nothing outside the words is looked at.
#pragma once

#include "cli/request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace left4me
{
struct CommandLine
{
    std::optional<std::string> root; ///< --root, as given
    Verbosity verbosity = Verbosity::Quiet;
    Request request;
};

/// `words` are those after the program's name. Throws UserError(Usage) with a sentence that says where help
/// is; refused names are not repeated, other words neutralised.
[[nodiscard]] CommandLine parse_command_line(const std::vector<std::string>& words);
} // namespace left4me
