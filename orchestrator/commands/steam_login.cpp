#include "commands/steam_login.hpp"

#include "system/secret_line.hpp"

#include <unistd.h>

namespace left4me
{
Login ask_login(const std::string& user, const std::optional<unsigned>& descriptor)
{
    if (descriptor)
    {
        const int number = static_cast<int>(*descriptor);
        std::string password = read_secret_line(number);
        return {user, std::move(password), read_secret_line(number)};
    }
    if (::isatty(STDIN_FILENO) != 1)
    {
        return {user, {}, {}};
    }
    std::string password = ask_secret("l4d2ctl: password of " + user + " (empty: SteamCMD knows it): ");
    std::string code = password.empty() ? "" : ask_secret("l4d2ctl: Steam Guard code (empty: none): ");
    return {user, std::move(password), std::move(code)};
}
} // namespace left4me
