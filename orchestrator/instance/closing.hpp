// Directories for their owner and his group alone.
#pragma once

#include "instance/directory.hpp"

namespace left4me
{
/// Takes all rights of others away; its group keeps what it has. Throws UserError.
void close_to_others(const Directory& dir);
} // namespace left4me
