#include "instance/overlay_refs.hpp"

#include "instance/beneath.hpp"
#include "instance/overlay.hpp"
#include "instance/tree.hpp"
#include "spec/name.hpp"
#include "system/time_limit.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>

namespace left4me
{
namespace
{
constexpr int kDeepest = 4; // nobody sorts overlays finer
constexpr std::size_t kMost = 10'000;

class OverlayRefs
{
public:
    /// `ref` with a slash at its end, or nothing for overlays/ itself.
    void add_below(const Directory& dir, const std::string& ref, int depth)
    {
        for (const std::string& name : entries_of(dir, kMost))
        {
            if (found_.size() == kMost || limit_.is_over())
            {
                return;
            }
            if (is_overlay_ref(ref + name))
            {
                add(dir, ref, name, depth);
            }
        }
    }

    std::vector<std::string> sorted()
    {
        std::sort(found_.begin(), found_.end());
        return std::move(found_);
    }

private:
    void add(const Directory& parent, const std::string& parents_ref, const std::string& name, int depth)
    {
        Fd fd = open_on_same_mount(parent.fd, name, O_RDONLY | O_DIRECTORY);
        const bool is_closed = !fd && (errno == EACCES || errno == ELOOP || errno == EXDEV);
        if (!fd && !is_closed)
        {
            return;
        }
        const std::string ref = parents_ref + name;
        const std::size_t before = found_.size();
        if (fd && depth < kDeepest && !open_on_same_mount(fd, "left4dead2", O_PATH | O_DIRECTORY))
        {
            add_below({std::move(fd), parent.path / name}, ref + "/", depth + 1);
        }
        if (found_.size() == before)
        {
            found_.push_back(ref);
        }
    }

    TimeLimit limit_;
    std::vector<std::string> found_;
};
} // namespace

std::vector<std::string> overlay_refs(const Directory& overlays)
{
    OverlayRefs refs;
    refs.add_below(overlays, "", 1);
    return refs.sorted();
}

std::vector<std::string> overlay_refs(const StateRoot& root)
{
    return overlay_refs(open_overlays(root));
}
} // namespace left4me
