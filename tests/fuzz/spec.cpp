// spec.yaml: any bytes give a spec or a refusal with its place; and what a spec leads to, the next reader
// takes.
#include "spec/spec.hpp"

#include "helper_side.hpp"
#include "instance/instance_env.hpp"
#include "instance/layers_file.hpp"
#include "spec/name.hpp"
#include "spec/port.hpp"
#include "spec/spec_text.hpp"
#include "target.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <set>

namespace left4me::fuzz
{
namespace
{
using Texts = std::vector<std::string>;

std::size_t bytes_of(const Texts& texts)
{
    return std::accumulate(texts.begin(), texts.end(), std::size_t{0},
                           [](std::size_t sum, const std::string& text) { return sum + text.size(); });
}

void require_overlays_be_legal(const Spec& spec)
{
    std::set<std::string> refs, aliases;
    require(spec.overlays.size() < 500, "there are at most 499 overlays");
    for (const SpecOverlay& overlay : spec.overlays)
    {
        require(helper_side::is_ref(overlay.ref), "an overlay is a ref for the helper, too");
        require(refs.insert(overlay.ref).second, "no overlay stands twice");
        require(!overlay.alias || (is_alias(*overlay.alias) && aliases.insert(*overlay.alias).second),
                "an alias is legal and no other overlay's");
        require(!overlay.exec || overlay.alias, "exec needs an alias");
    }
}

void require_no_growth(const Spec& spec, std::size_t size)
{
    std::size_t sum = bytes_of(spec.arguments) + bytes_of(spec.config);
    for (const SpecOverlay& overlay : spec.overlays)
    {
        sum += overlay.ref.size() + overlay.alias.value_or("").size();
    }
    require(sum <= size + size / 2,
            "a spec is not larger than its file, save for two escapes that grow by half");
}

void require_next_readers_take(const Spec& spec)
{
    Texts layers;
    std::transform(spec.overlays.begin(), spec.overlays.end(), std::back_inserter(layers),
                   [](const SpecOverlay& overlay) { return "overlays/" + overlay.ref; });
    layers.emplace_back("installation");
    require(helper_side::parse_layers(format_layers(layers)) == layers,
            "the helper takes the layers of a spec");
    const InstanceEnv env =
        parse_instance_env(format_instance_env({spec.port, spec.arguments}), "instance.env");
    require(env.port == spec.port && env.arguments == spec.arguments,
            "`run` gets the port and arguments of a spec");
}

void require_text_says_the_same(const Spec& spec)
{
    try
    {
        static_cast<void>(spec_text(spec));
    }
    catch (const UserError& error) // written out, a spec of many escapes may be too large
    {
        require(error.exit() == Exit::DataErr, "what is written of a spec is read as that spec");
    }
}

void require_place(const std::string& message, std::string_view input)
{
    constexpr std::string_view kFile = "spec.yaml:";
    require(message.starts_with(kFile), "a message begins with the file");
    require(helper_side::is_plain_text(message), "a message cannot steer a terminal");
    const long line = std::atol(message.c_str() + kFile.size());
    require(line >= 1 && line <= std::count(input.begin(), input.end(), '\n') + 1, "the line named is there");
}
} // namespace

void try_input(std::string_view input)
{
    try
    {
        const Spec spec = parse_spec(input, "spec.yaml");
        require(spec.port >= kLowestPort, "a port is 1024 to 65535");
        require_overlays_be_legal(spec);
        require(std::all_of(spec.config.begin(), spec.config.end(), helper_side::is_plain_text),
                "a line of config is UTF-8 without control characters");
        require_no_growth(spec, input.size());
        require_next_readers_take(spec);
        require_text_says_the_same(spec);
    }
    catch (const UserError& error)
    {
        require(error.exit() == Exit::DataErr, "a broken spec is 65");
        require_place(error.what(), input);
    }
}
} // namespace left4me::fuzz
