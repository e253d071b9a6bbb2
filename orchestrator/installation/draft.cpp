#include "installation/draft.hpp"

#include "installation/generations.hpp"
#include "installation/merge.hpp"
#include "instance/directory.hpp"
#include "instance/failure.hpp"
#include "instance/tree.hpp"

#include <cerrno>
#include <cstdio>

#include <sys/stat.h>
#include <unistd.h>

namespace left4me
{
namespace
{
constexpr char kDraft[] = ".update";
constexpr char kTree[] = "tree";      // whole, but for what SteamCMD does to it
constexpr char kPart[] = "tree.part"; // while it is made
constexpr char kBase[] = "base";      // a symlink whose text is the generation's name
constexpr char kNoBase[] = "-";

void make(const std::filesystem::path& directory)
{
    if (::mkdir(directory.c_str(), kPublicDirectory) != 0)
    {
        fail_to_write("make the directory " + directory.string(), errno);
    }
}

void move(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0)
    {
        fail_to_write("rename " + from.string() + " to " + to.string(), errno);
    }
}

bool is_there(const std::filesystem::path& path)
{
    std::error_code error;
    return std::filesystem::exists(std::filesystem::symlink_status(path, error));
}
} // namespace

Draft::Draft(const StateRoot& root, std::optional<std::string> base) : root_(root), base_(std::move(base))
{
    static_cast<void>(make_state_directory(root_.installations()));
    if (!can_go_on())
    {
        discard();
        begin();
    }
}

std::filesystem::path Draft::path() const
{
    return root_.installations() / kDraft;
}

std::filesystem::path Draft::base_path() const
{
    return root_.installations() / base_.value_or(kNoBase);
}

PrivateOverlay Draft::overlay_here() const
{
    return {{base_path()}, path()};
}

bool Draft::can_go_on() const
{
    std::error_code error;
    if (std::filesystem::read_symlink(path() / kBase, error) != base_.value_or(kNoBase) || error)
    {
        return false;
    }
    return is_there(path() / "upper") ? can_enter_private_overlay(overlay_here()) : is_there(path() / kTree);
}

void Draft::begin()
{
    make(path());
    if (::symlink(base_.value_or(kNoBase).c_str(), (path() / kBase).c_str()) != 0)
    {
        fail_to_write("make the link " + (path() / kBase).string(), errno);
    }
    if (!base_)
    {
        make(path() / kTree);
        return;
    }
    if (can_clone(base_path(), path()))
    {
        begin_tree(true);
        return;
    }
    for (const char* const name : {"work", "merged", "upper"})
    {
        make(path() / name);
    }
    // Only the caller's own numbers exist in his user namespace; overlayfs copies no file of another's up.
    if (!all_is_the_callers(base_path()) || !can_enter_private_overlay(overlay_here()))
    {
        std::error_code error;
        std::filesystem::remove(path() / "upper", error);
        begin_tree(false);
        copied_ = true;
    }
}

void Draft::begin_tree(bool clone)
{
    merge_trees(base_path(), std::nullopt, path() / kPart, clone ? How::Clone : How::Copy);
    move(path() / kPart, path() / kTree);
}

std::filesystem::path Draft::directory() const
{
    return path() / (overlay() ? "merged" : kTree);
}

std::optional<PrivateOverlay> Draft::overlay() const
{
    return is_there(path() / "upper") ? std::optional(overlay_here()) : std::nullopt;
}

std::filesystem::path Draft::assemble()
{
    if (overlay())
    {
        const auto dir = find_directory(path());
        remove_tree(*dir, kPart);
        remove_tree(*dir, kTree);
        merge_trees(base_path(), path() / "upper", path() / kPart, How::Link);
        move(path() / kPart, path() / kTree);
    }
    return path() / kTree;
}

bool Draft::is_like_base() const
{
    return base_ && hold_the_same(base_path(), path() / kTree);
}

std::string Draft::publish() const
{
    // From here on the upper directory shares files with a generation: no later call may go on with it.
    ::unlink((path() / kBase).c_str());
    const auto installations = find_directory(root_.installations());
    if (!installations || ::syncfs(installations->fd.get()) != 0)
    {
        fail_to_write("write " + path().string(), errno);
    }
    std::string name = next_generation(root_);
    move(path() / kTree, root_.installations() / name);
    sync_directory(*installations);
    return name;
}

void Draft::discard() const
{
    if (const auto installations = find_directory(root_.installations()))
    {
        remove_tree(*installations, kDraft);
    }
}
} // namespace left4me
