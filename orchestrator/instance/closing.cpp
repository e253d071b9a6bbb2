#include "instance/closing.hpp"

#include "instance/failure.hpp"

#include <cerrno>

#include <sys/stat.h>

namespace left4me
{
void close_to_others(const Directory& dir)
{
    struct stat status = {};
    if (::fstat(dir.fd.get(), &status) != 0)
    {
        fail_to_read("look at " + dir.path.string(), errno);
    }
    if ((status.st_mode & S_IRWXO) != 0 &&
        ::fchmod(dir.fd.get(), status.st_mode & (ALLPERMS & ~S_IRWXO)) != 0)
    {
        fail_to_write("change the mode of " + dir.path.string(), errno);
    }
}
} // namespace left4me
