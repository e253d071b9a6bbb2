// What overlayfs leaves in work/.
#pragma once

#include "common/fd.hpp"

namespace left4me
{
/// Removes work/work and work/index, so that the owner can delete the rest. Follows no symlink and enters no
/// other mount. What cannot be removed stays, and is the owner's own doing. Needs raised capabilities.
void remove_leftovers(const Fd& work);
} // namespace left4me
