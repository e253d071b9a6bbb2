#include "system/sudo.hpp"

#include "paths.hpp"
#include "system/child.hpp"

#include <cerrno>

namespace left4me
{
Argv helper_call(const std::string& helper, const Argv& words, uid_t caller)
{
    if (::eaccess(helper.c_str(), X_OK) != 0)
    {
        fail_to_execute(helper, errno);
    }
    Argv call = caller == 0 ? Argv{helper} : Argv{paths::kSudo, "-n", helper};
    call.insert(call.end(), words.begin(), words.end());
    return call;
}
} // namespace left4me
