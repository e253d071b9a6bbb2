#include "system/overlay_helper.hpp"

#include "paths.hpp"
#include "system/sudo.hpp"

namespace left4me
{
void unmount(std::string_view name, Verbosity verbosity)
{
    static_cast<void>(
        output_of(helper_call(paths::kOverlayHelper, {"umount", std::string(name)}), verbosity));
}
} // namespace left4me
