#include "state_root.hpp"

#include "files.hpp"
#include "mount_table.hpp"
#include "paths.hpp"

#include <ostream>
#include <sstream>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace left4me::test
{
namespace
{
std::filesystem::path runtime(std::string_view instance, const char* child)
{
    return std::filesystem::path(paths::kStateRoot) / "runtime" / instance / child;
}

std::filesystem::path make_disk_directory()
{
    std::string name = (options().disk / "left4me-namespace-XXXXXX").string();
    must(mkdtemp(name.data()) == nullptr ? -1 : 0, "make " + name);
    return name;
}

// Deepest first, whatever a test left: MNT_DETACH, since a failed test may have left somebody inside.
void unmount_all_below(const std::string& root)
{
    const auto table = mount_table();
    for (auto mount = table.rbegin(); mount != table.rend(); ++mount)
    {
        if (mount->point == root || mount->point.starts_with(root + "/"))
        {
            umount2(mount->point.c_str(), MNT_DETACH | UMOUNT_NOFOLLOW);
        }
    }
}
std::string lines_about(const std::string& table, std::string_view path)
{
    std::istringstream lines(table);
    std::string found;
    for (std::string line; std::getline(lines, line);)
    {
        found += line.find(path) == std::string::npos ? "" : line + '\n';
    }
    return found;
}

testing::AssertionResult refuses_and_changes_no_mount(const Words& words, const Codes& codes)
{
    const std::string before = mount_table_text();
    const Outcome outcome = run_helper(words);
    const std::string after = mount_table_text();
    if (before != after)
    {
        return testing::AssertionFailure()
               << "status " << outcome.status << ", " << outcome.err << "mounts were\n"
               << lines_about(before, paths::kStateRoot) << "and are\n"
               << lines_about(after, paths::kStateRoot);
    }
    return refuses(outcome, codes);
}
} // namespace

void PrintTo(FileSystem file_system, std::ostream* out)
{
    *out << (file_system == FileSystem::Tmpfs ? "Tmpfs" : "Disk");
}

void StateRoot::SetUp()
{
    std::filesystem::create_directories(paths::kStateRoot);
    if (GetParam() == FileSystem::Disk)
    {
        disk_directory_ = make_disk_directory();
        must(::mount(disk_directory_->c_str(), paths::kStateRoot, nullptr, MS_BIND, nullptr),
             "bind the state root");
    }
    else
    {
        must(::mount("test", paths::kStateRoot, "tmpfs", 0, "mode=0755"), "mount the state root");
    }
    give_to(paths::kStateRoot, kGame);
    set_mode(paths::kStateRoot, 0755);
    make_file("installation/game", "installed");
    make_file("installation/cfg/server.cfg", "installation");
    make_file("overlays/base/cfg/server.cfg", "base");
    make_file("overlays/base/cfg/base.cfg", "base");
    make_file("overlays/top/cfg/server.cfg", "top");
    make_instance("alpha", {"overlays/top", "overlays/base", "installation"});
}

void StateRoot::TearDown()
{
    unmount_all_below(paths::kStateRoot);
    if (disk_directory_)
    {
        std::filesystem::remove_all(*disk_directory_);
    }
    std::filesystem::remove_all(std::filesystem::path(paths::kHostEnv).parent_path());
}

std::filesystem::path StateRoot::at(std::string_view relative)
{
    return std::filesystem::path(paths::kStateRoot) / relative;
}

std::filesystem::path StateRoot::merged(std::string_view instance)
{
    return runtime(instance, "merged");
}
std::filesystem::path StateRoot::upper(std::string_view instance)
{
    return runtime(instance, "upper");
}
std::filesystem::path StateRoot::work(std::string_view instance)
{
    return runtime(instance, "work");
}

void StateRoot::make_directory(std::string_view relative)
{
    std::filesystem::path path = paths::kStateRoot;
    for (const auto& component : std::filesystem::path(relative))
    {
        path /= component;
        if (mkdir(path.c_str(), 0755) == 0)
        {
            give_to(path, kGame);
        }
    }
}

void StateRoot::make_file(std::string_view relative, std::string_view content)
{
    make_directory(std::filesystem::path(relative).parent_path().string());
    write_file(at(relative), content);
    give_to(at(relative), kGame);
}

void StateRoot::make_symlink(std::string_view relative, const std::filesystem::path& target)
{
    must(symlink(target.c_str(), at(relative).c_str()), "symlink " + std::string(relative));
    give_to(at(relative), kGame);
}

void StateRoot::make_instance(std::string_view instance, const std::vector<std::string>& layers)
{
    const std::string name(instance);
    make_directory("instances/" + name);
    for (const char* child : {"/upper", "/work", "/merged"})
    {
        make_directory("runtime/" + name + child);
    }
    write_layers(layers, instance);
}

void StateRoot::write_layers(const std::vector<std::string>& layers, std::string_view instance)
{
    std::string text;
    for (const std::string& layer : layers)
    {
        text += layer + '\n';
    }
    make_file("instances/" + std::string(instance) + "/layers", text);
}

std::string StateRoot::make_overlay_with_line_of(std::size_t length)
{
    static int made = 0;
    std::string layer = "overlays/" + std::to_string(10000 + ++made);
    layer.resize(length - 1, '_');
    make_directory(layer);
    return layer;
}

Outcome StateRoot::mount(std::string_view instance)
{
    return run_helper({"mount", std::string(instance)});
}
Outcome StateRoot::umount(std::string_view instance)
{
    return run_helper({"umount", std::string(instance)});
}

testing::AssertionResult StateRoot::is_mounted(std::string_view instance)
{
    const auto mounts = mounts_on(merged(instance));
    const std::string source = "left4me/" + std::string(instance) + "@";
    if (mounts.size() == 1 && mounts.front().type == "overlay" && mounts.front().source.starts_with(source))
    {
        return testing::AssertionSuccess();
    }
    return testing::AssertionFailure() << mounts.size() << " mounts on " << merged(instance) << " in\n"
                                       << mount_table_text();
}

testing::AssertionResult StateRoot::nothing_mounted(std::string_view instance)
{
    if (mounts_on(merged(instance)).empty())
    {
        return testing::AssertionSuccess();
    }
    return testing::AssertionFailure() << "mounted on " << merged(instance) << " in\n" << mount_table_text();
}

testing::AssertionResult StateRoot::is_writable(std::string_view instance)
{
    const int status = as_game(
        [&]
        {
            append_file(merged(instance) / "game", ", changed");
            return 0;
        });
    const bool copied = status == 0 && std::filesystem::exists(upper(instance) / "game") &&
                        read_file(upper(instance) / "game").ends_with(", changed");
    return copied ? testing::AssertionSuccess() : testing::AssertionFailure() << "append: status " << status;
}

testing::AssertionResult StateRoot::refuses_to_mount(const Codes& codes, std::string_view instance)
{
    return refuses_and_changes_no_mount({"mount", std::string(instance)}, codes);
}

testing::AssertionResult StateRoot::refuses_to_umount(const Codes& codes, std::string_view instance)
{
    return refuses_and_changes_no_mount({"umount", std::string(instance)}, codes);
}
} // namespace left4me::test
