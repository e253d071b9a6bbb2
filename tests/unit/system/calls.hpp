// Calls of children in tests, and how they ended.
#pragma once

#include "left4me/error.hpp"
#include "left4me/interrupted.hpp"
#include "system/process.hpp"

#include <chrono>
#include <string>

namespace left4me::test
{
inline Argv shell(const std::string& script)
{
    return {"/bin/sh", "-c", script};
}

/// Pieces are of no use in most tests, only their sum.
inline std::string streamed(const Argv& argv)
{
    std::string text;
    stream(
        argv, [&](std::string_view piece) { text += piece; }, -1, Verbosity::Quiet);
    return text;
}

/// 0 when the call does not throw HelperError.
template <typename Call>
int helper_status_of(Call call)
{
    try
    {
        call();
    }
    catch (const HelperError& error)
    {
        return error.status();
    }
    return 0;
}

/// 0 when the call is not interrupted.
template <typename Call>
int interrupting_signal_of(Call call)
{
    try
    {
        call();
    }
    catch (const Interrupted& interrupted)
    {
        return interrupted.signal();
    }
    return 0;
}

class Stopwatch
{
public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};
} // namespace left4me::test
