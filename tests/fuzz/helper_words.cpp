// What the three helpers make of a command line, whose words end in NULs as in /proc/PID/cmdline. Each
// grammar is stated here once more, as plainly as it can be, and must agree on every input.
#include "journalctl/rules.hpp"
#include "overlay/request.hpp"
#include "systemctl/rules.hpp"
#include "target.hpp"

#include <map>

namespace left4me::fuzz
{
namespace
{
using Given = std::optional<std::vector<std::string>>;

constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_-";

Words words_in(std::string_view input)
{
    Words words;
    while (!input.empty())
    {
        words.push_back(input.substr(0, input.find('\0')));
        input.remove_prefix(std::min(words.back().size() + 1, input.size()));
    }
    return words;
}

bool is_name(std::string_view word)
{
    return !word.empty() && word.size() <= 64 && word.front() != '-' && word.front() != '_' &&
           word.find_first_not_of(kNameCharacters) == std::string_view::npos;
}

bool is_line_count(std::string_view word)
{
    const bool digits = !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
    return digits && word.size() <= 6 && std::stol(std::string(word)) <= 100'000 &&
           std::to_string(std::stol(std::string(word))) == word;
}

Given systemctl_call(const Words& words)
{
    static const std::map<std::string_view, std::vector<std::string>> calls = {
        {"enable", {"enable", "--now", "--no-ask-password", "--"}},
        {"disable", {"disable", "--now", "--no-ask-password", "--"}},
        {"start", {"start", "--no-ask-password", "--"}},
        {"stop", {"stop", "--no-ask-password", "--"}},
        {"reset-failed", {"reset-failed", "--no-ask-password", "--"}},
        {"show", {"show", "--no-pager", "--timestamp=unix", kShownProperties, "--"}},
    };
    const auto call = words.empty() ? calls.end() : calls.find(words[0]);
    if (call == calls.end() || words.size() < 2 || words.size() > (call->first == "show" ? 257 : 2) ||
        !std::all_of(words.begin() + 1, words.end(), is_name))
    {
        return std::nullopt;
    }
    std::vector<std::string> given = call->second;
    std::transform(words.begin() + 1, words.end(), std::back_inserter(given),
                   [](std::string_view name) { return "left4me-server@" + std::string(name) + ".service"; });
    return given;
}

Given journalctl_call(const Words& words)
{
    const bool has_output = words.size() == 6 && words[4] == "--output";
    if ((words.size() != 4 && !has_output) || !is_name(words[0]) || words[1] != "--lines" ||
        !is_line_count(words[2]) || (words[3] != "--follow" && words[3] != "--no-follow"))
    {
        return std::nullopt;
    }
    const std::string output(has_output ? words[5] : "cat");
    if (output != "cat" && output != "json" && output != "short-iso-precise")
    {
        return std::nullopt;
    }
    const std::string unit = "UNIT=left4me-server@" + std::string(words[0]) + ".service";
    std::vector<std::string> given = {
        "--quiet",          "--no-pager", "--all",  "--lines=" + std::string(words[2]),
        "_SYSTEMD_" + unit, "+",          "_PID=1", unit};
    if (words[3] == "--follow")
    {
        given.emplace_back("--follow");
    }
    given.push_back("--output=" + output);
    return given;
}

bool is_overlay_call(const Words& words)
{
    return words.size() == 2 && (words[0] == "mount" || words[0] == "umount") && is_name(words[1]);
}
} // namespace

void try_input(std::string_view input)
{
    const Words words = words_in(input);
    require(apply_rules(kSystemctlRules, words) == systemctl_call(words),
            "left4me-systemctl takes the calls of its manual, and gives systemctl nothing else");
    require(apply_rules(kJournalctlRules, words) == journalctl_call(words),
            "left4me-journalctl takes the calls of its manual, and gives journalctl nothing else");
    const auto request = parse_request(words);
    require(request.has_value() == is_overlay_call(words),
            "left4me-overlay takes mount NAME and umount NAME");
    require(!request || request->instance == words[1], "left4me-overlay acts on the instance that was named");
    require(!request || (request->verb == Verb::Mount) == (words[0] == "mount"),
            "left4me-overlay does what was said");
}
} // namespace left4me::fuzz
