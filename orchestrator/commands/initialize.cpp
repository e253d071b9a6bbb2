#include "commands/initialize.hpp"

#include "commands/message.hpp"
#include "commands/spec_file.hpp"
#include "commands/warnings.hpp"
#include "instance/instance.hpp"
#include "instance/instance_lock.hpp"
#include "instance/mounted.hpp"
#include "instance/ownership.hpp"
#include "spec/text.hpp"

namespace left4me
{
int perform(const Context& context, const InitializeRequest& request)
{
    require_owner(context.root);
    const std::string text = read_spec_file(request.spec_file);
    const Spec spec = parse_spec(text, request.spec_file == "-" ? "<stdin>" : printable(request.spec_file));

    const InstanceLock lock(context.root, request.name);
    require_own_directories(context.root, request.name);
    const bool existed = instance_exists(context.root, request.name);
    initialize_instance(context.root, request.name, text, spec);
    say(request.name + (!existed ? ": created"
                        : is_mounted(context.root, request.name)
                            ? ": updated; the running server gets it with: l4d2ctl restart " + request.name
                            : ": updated; holds from the next start"));
    say_warnings(context.root, request.name, spec);
    return 0;
}
} // namespace left4me
