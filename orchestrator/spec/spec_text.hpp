// A spec as spec.yaml, for what was described in another way before.
#pragma once

#include "spec/spec.hpp"

#include <string>

namespace left4me
{
/// A document that parse_spec() reads as this very spec, places aside. Throws UserError(DataErr) where no
/// spec can be so, such as with one overlay twice; the message calls it "the spec made of FILE".
[[nodiscard]] std::string spec_text(const Spec& spec);

/// In single quotes, in which all that a spec may hold stands for itself.
[[nodiscard]] std::string yaml_quoted(const std::string& text);
} // namespace left4me
