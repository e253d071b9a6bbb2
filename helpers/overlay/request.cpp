#include "overlay/request.hpp"

#include "common/name.hpp"

namespace left4me
{
std::optional<Request> parse_request(const Words& words)
{
    if (words.size() != 2 || (words[0] != "mount" && words[0] != "umount") || !is_instance_name(words[1]))
    {
        return std::nullopt;
    }
    return Request{words[0] == "mount" ? Verb::Mount : Verb::Umount, std::string(words[1])};
}
} // namespace left4me
