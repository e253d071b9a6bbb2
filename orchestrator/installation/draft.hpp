// The next generation while SteamCMD works on it: installations/.update, which no server ever sees. The
// caller holds the installation's lock.
#pragma once

#include "instance/state_root.hpp"
#include "system/private_overlay.hpp"

#include <optional>
#include <string>

namespace left4me
{
/// Whatever SteamCMD does to it, in place or by renaming, no byte of the generation that it began as changes:
/// it is a clone where the file system has those; otherwise SteamCMD works in an overlay over that
/// generation, and what it left alone is hard-linked afterwards; where the host allows no such overlay, it is
/// a copy.
class Draft
{
public:
    /// Goes on with what an earlier call left, where that began as the same generation. `base` is nullopt for
    /// a first installation. Throws UserError(CantCreat) and others.
    Draft(const StateRoot& root, std::optional<std::string> base);

    /// The directory that SteamCMD is to install into. With overlay(), only who entered that sees it.
    [[nodiscard]] std::filesystem::path directory() const;
    [[nodiscard]] std::optional<PrivateOverlay> overlay() const;
    /// Where nothing but a copy of the whole base was possible.
    [[nodiscard]] bool is_copy() const { return copied_; }

    /// Once SteamCMD is done: the whole tree, as it will be published. Outside of the overlay it is there
    /// only after this.
    [[nodiscard]] std::filesystem::path assemble();
    /// Whether the assembled tree holds nothing but what the base holds.
    [[nodiscard]] bool is_like_base() const;
    /// Makes the assembled tree the newest generation, survives a power cut, and returns its name. It is not
    /// yet the current one. What is left of the work is good for nothing but discard().
    [[nodiscard]] std::string publish() const;
    /// Removes all that is left of the work.
    void discard() const;

private:
    [[nodiscard]] std::filesystem::path path() const;
    [[nodiscard]] std::filesystem::path base_path() const;
    [[nodiscard]] PrivateOverlay overlay_here() const;
    [[nodiscard]] bool can_go_on() const;
    void begin();
    void begin_tree(bool clone);

    const StateRoot& root_;
    std::optional<std::string> base_;
    bool copied_ = false;
};
} // namespace left4me
