#include "common/read.hpp"

#include "common/failure.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
std::optional<std::string> read_small_file(const Fd& file, const std::string& act)
{
    constexpr std::size_t kLargest = 64UL * 1024;
    struct stat about = {};
    check(fstat(file.get(), &about), act);
    if (!S_ISREG(about.st_mode))
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
