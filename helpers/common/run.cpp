#include "common/run.hpp"

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace left4me
{
void keep_standard_descriptors_open()
{
    // open() gives the lowest free number, so this fills every gap below 3 and stops at the first one above.
    int lowest = 0;
    while (lowest <= STDERR_FILENO)
    {
        lowest = static_cast<int>(check(open("/dev/null", O_RDWR), "open /dev/null"));
    }
    close(lowest);
}

int report(const char* program, Exit exit, const std::string& sentence) noexcept
{
    const std::string line = std::string(program) + ": " + sentence + "\n";
    static_cast<void>(signal(SIGPIPE, SIG_IGN));
    // One write, so that lines of parallel helpers do not mix. Where it cannot be said, the status still says
    // it.
    [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
    return static_cast<int>(exit);
}
} // namespace left4me
