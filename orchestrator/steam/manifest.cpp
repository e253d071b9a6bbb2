#include "steam/manifest.hpp"

#include "left4me/fd.hpp"
#include "steam/app.hpp"
#include "steam/key_values.hpp"
#include "system/place.hpp"

#include <fcntl.h>
#include <sys/stat.h>
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

/// Root's doctor reads it, too: what left4me puts there, or swaps for it, must hold nobody up, and no device
/// be opened, which for some is to begin something.
std::optional<std::string> text_of(const std::filesystem::path& path)
{
    const Fd found = open_place(path, O_PATH);
    struct stat status = {};
    if (!found || ::fstat(found.get(), &status) != 0 || !S_ISREG(status.st_mode) ||
        static_cast<std::size_t>(status.st_size) > kManifestLimit)
    {
        return std::nullopt;
    }
    const std::string link = "/proc/self/fd/" + std::to_string(found.get());
    const Fd file(::open(link.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file)
    {
        return std::nullopt;
    }
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    const ssize_t count = ::pread(file.get(), text.data(), text.size(), 0);
    text.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
    return text;
}

std::string branch_in(const std::vector<KeyValue>& tree)
{
    const std::string branch = find_text(tree, {"AppState", "UserConfig", "BetaKey"}).value_or("");
    return branch.empty() ? kPublicBranch : branch;
}
} // namespace

std::optional<Manifest> read_manifest(const std::filesystem::path& installation)
{
    const auto text = text_of(manifest_of(installation));
    const auto tree = text ? parse_key_values(*text) : std::nullopt;
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
    const Fd program = open_place(installation / "srcds_run", O_PATH);
    if (!program || ::faccessat(program.get(), "", X_OK, AT_EMPTY_PATH) != 0)
    {
        return (installation / "srcds_run").string() + " is not there, or cannot be executed";
    }
    return std::nullopt;
}
} // namespace left4me
