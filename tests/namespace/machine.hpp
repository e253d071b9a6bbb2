// A machine of our own to break: fresh PID and mount namespaces with empty /run, /etc and state directory.
// The helper joins the mount namespace of PID 1, so PID 1 must be ours.
#pragma once

#include <filesystem>
#include <functional>

namespace left4me::test
{
struct Options
{
    std::filesystem::path helper;            // the left4me-overlay to test
    std::filesystem::path disk = "/var/tmp"; // a directory on a disk's file system
    std::filesystem::path names;             // tests/fixtures/names/instance_names.txt
};

/// Where the helper under test lies inside the machine: uid 980 can reach it there, wherever it was built.
extern const std::filesystem::path kHelper;

/// The options that main() was given.
const Options& options();

/// Runs `body` below a PID 1 of its own and returns what it returned.
int in_private_machine(const Options& given, const std::function<int()>& body);
} // namespace left4me::test
