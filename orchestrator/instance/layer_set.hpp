// Layers that must not be the same directory or one inside another. Inner header of this room.
#pragma once

#include "instance/directory.hpp"

#include <string>
#include <vector>

namespace left4me
{
class LayerSet
{
public:
    void add(const std::string& layer, const Directory& dir);

    /// UserError(DataErr) with both names: overlayfs would refuse such a stack with no more than ELOOP.
    void require_disjoint() const;

private:
    struct Layer
    {
        std::string name;
        std::string real_path; ///< with a slash at the end, so that being inside is having it as a prefix
        dev_t device;
        ino_t inode;
    };
    std::vector<Layer> layers_;
};
} // namespace left4me
