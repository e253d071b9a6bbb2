#include "common/read.hpp"

#include "common/failure.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
struct stat look_at(const Fd& fd, const std::string& act)
{
    struct stat about = {};
    check(fstat(fd.get(), &about), act);
    return about;
}

std::optional<std::string> read_small_file(const Fd& file, const std::string& act)
{
    constexpr std::size_t kLargest = 64UL * 1024;
    if (!S_ISREG(look_at(file, act).st_mode))
    {
        return std::nullopt;
    }
    // The size that stat tells may be outdated by now; one byte more than allowed shows that there is more.
    std::string text(kLargest + 1, '\0');
    std::size_t length = 0;
    for (long count = 1; count > 0 && length < text.size(); length += static_cast<std::size_t>(count))
    {
        count = check(read(file.get(), text.data() + length, text.size() - length), act);
    }
    text.resize(length);
    return length <= kLargest ? std::optional(text) : std::nullopt;
}
} // namespace left4me
