// The state root and where everything below it lies.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
class StateRoot
{
public:
    explicit StateRoot(std::filesystem::path path) : path_(std::move(path)) {}
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path installation() const { return path_ / "installation"; }
    [[nodiscard]] std::filesystem::path installations() const { return path_ / "installations"; }
    [[nodiscard]] std::filesystem::path overlays() const { return path_ / "overlays"; }
    [[nodiscard]] std::filesystem::path instances() const { return path_ / "instances"; }
    [[nodiscard]] std::filesystem::path instance(std::string_view name) const { return instances() / name; }
    [[nodiscard]] std::filesystem::path runtime() const { return path_ / "runtime"; }
    [[nodiscard]] std::filesystem::path runtime(std::string_view name) const { return runtime() / name; }
    [[nodiscard]] std::filesystem::path merged(std::string_view name) const
    {
        return runtime(name) / "merged";
    }

private:
    std::filesystem::path path_;
};

/// --root, else LEFT4ME_ROOT of the environment, else host.env's, else the compiled default.
/// Throws UserError: Usage for a relative --root, Config for a relative LEFT4ME_ROOT or a broken host.env.
[[nodiscard]] StateRoot resolve_state_root(const std::optional<std::string>& option);

/// For anybody but the owner of the state root: who that is, and how to run l4d2ctl as him. nullopt for him,
/// and where there is no state root.
[[nodiscard]] std::optional<std::string> advice_to_others(const StateRoot& root);

/// Throws UserError(NoPerm) with that advice for anybody but the owner of the state root, root included:
/// root's files in it would lock the owner out. A state root that does not exist is left to others to
/// complain of.
void require_owner(const StateRoot& root);

/// Whether it is the one that the root helpers use. Throws UserError(Config) for a broken host.env.
[[nodiscard]] bool is_helpers_root(const StateRoot& root);

/// Throws UserError(Config), naming both, unless it is.
void require_helpers_root(const StateRoot& root);
} // namespace left4me
