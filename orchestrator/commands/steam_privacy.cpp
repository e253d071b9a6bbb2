#include "commands/steam_privacy.hpp"

#include "instance/closing.hpp"

namespace left4me
{
void close_what_steam_keeps(const StateRoot& root)
{
    for (const char* const name : {"steam", "Steam", ".steam", ".local"})
    {
        if (const auto dir = find_directory(root.path() / name))
        {
            close_to_others(*dir);
        }
    }
}
} // namespace left4me
