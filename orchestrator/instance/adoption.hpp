// Instances as the earlier tool left them: an instance.env that also names the layers, and mostly no spec.
#pragma once

#include "instance/state_root.hpp"
#include "spec/spec.hpp"

namespace left4me
{
/// What an instance becomes, for initialize_instance().
struct Adoption
{
    Spec spec;
    std::string spec_text;
    bool made = false;                ///< otherwise spec_text is the spec.yaml that was there
    std::vector<std::string> remarks; ///< sentences about what an admin should know
};

/// Whether the instance has all that initialize makes, and nothing of the earlier tool's: then there is
/// nothing to adopt. Throws UserError for files that are not to be read.
[[nodiscard]] bool is_adopted(const StateRoot& root, std::string_view name);

/// Only reads. The caller holds the instance's lock, or needs not be sure. Throws UserError with the place,
/// in instance.env, server.cfg or the spec that was there: DataErr for what no spec can say, and as
/// initialize_instance().
[[nodiscard]] Adoption plan_adoption(const StateRoot& root, std::string_view name);
} // namespace left4me
