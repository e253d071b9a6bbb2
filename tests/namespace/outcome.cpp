#include "outcome.hpp"

#include <algorithm>

namespace left4me::test
{
namespace
{
testing::AssertionResult wrong(const Outcome& outcome, const std::string& why)
{
    return testing::AssertionFailure() << why << "; status " << outcome.status << ", stdout \"" << outcome.out
                                       << "\", stderr \"" << outcome.err << '"';
}

bool is_one_plain_line(const std::string& text)
{
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return !text.empty() && text.back() == '\n' && std::none_of(text.begin(), text.end() - 1, is_control);
}
} // namespace

testing::AssertionResult succeeds(const Outcome& outcome)
{
    const bool silent = outcome.out.empty() && outcome.err.empty();
    return outcome.status == 0 && silent ? testing::AssertionSuccess()
                                         : wrong(outcome, "expected silent success");
}

testing::AssertionResult refuses(const Outcome& outcome, const Codes& codes, std::string_view refused)
{
    static constexpr std::string_view kStart = "left4me-overlay: cannot ";
    if (std::find(codes.begin(), codes.end(), outcome.status) == codes.end())
    {
        return wrong(outcome, "expected status " + testing::PrintToString(codes));
    }
    if (outcome.status == 0)
    {
        return succeeds(outcome);
    }
    if (!outcome.out.empty() || !is_one_plain_line(outcome.err))
    {
        return wrong(outcome, "expected one line on stderr, nothing on stdout");
    }
    const auto reason = outcome.err.find(": ", kStart.size());
    if (!outcome.err.starts_with(kStart) || reason == std::string::npos)
    {
        return wrong(outcome, "expected `left4me-overlay: cannot VERB OBJECT: REASON`");
    }
    if (!refused.empty() && outcome.err.find(refused) != std::string::npos)
    {
        return wrong(outcome, "expected no refused bytes in the message");
    }
    return testing::AssertionSuccess();
}

testing::AssertionResult explains_usage(const Outcome& outcome)
{
    const bool usage = outcome.err.starts_with("left4me-overlay: usage: left4me-overlay ");
    if (outcome.status != kUsage || !outcome.out.empty() || !is_one_plain_line(outcome.err) || !usage)
    {
        return wrong(outcome, "expected 64 and one usage line");
    }
    return testing::AssertionSuccess();
}
} // namespace left4me::test
