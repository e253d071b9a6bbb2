#include "system/systemctl.hpp"

#include "paths.hpp"
#include "system/sudo.hpp"

namespace left4me
{
std::string unit_of(std::string_view name)
{
    return "left4me-server@" + std::string(name) + ".service";
}

void Systemctl::call(const char* verb, std::string_view name) const
{
    // systemctl has nothing to say on stdout here.
    static_cast<void>(output_of(helper_call(paths::kSystemctlHelper, {verb, std::string(name)}), verbosity_));
}

void Systemctl::enable(std::string_view name) const
{
    call("enable", name);
}

void Systemctl::disable(std::string_view name) const
{
    call("disable", name);
}

void Systemctl::start(std::string_view name) const
{
    call("start", name);
}

void Systemctl::stop(std::string_view name) const
{
    call("stop", name);
}

void Systemctl::reset_failed(std::string_view name) const
{
    call("reset-failed", name);
}

std::string Systemctl::show(const std::vector<std::string>& names) const
{
    Argv words{"show"};
    words.insert(words.end(), names.begin(), names.end());
    return output_of(helper_call(paths::kSystemctlHelper, words), verbosity_);
}
} // namespace left4me
