#include "cli/inheritance.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
void open_standard_descriptors()
{
    int fd = 0;
    do
    {
        fd = ::open("/dev/null", O_RDWR); // takes the lowest number that is free; kept by children
    } while (fd >= 0 && fd < STDERR_FILENO);
    if (fd < 0)
    {
        throw std::system_error(errno, std::generic_category(), "cannot open /dev/null");
    }
    if (fd > STDERR_FILENO)
    {
        ::close(fd);
    }
}

void forget_umask()
{
    ::umask(022);
}

void forget_timer_slack()
{
    constexpr unsigned long kKernelsOwn = 50'000;
    ::prctl(PR_SET_TIMERSLACK, kKernelsOwn, 0, 0, 0);
}
} // namespace left4me
