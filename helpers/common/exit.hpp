// Exit codes of the root helpers: the subset of sysexits.h that they use; systemd shows them by name.
#pragma once

namespace left4me
{
enum class Exit : int
{
    Ok = 0,
    Usage = 64,       // wrong words on the command line
    DataErr = 65,     // an instance's files say something illegal
    NoInput = 66,     // something that is named does not exist
    Unavailable = 69, // the program to run is missing
    Software = 70,    // an invariant of ours broke
    OsErr = 71,       // the kernel refused
    CantCreat = 73,   // disk full or read-only
    TempFail = 75,    // busy: trying later can help
    NoPerm = 77,      // refused by policy, or not root
    Config = 78,      // broken installation or host.env
};
} // namespace left4me
