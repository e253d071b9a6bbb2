#include "trace.hpp"

#include "files.hpp"
#include "process.hpp"

#include <sstream>
#include <stdexcept>

#include <unistd.h>

namespace left4me::test
{
namespace
{
constexpr char kTrace[] = "/run/trace";

std::vector<std::string> strings_in(const std::string& line)
{
    std::vector<std::string> found;
    bool inside = false;
    for (std::size_t i = 0; i < line.size(); ++i)
    {
        if (line[i] == '"')
        {
            inside = !inside;
            found.resize(found.size() + (inside ? 1 : 0));
        }
        else if (inside)
        {
            found.back() += line[i];
            if (line[i] == '\\')
            {
                found.back() += line.at(++i);
            }
        }
    }
    return found;
}

// PID NAME(ARGUMENTS) = RESULT
Call parse_call(const std::string& line)
{
    const std::size_t name = line.find_first_not_of("0123456789 ");
    const std::size_t end = line.find('(', name);
    return {line.substr(name, end - name), line, strings_in(line)};
}
} // namespace

std::filesystem::path tracer()
{
    return access("/usr/bin/strace", X_OK) == 0 ? "/usr/bin/strace" : "";
}

std::vector<Call> calls_of(const std::string& verb, const std::string& instance, const std::string& which)
{
    const Words helper = helper_with({verb, instance});
    Words argv = {tracer(), "-f", "-s", "8192", "-e", "trace=" + which, "-o", kTrace};
    argv.insert(argv.end(), helper.begin(), helper.end());
    const Outcome outcome = run(argv, leave_mount_namespace_for_an_empty_one);
    if (outcome.status != 0)
    {
        throw std::runtime_error(verb + " under strace: " + outcome.err);
    }
    std::vector<Call> calls;
    std::istringstream lines(read_file(kTrace));
    for (std::string line; std::getline(lines, line);)
    {
        if (line.find('(') != std::string::npos)
        {
            calls.push_back(parse_call(line));
        }
    }
    return calls;
}
} // namespace left4me::test
