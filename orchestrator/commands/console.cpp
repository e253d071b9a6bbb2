#include "commands/console.hpp"

#include "commands/message.hpp"
#include "commands/remote_console.hpp"
#include "spec/text.hpp"

#include <iostream>

#include <unistd.h>

namespace left4me
{
int perform(const Context& context, const ConsoleRequest& request)
{
    Rcon console = open_console(context, request.name);
    const bool terminal = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
    const std::string prompt = terminal ? request.name + "> " : std::string();
    std::string line;
    for (show(prompt); std::getline(std::cin, line); show(prompt))
    {
        if (!split_words(line).empty())
        {
            show(answer_text(console.execute(line)));
        }
    }
    show(terminal ? "\n" : ""); // Ctrl-D leaves the cursor behind the prompt
    return 0;
}
} // namespace left4me
