// Move-only owner of a file descriptor. Borrow as const Fd&, give away by value.
#pragma once

#include <utility>

#include <unistd.h>

namespace left4me
{
class [[nodiscard]] Fd
{
public:
    Fd() = default;
    /// Adopts `raw`; negative means none.
    explicit Fd(long raw) : raw_(static_cast<int>(raw)) {}
    Fd(Fd&& other) noexcept : raw_(std::exchange(other.raw_, -1)) {}
    Fd& operator=(Fd&& other) noexcept
    {
        std::swap(raw_, other.raw_);
        return *this;
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    ~Fd()
    {
        if (raw_ >= 0)
        {
            close(raw_);
        }
    }

    [[nodiscard]] int get() const { return raw_; }
    [[nodiscard]] explicit operator bool() const { return raw_ >= 0; }

private:
    int raw_ = -1;
};
} // namespace left4me
