#include "instance/failure.hpp"

#include "spec/text.hpp"

#include <cerrno>
#include <system_error>

namespace left4me
{
namespace
{
[[noreturn]] void fail(Exit exit, const std::string& what, int error)
{
    throw UserError(exit, "cannot " + printable(what) + ": " + std::generic_category().message(error));
}

Exit exit_of_write(int error)
{
    switch (error)
    {
    case EACCES:
    case EROFS:
    case ENOSPC:
    case EDQUOT:
        return Exit::CantCreat;
    case EBUSY:
    case EAGAIN:
        return Exit::TempFail;
    default:
        return Exit::OsErr;
    }
}

Exit exit_of_read(int error)
{
    switch (error)
    {
    case ENOENT:
        return Exit::NoInput;
    case EACCES:
        return Exit::NoPerm;
    case ELOOP:
    case ENOTDIR:
    case EISDIR:
    case ENXIO:
    case EXDEV:
    case ENAMETOOLONG:
        return Exit::DataErr;
    case EBUSY:
    case EAGAIN:
        return Exit::TempFail;
    default:
        return Exit::OsErr;
    }
}
} // namespace

void fail_to_write(const std::string& what, int error)
{
    fail(exit_of_write(error), what, error);
}

void fail_to_read(const std::string& what, int error)
{
    fail(exit_of_read(error), what, error);
}
} // namespace left4me
