// What is legal in an instance's spec and hardly meant, said to whoever uses it.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

#include <string>

namespace left4me
{
/// A line for each of remarks_on(), and for the first file of its overlays that may not be read, as far as a
/// second goes.
void say_warnings(const StateRoot& root, const std::string& name, const Spec& spec);
} // namespace left4me
