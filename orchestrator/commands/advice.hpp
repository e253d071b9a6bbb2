// What only the state root's owner may do, tried by whoever calls.
#pragma once

#include "commands/context.hpp"

#include <functional>

namespace left4me
{
/// Does `step`, which asks a root helper, or reads files that may hold passwords: others than the owner and
/// root can be allowed to, too. When they are not, they are told who is: in the sentence of a
/// UserError(NoPerm), or in one of its own below what sudo wrote. Errors as of `step`.
void advising_others(const Context& context, const std::function<void()>& step);

/// Says to others than the owner and root that they do not see all, and who does. Whether it did.
bool say_what_others_miss(const Context& context);
} // namespace left4me
