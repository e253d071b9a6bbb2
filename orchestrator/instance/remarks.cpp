#include "instance/remarks.hpp"

#include "instance/beneath.hpp"
#include "instance/overlay.hpp"
#include "instance/tree.hpp"
#include "spec/spec_text.hpp"
#include "spec/text.hpp"
#include "system/place.hpp"
#include "system/time_limit.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

namespace left4me
{
namespace
{
// https://developer.valvesoftware.com/wiki/Command_Line_Options
constexpr std::array<std::string_view, 4> kPortArguments = {"-port", "+port", "-hostport", "+hostport"};
constexpr char kGame[] = "left4dead2";
// Of its directories, what an overlay brings files for.
constexpr std::array<std::string_view, 9> kGameDirectories = {
    "addons", "cfg", "maps", "materials", "missions", "models", "scripts", "particles", "sound"};

std::optional<SpecRemark> remark_on_port(const Spec& spec)
{
    const auto word = std::find_first_of(spec.arguments.begin(), spec.arguments.end(), kPortArguments.begin(),
                                         kPortArguments.end());
    if (word == spec.arguments.end())
    {
        return std::nullopt;
    }
    return SpecRemark{"arguments hold " + *word + ", so the game may listen on another port than " +
                          std::to_string(spec.port) + ", where l4d2ctl looks for it: set port instead",
                      {},
                      {}};
}

std::optional<SpecRemark> remark_on_comment(const Spec& spec)
{
    if (spec.cut.empty())
    {
        return std::nullopt;
    }
    const CutText& first = spec.cut.front();
    return SpecRemark{
        "line " + std::to_string(first.mark.line) +
            " of its spec ends before the '#', where YAML begins a comment; to keep all of it: " +
            printable(yaml_quoted(first.whole)),
        {},
        {}};
}

std::optional<SpecRemark> remark_on_quotes(const Spec& spec)
{
    const auto word =
        std::find_if(spec.arguments.begin(), spec.arguments.end(),
                     [](const std::string& text) { return text.find('"') != std::string::npos; });
    if (word == spec.arguments.end())
    {
        return std::nullopt;
    }
    return SpecRemark{"arguments hold " + printable(*word) +
                          ", and quotes keep no words together there: a line of config can",
                      {},
                      {}};
}

class OverlayLook
{
public:
    explicit OverlayLook(const StateRoot& root)
        : overlays_(open_overlays(root)), installation_(root.installation())
    {
    }

    [[nodiscard]] bool has(const SpecOverlay& overlay, const std::string& path) const
    {
        return static_cast<bool>(open_beneath(overlays_.fd, overlay.ref + "/" + path, O_PATH));
    }
    [[nodiscard]] std::vector<std::string> entries(const SpecOverlay& overlay) const
    {
        Fd fd = open_beneath(overlays_.fd, overlay.ref, O_RDONLY | O_DIRECTORY);
        return fd ? entries_of({std::move(fd), overlays_.path / overlay.ref}, kMostEntries)
                  : std::vector<std::string>();
    }
    [[nodiscard]] bool is_the_games(const std::string& entry) const
    {
        return !is_over() && can_reach(installation_ / entry);
    }
    /// Links can make each name as slow to look up as their owner likes.
    [[nodiscard]] bool is_over() const { return limit_.is_over(); }
    [[nodiscard]] bool is_anything_installed() const { return is_the_games(kGame); }

private:
    // Of a directory that has more nobody means that the game looks for them there.
    static constexpr std::size_t kMostEntries = 1000;

    Directory overlays_;
    std::filesystem::path installation_;
    TimeLimit limit_;
};

std::optional<SpecRemark> remark_on_place(const OverlayLook& look, const SpecOverlay& overlay)
{
    if (look.has(overlay, kGame))
    {
        return std::nullopt;
    }
    std::vector<std::string> beside = look.entries(overlay);
    if (beside.empty() && !look.is_over())
    {
        return SpecRemark{"the overlay " + shown(overlay.ref) +
                              " is empty: is something to be mounted there?",
                          overlay.ref,
                          {}};
    }
    const bool known = std::any_of(beside.begin(), beside.end(),
                                   [&](const std::string& entry) { return look.is_the_games(entry); });
    std::erase_if(beside,
                  [](const std::string& entry) {
                      return std::find(kGameDirectories.begin(), kGameDirectories.end(), entry) ==
                             kGameDirectories.end();
                  });
    const std::string lacks = "the overlay " + shown(overlay.ref) + " has no directory left4dead2";
    if (!beside.empty())
    {
        std::sort(beside.begin(), beside.end());
        const std::string text =
            lacks + ", in which the game would look for " + beside.front() + ": put it there";
        return SpecRemark{text, overlay.ref, std::move(beside)};
    }
    if (known || !look.is_anything_installed() || look.is_over())
    {
        return std::nullopt;
    }
    return SpecRemark{lacks + ", and nothing else that the game looks for: its files must lie as in the game",
                      overlay.ref,
                      {}};
}

/// What upper has of that name is the server's own.
std::optional<SpecRemark> remark_on_cfg(const OverlayLook& look, const SpecOverlay& overlay)
{
    const bool has_cfg = look.has(overlay, std::string(kGame) + "/cfg/server.cfg");
    const std::string subject = "the overlay " + shown(overlay.ref);
    if (has_cfg && !overlay.alias)
    {
        return SpecRemark{
            subject + " has a server.cfg, which the server's own hides: give it an alias, and exec: true",
            {},
            {}};
    }
    if (!has_cfg && overlay.exec)
    {
        return SpecRemark{subject + " is to be executed, but has no left4dead2/cfg/server.cfg", {}, {}};
    }
    return std::nullopt;
}
} // namespace

std::vector<SpecRemark> remarks_on(const StateRoot& root, const Spec& spec)
{
    std::vector<SpecRemark> remarks;
    const auto add = [&](std::optional<SpecRemark> remark)
    {
        if (remark)
        {
            remarks.push_back(std::move(*remark));
        }
    };
    add(remark_on_port(spec));
    add(remark_on_comment(spec));
    add(remark_on_quotes(spec));
    if (spec.overlays.empty())
    {
        return remarks;
    }
    const OverlayLook look(root);
    for (const SpecOverlay& overlay : spec.overlays)
    {
        if (look.is_over())
        {
            break;
        }
        add(remark_on_place(look, overlay));
        add(remark_on_cfg(look, overlay));
    }
    return remarks;
}
} // namespace left4me
