// What the library throws, and the exit codes that l4d2ctl gives for it.
#pragma once

#include <stdexcept>
#include <string>

namespace left4me
{
/// Exit codes of sysexits.h, as docs/man and the contract name them.
enum class Exit : int
{
    Ok = 0,
    Failed = 1, ///< the unit failed after systemctl said yes; or the user answered no
    Usage = 64,
    DataErr = 65,
    NoInput = 66,
    Unavailable = 69,
    Software = 70,
    OsErr = 71,
    CantCreat = 73,
    TempFail = 75,
    NoPerm = 77,
    Config = 78,
};

/// The caller or his files are wrong, or the host refuses: one sentence that says what, where and what to do.
class UserError : public std::runtime_error
{
public:
    UserError(Exit exit, const std::string& sentence) : std::runtime_error(sentence), exit_(exit) {}
    [[nodiscard]] Exit exit() const { return exit_; }

private:
    Exit exit_;
};

/// A subprocess failed. Its stderr has already been passed on unchanged; l4d2ctl exits with its status.
class HelperError : public std::runtime_error
{
public:
    HelperError(const std::string& program, int status, bool refused_by_sudo = false)
        : std::runtime_error(program), status_(status), refused_by_sudo_(refused_by_sudo)
    {
    }
    /// The exit status; 128 + N where signal N ended it.
    [[nodiscard]] int status() const { return status_; }
    /// It was never run.
    [[nodiscard]] bool refused_by_sudo() const { return refused_by_sudo_; }

private:
    int status_;
    bool refused_by_sudo_;
};
} // namespace left4me
