#include "cli/option_values.hpp"

#include "left4me/error.hpp"

namespace left4me
{
void require_one_at_most(const OptionValues& values, const std::vector<std::string>& options)
{
    std::string given;
    for (const std::string& option : options)
    {
        if (values.has(option) && !given.empty())
        {
            throw UserError(Exit::Usage, "--" + given + " and --" + option + " exclude each other");
        }
        given = values.has(option) ? option : given;
    }
}
} // namespace left4me
