#include "overlay/state_root.hpp"

#include "common/failure.hpp"
#include "common/read.hpp"
#include "common/ref.hpp"
#include "paths.hpp"

#include <cerrno>
#include <set>

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
[[noreturn]] void refuse_host_env(const std::string& reason)
{
    fail(Exit::Config, std::string("read ") + paths::kHostEnv, reason);
}

bool is_key(std::string_view key)
{
    const auto is_letter = [](char c)
    { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
    const auto is_legal = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
    return !key.empty() && is_letter(key.front()) && std::all_of(key.begin(), key.end(), is_legal);
}

std::string read_host_env()
{
    const Fd file(open(paths::kHostEnv, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file && errno == ENOENT)
    {
        return {};
    }
    struct stat about = {};
    if (!file || fstat(file.get(), &about) != 0 || about.st_uid != 0 ||
        (about.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    {
        refuse_host_env("it must be a regular file that only root can write");
    }
    const auto text = read_small_file(file, "read host.env");
    if (!text)
    {
        refuse_host_env("it is no regular file of at most 64 KiB");
    }
    return *text;
}
} // namespace

std::optional<std::string> parse_root(std::string_view host_env, std::string_view otherwise)
{
    std::string root(otherwise);
    std::set<std::string_view> keys;
    for (std::size_t end = 0; !host_env.empty(); host_env.remove_prefix(std::min(end + 1, host_env.size())))
    {
        end = std::min(host_env.find('\n'), host_env.size());
        const std::string_view line = host_env.substr(0, end);
        const std::string_view key = line.substr(0, line.find('='));
        if (line.empty() || line.front() == '#')
        {
            continue;
        }
        if (key.size() == line.size() || !is_key(key) || !is_plain_text(line) || !keys.insert(key).second)
        {
            return std::nullopt;
        }
        root = key == "LEFT4ME_ROOT" ? line.substr(key.size() + 1) : root;
    }
    return root.starts_with('/') ? std::optional(root) : std::nullopt;
}

StateRoot open_state_root()
{
    const auto path = parse_root(read_host_env(), paths::kStateRoot);
    if (!path)
    {
        refuse_host_env("it must hold KEY=VALUE lines, each key once, and an absolute LEFT4ME_ROOT");
    }
    const std::string act = "open the state root " + *path;
    Fd dir(open(path->c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    struct stat about = {};
    if (!dir || fstat(dir.get(), &about) != 0)
    {
        errno == ENOENT ? fail(Exit::NoInput, act, "it does not exist") : fail_with_errno(errno, act);
    }
    if (about.st_uid == 0)
    {
        fail(Exit::Config, act, "it must belong to the unprivileged user who runs the servers, not to root");
    }
    return {std::move(dir), about.st_uid, about.st_gid};
}
} // namespace left4me
