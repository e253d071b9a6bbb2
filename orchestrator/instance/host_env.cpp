#include "instance/host_env.hpp"

#include "instance/directory.hpp"
#include "instance/failure.hpp"
#include "instance/host_env_file.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"
#include "spec/port.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <set>

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr std::size_t kHostEnvLimit = 64 * std::size_t{1024};

bool is_key(std::string_view key)
{
    const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
    const auto letter_or_digit = [&](char c) { return letter(c) || (c >= '0' && c <= '9'); };
    return !key.empty() && letter(key.front()) && std::all_of(key.begin(), key.end(), letter_or_digit);
}

class HostEnvReader
{
public:
    explicit HostEnvReader(const std::string& file) : file_(file) {}

    void read_line(std::string_view line)
    {
        ++line_;
        if (line.empty() || line.front() == '#')
        {
            return;
        }
        const std::size_t equals = line.find('=');
        const std::string key(line.substr(0, equals));
        if (equals == std::string_view::npos || !is_key(key) || !is_utf8(line) || has_control_character(line))
        {
            refuse_line("write KEY=VALUE without spaces around it, or begin the line with #");
        }
        if (!keys_.insert(key).second)
        {
            refuse_line("the key " + key + " stands here twice: remove one of them");
        }
        take(key, std::string(line.substr(equals + 1)));
    }

    HostEnv finish()
    {
        if (env_.first_port > env_.last_port)
        {
            throw UserError(Exit::Config,
                            file_ + ": LEFT4ME_PORT_RANGE_START is above LEFT4ME_PORT_RANGE_END");
        }
        return std::move(env_);
    }

private:
    [[noreturn]] void refuse_line(const std::string& sentence) const
    {
        throw UserError(Exit::Config, file_ + ":" + std::to_string(line_) + ": " + sentence);
    }

    void take(const std::string& key, const std::string& value)
    {
        if (key == "LEFT4ME_ROOT")
        {
            env_.root = absolute(key, value);
        }
        else if (key == "LEFT4ME_STEAMCMD")
        {
            env_.steamcmd = absolute(key, value);
        }
        else if (key == "LEFT4ME_PORT_RANGE_START")
        {
            env_.first_port = port(key, value);
        }
        else if (key == "LEFT4ME_PORT_RANGE_END")
        {
            env_.last_port = port(key, value);
        }
        else if (key.starts_with("LEFT4ME_"))
        {
            env_.unknown.push_back(key);
        }
    }

    [[nodiscard]] std::string absolute(const std::string& key, const std::string& value) const
    {
        if (value.substr(0, 1) != "/")
        {
            refuse_line(key + " must be an absolute path");
        }
        return value;
    }

    [[nodiscard]] std::uint16_t port(const std::string& key, const std::string& value) const
    {
        const auto number = parse_port(value);
        if (!number)
        {
            refuse_line(key + " must be a port from 1024 to 65535");
        }
        return *number;
    }

    const std::string& file_;
    int line_ = 0;
    std::set<std::string> keys_;
    HostEnv env_;
};

/// The helpers refuse the same files: whoever can write this one chooses where root mounts.
void require_roots_own(const Fd& file, const std::string& path)
{
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
    {
        fail_to_read("look at " + path, errno);
    }
    if (!S_ISREG(status.st_mode) || status.st_uid != 0 || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    {
        throw UserError(Exit::Config, path +
                                          " must be a regular file that belongs to root and that only root "
                                          "can write: chown root " +
                                          path + " && chmod 0640 " + path);
    }
    if (static_cast<std::size_t>(status.st_size) > kHostEnvLimit)
    {
        throw UserError(Exit::Config, path + " is larger than " + std::to_string(kHostEnvLimit) + " bytes");
    }
}
bool is_service_user()
{
    const passwd* const user = ::getpwnam(paths::kUser);
    return user != nullptr && user->pw_uid == ::geteuid();
}
} // namespace

const std::vector<std::string>& host_env_keys()
{
    static const std::vector<std::string> keys = {"LEFT4ME_ROOT", "LEFT4ME_STEAMCMD",
                                                  "LEFT4ME_PORT_RANGE_START", "LEFT4ME_PORT_RANGE_END"};
    return keys;
}

HostEnv parse_host_env(std::string_view text, const std::string& file)
{
    HostEnvReader reader(file);
    while (!text.empty())
    {
        const std::size_t end = std::min(text.find('\n'), text.size());
        reader.read_line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return reader.finish();
}

HostEnv read_host_env_file(const std::string& path)
{
    const Fd file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file && errno == ENOENT)
    {
        return {};
    }
    if (!file)
    {
        throw UserError(Exit::Config, "cannot read " + path + ": " + std::generic_category().message(errno));
    }
    require_roots_own(file, path);
    return parse_host_env(read_open_file(file, path, kHostEnvLimit), path);
}

HostEnv read_host_env()
{
    if (::access(paths::kHostEnv, R_OK) != 0 && errno == EACCES && !is_service_user())
    {
        return {};
    }
    return read_host_env_file(paths::kHostEnv);
}

std::optional<std::string> configured_steamcmd()
{
    const char* const set = std::getenv("LEFT4ME_STEAMCMD");
    return set != nullptr ? std::optional<std::string>(set) : read_host_env().steamcmd;
}
} // namespace left4me
