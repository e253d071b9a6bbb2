#include "instance/overlay_refs.hpp"

#include "instance/beneath.hpp"
#include "instance/overlay.hpp"
#include "instance/tree.hpp"
#include "spec/name.hpp"

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
    explicit OverlayRefs(const TimeLimit& limit) : limit_(limit) {}

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

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool holds_word(std::string_view text, std::string_view word)
{
    const std::size_t at = text.find(word);
    const std::size_t end = at + word.size();
    return at != std::string_view::npos && text.size() > word.size() &&
           (at == 0 || !is_letter_or_digit(text[at - 1])) &&
           (end == text.size() || !is_letter_or_digit(text[end]));
}
} // namespace

std::vector<std::string> overlay_refs(const Directory& overlays, const TimeLimit& limit)
{
    OverlayRefs refs(limit);
    refs.add_below(overlays, "", 1);
    return refs.sorted();
}

std::vector<std::string> overlay_refs(const StateRoot& root, const TimeLimit& limit)
{
    return overlay_refs(open_overlays(root), limit);
}

std::optional<std::string> renamed_overlay(std::string_view ref, const std::vector<std::string>& refs)
{
    const std::size_t parent = ref.rfind('/') + 1; // 0: there is none
    std::optional<std::string> found;
    for (const std::string& other : refs)
    {
        const bool is_beside =
            other.starts_with(ref.substr(0, parent)) && other.find('/', parent) == std::string::npos;
        if (is_beside && holds_word(std::string_view(other).substr(parent), ref.substr(parent)))
        {
            if (found)
            {
                return std::nullopt;
            }
            found = other;
        }
    }
    return found;
}
} // namespace left4me
