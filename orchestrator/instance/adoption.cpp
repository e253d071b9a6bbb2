#include "instance/adoption.hpp"

#include "instance/earlier_cfg.hpp"
#include "instance/host_env.hpp"
#include "instance/instance.hpp"
#include "instance/layers.hpp"
#include "instance/lower_dirs.hpp"
#include "instance/ports.hpp"
#include "spec/spec_text.hpp"

namespace left4me
{
namespace
{
/// Its places are those in instance.env, which is what an admin can look at.
Spec spec_of_env(const StateRoot& root, std::string_view name)
{
    const std::string text = read_instance_env_text(root, name);
    Spec spec;
    spec.file = path_of_instance_env(root, name).string();
    InstanceEnv env = parse_instance_env(text, spec.file);
    spec.port = env.port;
    spec.port_mark = place_of_port(text);
    spec.arguments = std::move(env.arguments);
    spec.overlays = overlays_of_lower_dirs(root, name, text);
    return spec;
}

void require_usable(const StateRoot& root, std::string_view name, const Spec& spec)
{
    require_overlays(root, spec);
    require_free_port(root, std::string(name), spec, read_host_env());
}
} // namespace

bool is_adopted(const StateRoot& root, std::string_view name)
{
    return read_spec_text(root, name) && !has_lower_dirs(read_instance_env_text(root, name));
}

Adoption plan_adoption(const StateRoot& root, std::string_view name)
{
    if (auto text = read_spec_text(root, name))
    {
        Spec spec = parse_spec(*text, path_of_spec(root, name).string());
        require_usable(root, name, spec);
        return {std::move(spec), std::move(*text), false, {"the spec.yaml that was there holds"}};
    }
    Adoption adoption;
    adoption.made = true;
    adoption.spec = spec_of_env(root, name);
    require_usable(root, name, adoption.spec); // before its overlays are read
    adoption.remarks = take_staged_cfg(root, name, adoption.spec);
    adoption.spec_text = spec_text(adoption.spec);
    return adoption;
}
} // namespace left4me
