#include "instance/instance_env.hpp"

#include "instance/directory.hpp"
#include "instance/failure.hpp"
#include "left4me/error.hpp"
#include "spec/port.hpp"
#include "spec/text.hpp"
#include "system/place.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

namespace left4me
{
namespace
{
constexpr std::size_t kInstanceEnvLimit = 2 * kSpecSizeLimit; // escapes of YAML become half as long again

constexpr char kExpected[] = "only L4D2_PORT=… and L4D2_ARGS=… belong here";

/// How to have the file written again.
std::string advice(const std::filesystem::path& file)
{
    const std::filesystem::path instance = file.parent_path();
    return "run l4d2ctl initialize " + instance.filename().string() + " -f " +
           (instance / "spec.yaml").string();
}

class InstanceEnvReader
{
public:
    explicit InstanceEnvReader(const std::string& file) : file_(file) {}

    void read_line(std::string_view line)
    {
        ++line_;
        const std::size_t equals = std::min(line.find('='), line.size());
        const std::string_view key = line.substr(0, equals);
        const std::string_view value = equals == line.size() ? std::string_view{} : line.substr(equals + 1);
        if (equals == line.size())
        {
            refuse_line(kExpected);
        }
        if (key == "L4D2_PORT")
        {
            read_port(value);
        }
        else if (key == "L4D2_ARGS")
        {
            read_arguments(value);
        }
        else if (key != "L4D2_LOWERDIRS")
        {
            refuse_line(kExpected);
        }
    }

    InstanceEnv finish()
    {
        if (!has_port_)
        {
            throw UserError(Exit::DataErr, file_ + ": L4D2_PORT is missing: " + advice(file_));
        }
        return std::move(env_);
    }

private:
    [[noreturn]] void refuse_line(const std::string& sentence) const
    {
        throw UserError(Exit::DataErr,
                        file_ + ":" + std::to_string(line_) + ": " + sentence + "; " + advice(file_));
    }

    void read_port(std::string_view value)
    {
        const auto port = parse_port(value);
        if (!port || has_port_)
        {
            refuse_line("L4D2_PORT must stand here once, as a number from 1024 to 65535");
        }
        env_.port = *port;
        has_port_ = true;
    }

    void read_arguments(std::string_view value)
    {
        env_.arguments = split_words(value);
        const bool broken = !is_utf8(value) ||
                            std::any_of(env_.arguments.begin(), env_.arguments.end(), has_control_character);
        if (broken || has_arguments_)
        {
            refuse_line("L4D2_ARGS must stand here once, as UTF-8 without control characters");
        }
        has_arguments_ = true;
    }

    const std::string& file_;
    int line_ = 0;
    bool has_port_ = false;
    bool has_arguments_ = false;
    InstanceEnv env_;
};

/// Root may look at what the instance's owner wrote.
void require_own(const Fd& file, const std::filesystem::path& path)
{
    struct stat status = {};
    struct stat directory = {};
    const Fd parent = open_place(path.parent_path(), O_PATH);
    if (::fstat(file.get(), &status) != 0 || !parent || ::fstat(parent.get(), &directory) != 0)
    {
        fail_to_read("look at " + path.string(), errno);
    }
    const uid_t owner = ::geteuid() == 0 ? directory.st_uid : ::geteuid();
    if (status.st_uid != owner)
    {
        throw UserError(Exit::DataErr,
                        path.string() + " belongs to another user: remove it and " + advice(path));
    }
}
} // namespace

std::string format_instance_env(const InstanceEnv& env)
{
    std::string text = "L4D2_PORT=" + std::to_string(env.port) + "\nL4D2_ARGS=";
    std::string_view separator;
    for (const std::string& word : env.arguments)
    {
        text.append(separator).append(word);
        separator = " ";
    }
    return text + "\n";
}

InstanceEnv parse_instance_env(std::string_view text, const std::string& file)
{
    InstanceEnvReader reader(file);
    while (!text.empty())
    {
        const std::size_t end = std::min(text.find('\n'), text.size());
        reader.read_line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return reader.finish();
}

std::filesystem::path path_of_instance_env(const StateRoot& root, std::string_view name)
{
    return root.instance(name) / "instance.env";
}

InstanceEnv read_instance_env(const StateRoot& root, std::string_view name)
{
    return parse_instance_env(read_instance_env_text(root, name), path_of_instance_env(root, name).string());
}

std::string read_instance_env_text(const StateRoot& root, std::string_view name)
{
    const std::string path = path_of_instance_env(root, name).string();
    const Fd file = open_place(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (!file && errno == ENOENT)
    {
        throw UserError(Exit::NoInput, path + " is missing: " + advice(path));
    }
    if (!file)
    {
        fail_to_read("read " + path, errno);
    }
    require_own(file, path);
    return read_open_file(file, path, kInstanceEnvLimit);
}

std::optional<std::uint16_t> port_of(const StateRoot& root, std::string_view name)
{
    try
    {
        return read_instance_env(root, name).port;
    }
    catch (const UserError&)
    {
        return std::nullopt;
    }
}
} // namespace left4me
