// instances/.ports: which instance has claimed which port, so that not every instance must be asked. Inner
// header of this room.
#pragma once

#include "instance/directory.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace left4me
{
/// A symlink for each port, to the name of its instance: a claim, which its owner's own files must confirm.
/// One more holds when instances/ last changed. When that is another time now, instances have come or gone
/// without us, by hand or in a call that was killed, and nothing here is believed. What somebody edits in an
/// instance's files is not seen. Only while the registry is locked. Errors as of directory.hpp.
class PortIndex
{
public:
    /// `instances` must outlive it.
    explicit PortIndex(const Directory& instances);

    /// Whether instances/ is as it was when mark_current() was called last.
    [[nodiscard]] bool is_current() const;
    void mark_current();
    void forget();

    /// Replaces all claims.
    void rebuild(const std::map<std::uint16_t, std::string>& claims);

    [[nodiscard]] std::optional<std::string> owner_of(std::uint16_t port) const;
    void claim(std::uint16_t port, const std::string& name);
    void release(std::uint16_t port, const std::string& name);

private:
    void put_link(const std::string& name, const std::string& target);

    const Directory& instances_;
    Directory index_;
};
} // namespace left4me
