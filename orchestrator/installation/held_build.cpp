#include "installation/held_build.hpp"

#include "instance/directory.hpp"
#include "instance/failure.hpp"

#include <cerrno>

#include <unistd.h>

namespace left4me
{
namespace
{
constexpr char kHeldFile[] = ".held";
constexpr std::size_t kHeldBuildLimit = 64;
} // namespace

void hold_build(const StateRoot& root, std::string_view build)
{
    write_file(make_state_directory(root.installations()), kHeldFile, build, kPublicFile);
}

std::optional<std::string> held_build(const StateRoot& root)
{
    const auto dir = find_directory(root.installations());
    return dir ? read_file(*dir, kHeldFile, kHeldBuildLimit) : std::nullopt;
}

void release_build(const StateRoot& root)
{
    const std::string path = (root.installations() / kHeldFile).string();
    if (::unlink(path.c_str()) != 0 && errno != ENOENT)
    {
        fail_to_write("remove " + path, errno);
    }
}
} // namespace left4me
