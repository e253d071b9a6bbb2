// Child processes: the helper in every circumstance a caller can put it in, and the game's user.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace left4me::test
{
inline constexpr uid_t kGame = 980;     // left4me: owns the state root
inline constexpr uid_t kStranger = 981; // anybody else

struct Outcome
{
    int status = -1; // 128+N after signal N
    std::string out;
    std::string err;
};

using Words = std::vector<std::string>;

/// A program under way, so that several can be, or one can be looked at.
class Running
{
public:
    /// Starts an absolute path; `circumstance` is called in the child, last thing before exec.
    explicit Running(const Words& argv, const std::function<void()>& circumstance = {});
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running();

    /// What it said and how it ended. Killed after a minute.
    Outcome finish();
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    pid_t pid_ = -1;
    int out_ = -1;
    int err_ = -1;
};

/// Runs an absolute path from start to finish.
Outcome run(const Words& argv, const std::function<void()>& circumstance = {});

/// The command line of the helper under test with these words.
Words helper_with(const Words& words);

/// Runs the helper under test with these words.
Outcome run_helper(const Words& words, const std::function<void()>& circumstance = {});

/// Takes user and group `user`, no capability, and these further groups.
void become_user(uid_t user, const std::vector<gid_t>& groups = {});

/// What `body` returned (0 to 124) when called in a child process as the game's user; 125 when it threw.
/// Bodies return errno, so that 0 is success. `before` is called in the child while it is still root.
int as_game(const std::function<int()>& body, const std::function<void()>& before = {});

/// 0, or errno of the call that just failed.
int error_of(long result);

/// A process that does `act`, then stays until it is dismissed or goes out of scope.
class Companion
{
public:
    explicit Companion(const std::function<void()>& act);
    Companion(const Companion&) = delete;
    Companion& operator=(const Companion&) = delete;
    ~Companion() { dismiss(); }

    void dismiss();
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    pid_t pid_ = -1;
};

/// Moves the calling process into a mount namespace of its own, a private copy.
void leave_mount_namespace();

/// Without a copy of what is mounted in the state root, which would outlive an umount.
void leave_mount_namespace_for_an_empty_one();

/// Moves the calling process into the mount namespace of another.
void enter_mount_namespace_of(pid_t other);

/// errno, or 0, of what is done as the game's user where merged is no mount point: in the namespace of
/// `other`, which left it. What is allowed there moves or detaches PID 1's mount.
int as_game_beside(const Companion& other, const std::function<long()>& act);
} // namespace left4me::test
