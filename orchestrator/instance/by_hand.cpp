#include "instance/by_hand.hpp"

#include "instance/failure.hpp"
#include "system/place.hpp"

#include <cerrno>

#include <fcntl.h>

namespace left4me
{
namespace
{
constexpr char kLock[] = "lock";

bool try_lock(const Fd& file)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return ::fcntl(file.get(), F_OFD_SETLK, &lock) == 0;
}

[[noreturn]] void refuse(std::string_view name)
{
    throw UserError(Exit::TempFail,
                    std::string(name) +
                        " runs by hand: end that l4d2ctl run first, with Ctrl-C where it runs");
}
} // namespace

Fd lock_by_hand(const Directory& by_hand, std::string_view name)
{
    Fd file(::openat(by_hand.fd.get(), kLock, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK,
                     kPrivateFile)); // no O_CLOEXEC
    if (!file)
    {
        fail_to_write("open the lock " + by_hand.shown(kLock), errno);
    }
    if (!try_lock(file))
    {
        refuse(name);
    }
    return file;
}

void require_no_run_by_hand(const StateRoot& root, std::string_view name)
{
    const std::filesystem::path path = root.runtime(name) / kByHand / kLock;
    const Fd file = open_place(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK);
    if (file && !try_lock(file))
    {
        refuse(name);
    }
}
} // namespace left4me
