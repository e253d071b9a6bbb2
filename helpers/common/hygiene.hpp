// What a root process does before it does anything else: keep nothing that its caller chose.
#pragma once

namespace left4me
{
/// Throws 77 unless real and effective user are root. (A set-user-ID bit, put there by mistake, is refused
/// too.)
void require_root();

/// Drops the caller's descriptors above 2, environment, umask, working directory, signal dispositions and
/// mask, resource limits, scheduling, groups. Throws 71, and 77 where it is to write to a datagram socket.
void forget_the_caller();
} // namespace left4me
