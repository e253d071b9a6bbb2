// How an outcome is judged: silent success, or one line and a code.
#pragma once

#include "process.hpp"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace left4me::test
{
// The contract's exit codes, said again: these tests see the helper from outside.
inline constexpr int kUsage = 64;
inline constexpr int kDataErr = 65;
inline constexpr int kNoInput = 66;
inline constexpr int kOsErr = 71;
inline constexpr int kCantCreat = 73;
inline constexpr int kTempFail = 75;
inline constexpr int kNoPerm = 77;
inline constexpr int kConfig = 78;

using Codes = std::vector<int>;

// Where the contract's sentences leave the code open: every code that a reader of its table could expect.
namespace open_choice
{
inline const Codes kTargetIsNoDirectory = {kDataErr, kOsErr,
                                           kTempFail};      // merged, upper, work: a symlink or a file
inline const Codes kTargetIsMissing = {kDataErr, kNoInput}; // merged, upper, work
inline const Codes kTargetIsForeign = {kDataErr, kNoPerm, kConfig};   // … or of somebody else
inline const Codes kDirectoryIsSymlink = {kDataErr, kOsErr, kConfig}; // instances, runtime, or a NAME in them
inline const Codes kLayersIsNoFile = {kDataErr, kNoInput};            // a FIFO, device, directory or symlink
inline const Codes kLayerIsOutOfReach = {kDataErr, kNoInput, kOsErr, kNoPerm};
inline const Codes kLayerIsAnUpper = {kDataErr, kTempFail}; // of a living mount, renamed into overlays/
inline const Codes kStateRootIsMissing = {kNoInput, kConfig};
inline const Codes kStateRootIsRoots = {kNoPerm, kConfig};
inline const Codes kUmountOfNoDirectory = {0, kDataErr, kOsErr,
                                           kTempFail}; // nothing is mounted there, or: not ours
inline const Codes kUmountOfNoMerged = {0, kNoInput};
inline const Codes kUmountWithACopyElsewhere = {0, kTempFail};
} // namespace open_choice

/// Status 0 and not a byte on stdout or stderr.
testing::AssertionResult succeeds(const Outcome& outcome);

/// One of `codes`, nothing on stdout, and "left4me-overlay: cannot …: …" alone on stderr, which must not hold
/// `refused` (the caller's bytes that are never repeated).
testing::AssertionResult refuses(const Outcome& outcome, const Codes& codes, std::string_view refused = {});

/// 64 and one usage line.
testing::AssertionResult explains_usage(const Outcome& outcome);
} // namespace left4me::test
