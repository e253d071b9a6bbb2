#include "commands/spec_file.hpp"

#include "instance/directory.hpp"
#include "instance/failure.hpp"
#include "left4me/error.hpp"
#include "spec/spec.hpp"
#include "spec/text.hpp"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace left4me
{
namespace
{
std::string read_standard_input()
{
    std::string text;
    std::array<char, 4096> buffer{};
    ssize_t count = 0;
    while ((count = ::read(STDIN_FILENO, buffer.data(), buffer.size())) > 0)
    {
        text.append(buffer.data(), static_cast<std::size_t>(count));
        if (text.size() > kSpecSizeLimit)
        {
            throw UserError(Exit::DataErr, "the spec on standard input is larger than 1 MiB");
        }
    }
    if (count < 0)
    {
        fail_to_read("read the spec from standard input", errno);
    }
    return text;
}
} // namespace

std::string read_spec_file(const std::string& path)
{
    if (path == "-")
    {
        return read_standard_input();
    }
    const Fd file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file && errno == EACCES)
    {
        throw UserError(Exit::NoPerm, "cannot read " + printable(path) +
                                          ": Permission denied: let the user that l4d2ctl runs as read it, "
                                          "or give it with -f - < SPEC");
    }
    if (!file)
    {
        fail_to_read("read " + path, errno);
    }
    return read_open_file(file, path, kSpecSizeLimit);
}
} // namespace left4me
