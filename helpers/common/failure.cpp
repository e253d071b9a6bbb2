#include "common/failure.hpp"

#include <cerrno>
#include <cstring>

namespace left4me
{
namespace
{
Exit exit_for(int error)
{
    switch (error)
    {
    case EAGAIN: // also a write lease that its holder has not given up
    case EBUSY:
    case ETXTBSY:
        return Exit::TempFail;
    case ENOSPC:
    case EDQUOT:
    case EROFS:
        return Exit::CantCreat;
    default:
        return Exit::OsErr;
    }
}
} // namespace

void fail(Exit exit, const std::string& act, const std::string& reason)
{
    throw Failure{exit, "cannot " + act + ": " + reason};
}

void fail_with_errno(int error, const std::string& act)
{
    const char* const description = strerrordesc_np(error); // unlike strerror it loads no catalogue
    fail(exit_for(error), act, description != nullptr ? description : "unknown error");
}

long check(long result, const char* act)
{
    if (result < 0)
    {
        fail_with_errno(errno, act);
    }
    return result;
}

long check(long result, const std::string& act)
{
    return check(result, act.c_str());
}
} // namespace left4me
