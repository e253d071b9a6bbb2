#include "instance/layer_set.hpp"

#include "instance/failure.hpp"
#include "spec/text.hpp"

#include <cerrno>

#include <sys/stat.h>

namespace left4me
{
namespace
{
[[noreturn]] void refuse_pair(const std::string& one, const std::string& relation, const std::string& other)
{
    throw UserError(Exit::DataErr, "the layer " + shown(one) + relation + shown(other) +
                                       ": remove one of them from the spec");
}
} // namespace

void LayerSet::add(const std::string& layer, const Directory& dir)
{
    struct stat status = {};
    std::error_code error;
    const auto path =
        std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(dir.fd.get()), error).string();
    if (error || ::fstat(dir.fd.get(), &status) != 0)
    {
        fail_to_read("look at the layer " + layer, error ? error.value() : errno);
    }
    layers_.push_back({layer, path + "/", status.st_dev, status.st_ino});
}

void LayerSet::require_disjoint() const
{
    for (auto one = layers_.begin(); one != layers_.end(); ++one)
    {
        for (auto other = layers_.begin(); other != layers_.end(); ++other)
        {
            if (one != other && one->device == other->device && one->inode == other->inode)
            {
                refuse_pair(one->name, " is the same directory as ", other->name);
            }
            if (one != other && one->real_path.compare(0, other->real_path.size(), other->real_path) == 0)
            {
                refuse_pair(one->name, " lies inside ", other->name);
            }
        }
    }
}
} // namespace left4me
