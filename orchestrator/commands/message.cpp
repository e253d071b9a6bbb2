#include "commands/message.hpp"

#include "spec/text.hpp"
#include "system/output.hpp"

#include <string>

#include <unistd.h>

namespace left4me
{
void show(std::string_view data)
{
    write_out(STDOUT_FILENO, data);
}

void say(std::string_view sentence)
{
    const std::string line = "l4d2ctl: " + printable(sentence) + "\n";
    std::string_view rest = line;
    while (!rest.empty())
    {
        const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (written <= 0)
        {
            return;
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}
} // namespace left4me
