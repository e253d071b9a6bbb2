#include "instance/lower_dirs.hpp"

#include "instance/instance_env.hpp"
#include "spec/name.hpp"
#include "spec/place.hpp"
#include "spec/text.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
constexpr std::string_view kLowerDirs = "L4D2_LOWERDIRS=";
constexpr std::string_view kPort = "L4D2_PORT=";

/// Where the first line with that key, from the one on that begins at or after `from`, has its value.
std::optional<std::size_t> find_value(std::string_view text, std::string_view key, std::size_t from = 0)
{
    while (from < text.size())
    {
        if (text.substr(from, key.size()) == key)
        {
            return from + key.size();
        }
        from = std::min(text.find('\n', from), text.size() - 1) + 1;
    }
    return std::nullopt;
}

class LowerDirs
{
public:
    LowerDirs(const StateRoot& root, std::string_view name, std::string_view text)
        : overlays_(root.overlays().string() + "/"), installation_(root.installation().string()), name_(name),
          file_(path_of_instance_env(root, name).string()), text_(text)
    {
    }

    [[nodiscard]] std::vector<SpecOverlay> read() const
    {
        const auto value = find_value(text_, kLowerDirs);
        if (!value)
        {
            refuse_at(0, "there is no L4D2_LOWERDIRS here, so its layers are not known");
        }
        const std::size_t end = std::min(text_.find('\n', *value), text_.size());
        if (const auto second = find_value(text_, kLowerDirs, end))
        {
            refuse_at(*second, "L4D2_LOWERDIRS stands here twice");
        }
        return split(*value, end);
    }

private:
    [[noreturn]] void refuse_at(std::size_t at, const std::string& sentence) const
    {
        refuse(file_, place_of_byte(text_, at),
               sentence + ": describe it anew, with l4d2ctl initialize " + name_ + " -f SPEC");
    }

    [[nodiscard]] std::vector<SpecOverlay> split(std::size_t at, std::size_t end) const
    {
        std::vector<SpecOverlay> overlays;
        for (std::size_t colon = text_.find(':', at); colon < end; colon = text_.find(':', at))
        {
            if (overlays.size() == kOverlayLimit)
            {
                refuse_at(at, "it has more than 499 overlays");
            }
            overlays.push_back(overlay(text_.substr(at, colon - at), at));
            at = colon + 1;
        }
        if (text_.substr(at, end - at) != installation_)
        {
            refuse_at(at, "the last directory is not " + shown(installation_));
        }
        return overlays;
    }

    [[nodiscard]] SpecOverlay overlay(std::string_view path, std::size_t at) const
    {
        if (path.substr(0, 1) != "/")
        {
            refuse_at(at, shown(path) + " is no absolute path, and in a name \":\" cannot be told from the "
                                        "one between two names");
        }
        if (path.substr(0, overlays_.size()) != overlays_)
        {
            refuse_at(at, shown(path) + " is not below " + shown(overlays_) + ", where overlays are");
        }
        SpecOverlay found;
        found.ref = path.substr(overlays_.size());
        found.mark = place_of_byte(text_, at);
        if (!is_overlay_ref(found.ref))
        {
            refuse_at(at, shown(path) + " is no plain path of an overlay");
        }
        return found;
    }

    std::string overlays_;
    std::string installation_;
    std::string name_;
    std::string file_;
    std::string_view text_;
};
} // namespace

bool has_lower_dirs(std::string_view env_text)
{
    return find_value(env_text, kLowerDirs).has_value();
}

std::vector<SpecOverlay> overlays_of_lower_dirs(const StateRoot& root, std::string_view name,
                                                std::string_view env_text)
{
    return LowerDirs(root, name, env_text).read();
}

Mark place_of_port(std::string_view env_text)
{
    return place_of_byte(env_text, find_value(env_text, kPort).value_or(0));
}
} // namespace left4me
