// A signal that asked us to end.
#pragma once

namespace left4me
{
/// SIGINT, SIGTERM or SIGHUP came while a child ran, or the reader of our output left (SIGPIPE). By the time
/// it is caught the child has been ended. No std::exception, so that nobody who handles failures swallows it.
class Interrupted
{
public:
    explicit Interrupted(int signal) : signal_(signal) {}
    [[nodiscard]] int signal() const { return signal_; }

private:
    int signal_;
};

/// Ends this process by the signal, whatever its disposition and mask are, so that the caller sees how it
/// ended.
[[noreturn]] void end_by_signal(int signal);
} // namespace left4me
