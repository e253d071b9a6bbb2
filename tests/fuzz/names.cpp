// The grammars of instance names, refs and plain text: the helpers' and the orchestrator's are one.
#include "helper_side.hpp"
#include "spec/name.hpp"
#include "spec/text.hpp"
#include "target.hpp"

namespace left4me::fuzz
{
void try_input(std::string_view input)
{
    require(is_instance_name(input) == helper_side::is_instance_name(input),
            "helpers and orchestrator know the same instance names");
    require(is_overlay_ref(input) == helper_side::is_ref(input),
            "helpers and orchestrator know the same refs");
    require((is_utf8(input) && !has_control_character(input)) == helper_side::is_plain_text(input),
            "helpers and orchestrator know the same control characters and the same UTF-8");
    require(!is_instance_name(input) || is_alias(input), "an instance name would do for an alias");
    require(!is_instance_name(input) || is_overlay_ref(input),
            "an instance name is one harmless path component");
}
} // namespace left4me::fuzz
