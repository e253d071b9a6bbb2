// Trying again where Steam broke off.
#pragma once

#include "steam/remark.hpp"

#include <chrono>

namespace left4me
{
class Retries
{
public:
    explicit Retries(unsigned left) : left_(left) {}

    /// Whether another attempt may help and is left; if so, says that and waits before it returns: 5 s, 10 s,
    /// 20 s and so on, at most a minute.
    [[nodiscard]] bool again(const Complaint& complaint);

private:
    unsigned left_;
    std::chrono::seconds pause_{5};
};
} // namespace left4me
