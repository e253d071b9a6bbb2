#include "cli/number.hpp"
#include "cli/requests.hpp"
#include "cli/syntax.hpp"
#include "left4me/error.hpp"
#include "spec/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace left4me
{
namespace
{
constexpr unsigned kMostRetries = 100;
constexpr unsigned kMostKept = 1000;
constexpr unsigned kHighestDescriptor = 1023;
constexpr unsigned kLongestInstallation = 7 * 24 * 60 * 60; // seconds

template <typename Value>
using WordTable = std::vector<std::pair<std::string_view, Value>>;

template <typename Value>
Value word_of(const OptionValues& values, const std::string& option, const WordTable<Value>& words,
              Value left_out)
{
    const auto text = values.text(option);
    if (!text)
    {
        return left_out;
    }
    std::string all;
    for (const auto& [word, value] : words)
    {
        if (word == *text)
        {
            return value;
        }
        all.append(all.empty() ? "" : ", ").append(word);
    }
    throw UserError(Exit::Usage, "--" + option + " takes one of " + all + ", not " + shown(*text));
}

std::optional<std::string> unless_left_out(const OptionValues& values, const std::string& option)
{
    auto text = values.text(option);
    return text == kLeftOut ? std::nullopt : std::move(text);
}

/// What would begin another of SteamCMD's commands, or end its script's line, is no name.
std::optional<std::string> steam_word(const OptionValues& values, const std::string& option)
{
    auto text = values.text(option);
    const auto is_plain = [](unsigned char c) { return c > ' ' && c < 0x7f && c != '"' && c != '+'; };
    if (text && (text->empty() || text->front() == '-' || !std::all_of(text->begin(), text->end(), is_plain)))
    {
        throw UserError(Exit::Usage, "--" + option + " takes a name of Steam's, not " + shown(*text));
    }
    return text;
}

InstallRequest common(const OptionValues& values)
{
    InstallRequest request;
    request.validate = values.has("validate");
    request.login = steam_word(values, "login");
    request.beta = steam_word(values, "beta");
    if (const auto descriptor = values.text("password-fd"))
    {
        request.password_descriptor = number_of("--password-fd", *descriptor, 0, kHighestDescriptor);
    }
    if (const auto retries = values.text("retries"))
    {
        request.retries = number_of("--retries", *retries, 0, kMostRetries);
    }
    if (const auto keep = values.text("keep"))
    {
        request.keep = number_of("--keep", *keep, 2, kMostKept);
    }
    request.progress = word_of<ProgressForm>(values, "progress",
                                             {{"auto", ProgressForm::Automatic},
                                              {"bar", ProgressForm::Bar},
                                              {"lines", ProgressForm::Lines},
                                              {"json", ProgressForm::Json}},
                                             ProgressForm::Automatic);
    if (request.password_descriptor && !request.login)
    {
        throw UserError(Exit::Usage, "--password-fd needs --login USER");
    }
    return request;
}
} // namespace

Request install_request(const OptionValues& values)
{
    InstallRequest request = common(values);
    request.bootstrap = unless_left_out(values, "bootstrap");
    if (values.has("rollback"))
    {
        request.rollback = unless_left_out(values, "rollback").value_or("");
    }
    return request;
}

Request update_request(const OptionValues& values)
{
    UpdateRequest request{common(values), values.has("check"), values.has("json")};
    request.restarts = word_of<Restarts>(
        values, "restart",
        {{"now", Restarts::Now}, {"when-empty", Restarts::WhenEmpty}, {"no", Restarts::No}}, Restarts::No);
    if (request.json && !request.check)
    {
        throw UserError(Exit::Usage,
                        "--json needs --check; for the progress of an update there is --progress=json");
    }
    if (const auto seconds = values.text("time-limit"))
    {
        request.patience = std::chrono::seconds(number_of("--time-limit", *seconds, 1, kLongestInstallation));
    }
    return request;
}

Request generations_request(const OptionValues& values)
{
    require_one_at_most(values, {"names", "json"});
    return GenerationsRequest{values.has("names"), values.has("json")};
}
} // namespace left4me
