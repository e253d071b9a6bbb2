// The end of a wrapper: no privilege left but the uid, and the process becomes the wrapped program.
#pragma once

#include <string>
#include <vector>

namespace left4me
{
/// Takes each capability out of the bounding set, so that no execve brings one back. Needs CAP_SETPCAP.
/// Throws 71.
void empty_bounding_set();

/// Empties every capability set and the bounding set, and sets no_new_privs: nothing executed later gains
/// any.
void drop_all_capabilities();

/// execve of an absolute path with a constant environment. Throws 69 where the program is missing, else 71.
[[noreturn]] void become(const char* program, const std::vector<std::string>& words);
} // namespace left4me
