// The namespace and faults tiers as one program each that also runs outside the build tree, in virtual
// machines with other kernels:
//     PROGRAM --helper PATH --names FILE [--disk DIR] [--gtest_…]
#include "machine.hpp"

#include <cerrno>
#include <cstdio>
#include <exception>
#include <optional>
#include <string_view>

#include <gtest/gtest.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

using namespace left4me::test;

namespace
{
constexpr int kSkipped = 77;
constexpr int kBroken = 99;

std::optional<Options> parse(int argc, char** argv)
{
    Options given;
    for (int i = 1; i + 1 < argc; i += 2)
    {
        const std::string_view word = argv[i];
        auto* const target = word == "--helper"  ? &given.helper
                             : word == "--names" ? &given.names
                             : word == "--disk"  ? &given.disk
                                                 : nullptr;
        if (target == nullptr)
        {
            return std::nullopt;
        }
        *target = std::filesystem::absolute(argv[i + 1]);
    }
    const bool complete = argc % 2 == 1 && !given.helper.empty() && !given.names.empty();
    return complete ? std::optional(given) : std::nullopt;
}

// overlayfs takes no upper on another overlay, and a second tmpfs would show nothing new.
bool is_disk(const std::filesystem::path& directory)
{
    struct statfs about = {};
    return statfs(directory.c_str(), &about) == 0 && about.f_type != OVERLAYFS_SUPER_MAGIC &&
           about.f_type != TMPFS_MAGIC;
}

int complain(int status, const char* sentence)
{
    fprintf(stderr, "%s: %s\n", program_invocation_short_name, sentence);
    return status;
}
} // namespace

int main(int argc, char** argv)
try
{
    testing::InitGoogleTest(&argc, argv);
    const auto given = parse(argc, argv);
    if (!given)
    {
        return complain(kBroken, "usage: --helper PATH --names FILE [--disk DIR]");
    }
    if (geteuid() != 0)
    {
        return complain(kSkipped, "needs root for namespaces of its own: sudo meson test -C BUILD");
    }
    if (!is_disk(given->disk))
    {
        return complain(kSkipped, "needs a directory on a disk (ext4, xfs, btrfs): add --disk DIR");
    }
    return in_private_machine(*given, [] { return RUN_ALL_TESTS(); });
}
catch (const std::exception& error)
{
    return complain(kBroken, error.what());
}
