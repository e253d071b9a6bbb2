// Letting the service user read an overlay of the caller's own.
#pragma once

#include "instance/directory.hpp"
#include "instance/state_root.hpp"
#include "left4me/fd.hpp"

#include <functional>
#include <string>

namespace left4me
{
/// What something is whatever its name, for a command line: "DEVICE:INODE"; empty where that is not known.
[[nodiscard]] std::string identity_of(const Fd& something);

/// The first names in there, for a question; "nothing" where there is none.
[[nodiscard]] std::string names_in(const Directory& dir);

/// As chmod -R uo+rX does, to what is the caller's there, but by descriptors: the names in overlays are
/// another's, who can exchange them at any time for links to directories of the caller's, or to file systems
/// that never answer. He can also bring directories of the caller's there that were never meant as overlays:
/// so `confirm` gets a question with what it holds, and throws where the answer is no. `what` is
/// a path below overlays, of a directory or a single file, or "DEVICE:INODE:PATH" as doctor saw it. Throws
/// UserError: NoInput where nothing is there, NoPerm for another than that one, or one that is not the
/// caller's, and where something in it is not and remains closed.
void open_to_all(const StateRoot& root, const std::string& what,
                 const std::function<void(const std::string& question)>& confirm);
} // namespace left4me
