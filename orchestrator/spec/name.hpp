// The grammars of instance names and overlay refs (the helpers state them again, on purpose).
#pragma once

#include <string_view>

namespace left4me
{
/// [a-z0-9][a-z0-9_-]{0,63}
[[nodiscard]] bool is_instance_name(std::string_view name);

/// A relative path below overlays/: components of 1 to 255 bytes, no "." or "..", no control characters,
/// UTF-8.
[[nodiscard]] bool is_overlay_ref(std::string_view ref);

/// [a-z0-9_-]{1,64}
[[nodiscard]] bool is_alias(std::string_view text);

/// Throws UserError(Usage) when `name` is outside the grammar; the bytes refused are not repeated.
void require_instance_name(std::string_view name);
} // namespace left4me
