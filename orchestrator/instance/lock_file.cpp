#include "instance/lock_file.hpp"

#include "instance/directory.hpp"
#include "instance/failure.hpp"

#include <cerrno>
#include <string>
#include <thread>

#include <fcntl.h>

// One file that is never removed, with a byte for each instance: nothing to recreate or to race with when
// an instance is deleted, and nothing left over for names long gone. It is 0600, so that no other user can
// hold us up. The lock is of the open-file-description kind: POSIX locks belong to the process, and closing
// any descriptor of the file would drop them all. Only POSIX locks tell who holds them, so the holder puts
// one on a second byte beside it, as a name plate that excludes nobody.

namespace left4me
{
namespace
{
constexpr std::chrono::milliseconds kRetry{10};
constexpr std::uint64_t kPlates = std::uint64_t{1} << 62U;

struct flock one_byte(std::uint64_t at)
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = static_cast<off_t>(at);
    lock.l_len = 1;
    return lock;
}

Fd open_lock_file(const StateRoot& root)
{
    require_owner(root);
    const Directory dir = make_state_directory(root.instances());
    const int flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    Fd file(::openat(dir.fd.get(), ".lock", flags, kPrivateFile));
    if (!file)
    {
        fail_to_write("open the lock " + dir.shown(".lock"), errno);
    }
    return file;
}

bool try_lock(const Fd& file, std::uint64_t slot)
{
    struct flock lock = one_byte(slot);
    if (::fcntl(file.get(), F_OFD_SETLK, &lock) == 0)
    {
        return true;
    }
    if (errno != EAGAIN && errno != EACCES && errno != EINTR)
    {
        fail_to_write("lock the instances", errno);
    }
    return false;
}

void put_up_plate(const Fd& file, std::uint64_t slot)
{
    struct flock plate = one_byte(kPlates + slot);
    ::fcntl(file.get(), F_SETLK, &plate);
}

std::string holder_of(const Fd& file, std::uint64_t slot)
{
    struct flock plate = one_byte(kPlates + slot);
    const bool known =
        ::fcntl(file.get(), F_GETLK, &plate) == 0 && plate.l_type != F_UNLCK && plate.l_pid > 0;
    return known ? "process " + std::to_string(plate.l_pid) : "another process";
}
} // namespace

std::uint64_t lock_slot_of(std::string_view name)
{
    std::uint64_t hash = 0xcbf29ce484222325U; // FNV-1a
    for (const char c : name)
    {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return 1 + (hash & (kPlates - 2));
}

Fd lock_slot(const StateRoot& root, std::uint64_t slot, const std::string& what,
             std::chrono::milliseconds patience)
{
    Fd file = open_lock_file(root);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!try_lock(file, slot))
    {
        if (std::chrono::steady_clock::now() >= deadline)
        {
            throw UserError(Exit::TempFail,
                            what + " busy: " + holder_of(file, slot) + " works on it; try again later");
        }
        std::this_thread::sleep_for(kRetry);
    }
    put_up_plate(file, slot);
    return file;
}
} // namespace left4me
