#include "commands/warnings.hpp"

#include "commands/message.hpp"
#include "instance/closed_entry.hpp"
#include "instance/remarks.hpp"
#include "left4me/error.hpp"
#include "spec/text.hpp"

namespace left4me
{
namespace
{
constexpr std::chrono::seconds kLongestLook{1}; // a big overlay on a cold disk is not worth more
} // namespace

void say_warnings(const StateRoot& root, const std::string& name, const Spec& spec)
{
    try
    {
        for (const SpecRemark& remark : remarks_on(root, spec))
        {
            say(name + ": warning: " + remark.text);
        }
        if (const auto closed = first_closed_file(root, spec, TimeLimit(kLongestLook)))
        {
            say(name + ": warning: it lacks what it may not read, such as " + printable(*closed) +
                ": l4d2ctl doctor says how to open it");
        }
    }
    catch (const UserError&) // somebody moves an overlay about, after all was done with it
    {
    }
}
} // namespace left4me
