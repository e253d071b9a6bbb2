#include "steam/app.hpp"

#include "steam/key_values.hpp"

namespace left4me
{
namespace
{
/// The block itself: SteamCMD talks before it and after it.
std::string_view block_of(std::string_view output)
{
    const std::size_t begin = output.find("\n\"" + std::string(kApp) + "\"");
    const std::size_t end = begin == std::string_view::npos ? begin : output.find("\n}", begin);
    return end == std::string_view::npos ? std::string_view() : output.substr(begin, end + 2 - begin);
}
} // namespace

bool is_build_id(std::string_view text)
{
    return !text.empty() && text.size() <= 20 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<std::string> offered_build(std::string_view output, std::string_view branch)
{
    const auto tree = parse_key_values(block_of(output));
    auto build = tree ? find_text(*tree, {kApp, "depots", "branches", branch, "buildid"}) : std::nullopt;
    return build && is_build_id(*build) ? std::move(build) : std::nullopt;
}
} // namespace left4me
