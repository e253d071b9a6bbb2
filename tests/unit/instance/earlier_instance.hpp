// An instance alpha as the earlier tool left it, and what adopting would make of it.
#pragma once

#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/adoption.hpp"

#include <string>
#include <vector>

namespace left4me::test
{
class EarlierInstance : public testing::Test
{
protected:
    EarlierInstance()
    {
        for (const std::string overlay : {"a", "competitive/base", "admin system"})
        {
            temporary_.write("overlays/" + overlay + "/left4dead2/cfg/server.cfg", "// " + overlay + "\n");
        }
        leave_env({"overlays/a", "overlays/competitive/base", "overlays/admin system", "installation"});
    }

    void leave_env(const std::vector<std::string>& layers,
                   const std::string& arguments = "-tickrate 60 +map x") const
    {
        std::string line;
        for (const std::string& layer : layers)
        {
            line += (line.empty() ? "" : ":") + temporary_.at(layer).string();
        }
        leave_lower_dirs(line, arguments);
    }

    void leave_lower_dirs(const std::string& line, const std::string& arguments = "") const
    {
        temporary_.write("instances/alpha/instance.env",
                         "L4D2_PORT=27015\nL4D2_ARGS=" + arguments + "\nL4D2_LOWERDIRS=" + line + "\n");
    }

    void leave_cfg(const std::string& name, const std::string& text) const
    {
        temporary_.write("runtime/alpha/upper/left4dead2/cfg/" + name, text);
    }

    [[nodiscard]] Adoption plan() const { return plan_adoption(temporary_.root(), "alpha"); }

    [[nodiscard]] Refusal plan_refusal() const
    {
        return refusal_of([&] { static_cast<void>(plan()); });
    }

    TemporaryRoot temporary_;
};
} // namespace left4me::test
