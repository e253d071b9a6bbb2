#include "moment.hpp"

#include "trace.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string_view>

namespace left4me::test
{
namespace
{
// The helper's own first call: it looks for closed standard descriptors.
constexpr std::string_view kStartOfMain = "openat(AT_FDCWD, \"/dev/null\", O_RDWR)";
constexpr std::string_view kFilter = "prctl(PR_SET_SECCOMP";

// One call for each signal and each capability: the first and the last of them stand for all.
bool is_like(const Moment& one, const Moment& other)
{
    for (const std::string_view start : {"rt_sigaction(", "prctl(PR_CAPBSET_DROP, CAP"})
    {
        if (one.text.starts_with(start) && other.text.starts_with(start))
        {
            return true;
        }
    }
    return false;
}

std::vector<Moment> without_repetitions(const std::vector<Moment>& all)
{
    std::vector<Moment> some;
    for (std::size_t i = 0; i < all.size(); ++i)
    {
        const bool inside =
            i > 0 && i + 1 < all.size() && is_like(all[i - 1], all[i]) && is_like(all[i], all[i + 1]);
        if (!inside)
        {
            some.push_back(all[i]);
        }
    }
    return some;
}

std::vector<Moment>::const_iterator find(const std::vector<Moment>& moments, std::string_view start)
{
    const auto found = std::find_if(moments.begin(), moments.end(),
                                    [&](const Moment& one) { return one.text.starts_with(start); });
    if (found == moments.end())
    {
        throw std::runtime_error("the helper never called " + std::string(start));
    }
    return found;
}

// strace pads each line: PID NAME(ARGUMENTS)      = RESULT
std::string without_process(const std::string& line)
{
    return line.substr(line.find_first_not_of("0123456789 "));
}
} // namespace

std::vector<Moment> moments_of(const std::string& verb)
{
    std::map<std::string, std::size_t> counts;
    std::vector<Moment> all;
    for (const Call& call : calls_of(verb, "alpha", "all"))
    {
        all.push_back({call.name, ++counts[call.name], without_process(call.text)});
    }
    return without_repetitions({find(all, kStartOfMain), all.cend()});
}

std::vector<Moment> since_filter(const std::vector<Moment>& moments)
{
    return {find(moments, kFilter), moments.cend()};
}
} // namespace left4me::test
