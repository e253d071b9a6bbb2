#include "steam/manifest.hpp"

#include "steam/app.hpp"
#include "steam/key_values.hpp"

#include <fstream>
#include <sstream>

#include <unistd.h>

namespace left4me
{
namespace
{
constexpr std::size_t kManifestLimit = std::size_t{1024} * 1024;

std::filesystem::path manifest_of(const std::filesystem::path& installation)
{
    return installation / "steamapps" / ("appmanifest_" + std::string(kApp) + ".acf");
}

std::string branch_in(const std::vector<KeyValue>& tree)
{
    const std::string branch = find_text(tree, {"AppState", "UserConfig", "BetaKey"}).value_or("");
    return branch.empty() ? kPublicBranch : branch;
}
} // namespace

std::optional<Manifest> read_manifest(const std::filesystem::path& installation)
{
    const std::filesystem::path path = manifest_of(installation);
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error) ||
        std::filesystem::file_size(path, error) > kManifestLimit)
    {
        return std::nullopt;
    }
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    const auto tree = parse_key_values(text.str());
    const auto build = tree ? find_text(*tree, {"AppState", "buildid"}) : std::nullopt;
    if (!build || !is_build_id(*build))
    {
        return std::nullopt;
    }
    return Manifest{*build, find_text(*tree, {"AppState", "StateFlags"}) == "4", branch_in(*tree)};
}

std::optional<std::string> fault_of(const std::filesystem::path& installation)
{
    const auto manifest = read_manifest(installation);
    if (!manifest)
    {
        return "there is no readable " + manifest_of(installation).string();
    }
    if (!manifest->whole)
    {
        return manifest_of(installation).string() + " says that it is not fully installed";
    }
    if (::access((installation / "srcds_run").c_str(), X_OK) != 0)
    {
        return "srcds_run is not there, or cannot be executed";
    }
    return std::nullopt;
}
} // namespace left4me
