#include "instance/rcon_password.hpp"

#include "instance/console_line.hpp"
#include "instance/directory.hpp"
#include "instance/instance.hpp"
#include "instance/runtime_tree.hpp"
#include "instance/staging.hpp"

#include <algorithm>

namespace left4me
{
namespace
{
// A file may execute itself, and the game writes them.
constexpr int kMostCfgFiles = 256;
constexpr std::size_t kMostCfgBytes = 4 * std::size_t{1024} * 1024;

/// The game does not tell `RCON_Password` from `rcon_password`.
std::string in_small_letters(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string words_after_the_first(const std::vector<std::string>& statement)
{
    std::string text;
    for (std::size_t at = 1; at < statement.size(); ++at)
    {
        text += (at == 1 ? "" : " ") + statement[at];
    }
    return text;
}

class PasswordSearch
{
public:
    explicit PasswordSearch(const CfgReader& read) : read_(read) {}

    void execute(std::string_view cfg)
    {
        bytes_ += cfg.size();
        while (!cfg.empty())
        {
            const std::size_t end = std::min(cfg.find('\n'), cfg.size());
            std::string_view line = cfg.substr(0, end);
            while (const auto statement = take_console_statement(line))
            {
                perform(*statement);
            }
            cfg.remove_prefix(std::min(end + 1, cfg.size()));
        }
    }
    [[nodiscard]] std::optional<std::string> found() const
    {
        return password_.empty() ? std::nullopt : std::optional(password_);
    }

private:
    void perform(const std::vector<std::string>& statement)
    {
        const std::string name = in_small_letters(statement.front());
        if (name == "rcon_password" && statement.size() > 1)
        {
            password_ = words_after_the_first(statement);
        }
        if (name == "exec" && ++files_ < kMostCfgFiles && bytes_ < kMostCfgBytes)
        {
            execute(read_(words_after_the_first(statement)).value_or(""));
        }
    }

    const CfgReader& read_;
    std::string password_;
    int files_ = 0;
    std::size_t bytes_ = 0;
};

/// A cfg file may name a path, which could lead to another instance's files.
std::optional<std::string> staged_cfg(const Directory& runtime, const std::string& file_name)
{
    if (file_name.empty() || file_name.front() == '.' || file_name.find('/') != std::string::npos)
    {
        return std::nullopt;
    }
    return read_upper_cfg(runtime, file_name);
}
} // namespace

std::optional<std::string> rcon_password_in(std::string_view cfg, const CfgReader& read)
{
    PasswordSearch search(read);
    search.execute(cfg);
    return search.found();
}

std::optional<std::string> rcon_password(const StateRoot& root, const std::string& name)
{
    const auto runtime = find_directory(root.runtime(name));
    const CfgReader read = [&](const std::string& file_name)
    { return runtime ? staged_cfg(*runtime, file_name) : std::nullopt; };
    const auto staged = read("server.cfg");
    return rcon_password_in(staged ? *staged : server_cfg_text(load_spec(root, name), {}), read);
}
} // namespace left4me
