#include "commands/spec_file.hpp"

#include "instance/directory.hpp"
#include "instance/failure.hpp"
#include "left4me/error.hpp"
#include "spec/spec.hpp"
#include "spec/text.hpp"

#include <cerrno>

#include <fcntl.h>

namespace left4me
{
std::string read_spec_file(const std::string& path)
{
    const Fd file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file && errno == EACCES)
    {
        throw UserError(Exit::NoPerm, "cannot read " + printable(path) +
                                          ": Permission denied: let the user that l4d2ctl runs as read it");
    }
    if (!file)
    {
        fail_to_read("read " + path, errno);
    }
    return read_open_file(file, path, kSpecSizeLimit);
}
} // namespace left4me
