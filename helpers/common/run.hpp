// The frame of a helper's main(): the only place that writes to stderr and decides the exit status.
#pragma once

#include "common/failure.hpp"

#include <exception>

namespace left4me
{
/// A descriptor 0, 1 or 2 that the caller closed would be the next file opened, and stderr would go there.
void keep_standard_descriptors_open();

/// Writes one line, "PROGRAM: SENTENCE", to stderr.
int report(const char* program, Exit exit, const std::string& sentence) noexcept;

/// Calls body() and turns what it throws into one line and an exit status.
template <class Body>
int run(const char* program, Body body) noexcept
{
    try
    {
        keep_standard_descriptors_open();
        body();
        return static_cast<int>(Exit::Ok);
    }
    catch (const Failure& failure)
    {
        return report(program, failure.exit, failure.sentence);
    }
    catch (const std::exception& error)
    {
        return report(program, Exit::Software, std::string("cannot go on: ") + error.what());
    }
}
} // namespace left4me
