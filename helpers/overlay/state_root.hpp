// The directory that everything lies in, whose owner is assumed hostile.
#pragma once

#include "common/fd.hpp"

#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace left4me
{
struct StateRoot
{
    Fd dir;
    uid_t owner; // never root
    gid_t group;
};

/// The value of LEFT4ME_ROOT in host.env's text, or `otherwise` where it has no such line; nullopt for what
/// is not KEY=VALUE lines, blank lines and # comments, for a key that stands there twice, and for a root that
/// is not absolute.
[[nodiscard]] std::optional<std::string> parse_root(std::string_view host_env, std::string_view otherwise);

/// Opens the state root that host.env names, never the environment. Throws 66 where there is none, 78 for a
/// host.env that is not root's alone to write or is malformed, and for a state root that is root's.
[[nodiscard]] StateRoot open_state_root();
} // namespace left4me
