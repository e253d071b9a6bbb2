// The fixture: a fresh state root for each test, on each kind of file system, with one complete instance
// "alpha".
#pragma once

#include "machine.hpp"
#include "outcome.hpp"
#include "process.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace left4me::test
{
enum class FileSystem
{
    Tmpfs,
    Disk,
};

/// Of alpha, below the state root.
inline constexpr char kLayers[] = "instances/alpha/layers";

void PrintTo(FileSystem file_system, std::ostream* out);

// installation/{game,cfg/server.cfg}, overlays/{top,base}/…, instances/alpha/layers = top, base,
// installation.
class StateRoot : public testing::TestWithParam<FileSystem>
{
protected:
    void SetUp() override;
    void TearDown() override;

    [[nodiscard]] static std::filesystem::path at(std::string_view relative);
    [[nodiscard]] static std::filesystem::path merged(std::string_view instance = "alpha");
    [[nodiscard]] static std::filesystem::path upper(std::string_view instance = "alpha");
    [[nodiscard]] static std::filesystem::path work(std::string_view instance = "alpha");

    // All of these belong to the game's user, as l4d2ctl and the web application leave them.
    static void make_directory(std::string_view relative);
    static void make_file(std::string_view relative, std::string_view content);
    static void make_symlink(std::string_view relative, const std::filesystem::path& target);
    static void make_instance(std::string_view instance, const std::vector<std::string>& layers);
    static void write_layers(const std::vector<std::string>& layers, std::string_view instance = "alpha");

    /// A new overlay whose line in a layers file has `length` bytes, its newline included (15 to 265).
    static std::string make_overlay_with_line_of(std::size_t length);

    static Outcome mount(std::string_view instance = "alpha");
    static Outcome umount(std::string_view instance = "alpha");

    /// Whether exactly one mount lies on merged, and it is this instance's overlay.
    static testing::AssertionResult is_mounted(std::string_view instance = "alpha");
    static testing::AssertionResult nothing_mounted(std::string_view instance = "alpha");
    /// Whether the game's user can change a lower file through merged and see the change in upper.
    static testing::AssertionResult is_writable(std::string_view instance = "alpha");

    /// Whether the call fails as refuses() says and the whole mount table stays as it was.
    static testing::AssertionResult refuses_to_mount(const Codes& codes, std::string_view instance = "alpha");
    static testing::AssertionResult refuses_to_umount(const Codes& codes,
                                                      std::string_view instance = "alpha");

private:
    std::optional<std::filesystem::path> disk_directory_;
};

#define LEFT4ME_ON_EACH_FILE_SYSTEM(Suite)                                                                   \
    INSTANTIATE_TEST_SUITE_P(On, Suite, testing::Values(FileSystem::Tmpfs, FileSystem::Disk),                \
                             [](const auto& about) { return testing::PrintToString(about.param); })
} // namespace left4me::test
