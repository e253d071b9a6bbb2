// A validated spec.yaml. YAML itself never leaves this room.
#pragma once

#include "left4me/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// Where a value stood in its file; both count from 1.
struct Mark
{
    int line = 0;
    int column = 0;
};

struct SpecOverlay
{
    std::string ref;
    std::optional<std::string> alias; ///< [a-z0-9_-]{1,64}
    bool exec = false;                ///< never true without an alias
    Mark mark;
};

/// Of arguments or config, what YAML's '#' has cut short.
struct CutText
{
    Mark mark;
    std::string whole;
};

struct Spec
{
    std::string file; ///< how messages name the file
    std::uint16_t port = 0;
    Mark port_mark;
    std::vector<SpecOverlay> overlays;  ///< topmost first
    std::vector<std::string> arguments; ///< already split into words
    std::vector<std::string> config;    ///< lines of server.cfg
    std::vector<CutText> cut;
};

inline constexpr std::size_t kSpecSizeLimit = 1024 * 1024; ///< bytes
inline constexpr std::size_t kOverlayLimit = 499;          ///< 500 layers, the installation among them

/// Reads a spec; `file` is what messages call it.
/// Throws UserError(DataErr), "FILE:LINE:COLUMN: …", for anything that is not a legal spec.
[[nodiscard]] Spec parse_spec(std::string_view text, const std::string& file);

/// UserError that names the place.
[[noreturn]] void refuse(const std::string& file, Mark mark, const std::string& sentence,
                         Exit exit = Exit::DataErr);
} // namespace left4me
