// The helpers' grammars, for targets that compare them with the orchestrator's.
//
// Both sides use the namespace left4me and some of the same names. In one program the linker would keep one
// of two functions and a comparison would compare it with itself, so the helpers are compiled for this with
// another namespace (meson.build), and are known by this header alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace helper_side
{
[[nodiscard]] bool is_instance_name(std::string_view name);
[[nodiscard]] bool is_ref(std::string_view ref);
[[nodiscard]] bool is_plain_text(std::string_view text);
[[nodiscard]] std::optional<std::vector<std::string>> parse_layers(std::string_view text);
[[nodiscard]] std::optional<std::string> parse_root(std::string_view host_env, std::string_view otherwise);
} // namespace helper_side
