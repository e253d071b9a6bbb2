#include "helper_side.hpp"

#include "common/name.hpp"
#include "common/ref.hpp"
#include "overlay/layers.hpp"
#include "overlay/state_root.hpp"

namespace helper_side
{
bool is_instance_name(std::string_view name)
{
    return left4me::is_instance_name(name);
}

bool is_ref(std::string_view ref)
{
    return left4me::is_ref(ref);
}

bool is_plain_text(std::string_view text)
{
    return left4me::is_plain_text(text);
}

std::optional<std::vector<std::string>> parse_layers(std::string_view text)
{
    return left4me::parse_layers(text);
}

std::optional<std::string> parse_root(std::string_view host_env, std::string_view otherwise)
{
    return left4me::parse_root(host_env, otherwise);
}
} // namespace helper_side
