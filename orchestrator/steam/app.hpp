// What Steam says of application 222860.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace left4me
{
inline constexpr char kApp[] = "222860"; ///< Left 4 Dead 2 Dedicated Server
inline constexpr char kPublicBranch[] = "public";

/// A decimal number, which Steam counts up over all its applications.
[[nodiscard]] bool is_build_id(std::string_view text);

/// The build that a branch offers, out of the output of app_info_print; nullopt where it does not say.
[[nodiscard]] std::optional<std::string> offered_build(std::string_view output, std::string_view branch);
} // namespace left4me
