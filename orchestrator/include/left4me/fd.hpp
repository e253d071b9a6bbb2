// The owner of a file descriptor.
#pragma once

#include <utility>

#include <unistd.h>

namespace left4me
{
class [[nodiscard]] Fd
{
public:
    Fd() = default;
    /// Adopts what a system call returned; a negative number is no descriptor.
    explicit Fd(int adopted) : fd_(adopted) {}
    Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Fd& operator=(Fd&& other) noexcept
    {
        std::swap(fd_, other.fd_);
        return *this;
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    ~Fd()
    {
        if (fd_ >= 0)
        {
            ::close(fd_);
        }
    }

    [[nodiscard]] int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }

private:
    int fd_ = -1;
};
} // namespace left4me
