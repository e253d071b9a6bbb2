// A program together with all that it starts. Inner header of this room.
#pragma once

#include "system/process.hpp"

#include <functional>

namespace left4me
{
/// For a child of ours, which becomes the head of the family: calls `prepare`, runs the program with the
/// child's own standard descriptors, and returns its status (128 + N after signal N) once nobody is left of
/// it and its descendants, wherever they moved. On SIGINT, SIGTERM, SIGHUP and when our parent `parent` ends,
/// they get a SIGTERM, a second, and SIGKILL.
[[nodiscard]] int run_family(const Argv& argv, const std::function<void()>& prepare, pid_t parent);
} // namespace left4me
