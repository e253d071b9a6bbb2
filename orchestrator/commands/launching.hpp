// Bringing a server up, whatever it is doing. The caller holds the instance's lock.
#pragma once

#include "commands/context.hpp"
#include "system/unit_state.hpp"

#include <cstdint>
#include <string>

namespace left4me
{
enum class Boot
{
    Enable,   ///< the server shall start at boot
    AsBefore, ///< somebody else decides what starts at boot
};

/// Throws UserError(TempFail), naming the holder, when something has the port, UDP or TCP.
void require_port_unheld(const StateRoot& root, const std::string& name, std::uint16_t port);

/// Throws UserError for what would keep the server from being staged: its spec, instance.env, an overlay or
/// the installation.
void require_launchable(const Context& context, const std::string& name);

/// Stages and starts a server whose unit, of which systemd says `before`, is down; returns when the game
/// runs. Throws UserError: TempFail when something holds the port, Failed when it did not come up; where
/// systemctl says so itself it is HelperError. Both come after the last lines of the log. `done` is what is
/// said then.
void launch(const Context& context, const std::string& name, const UnitState& before, Boot boot,
            const std::string& done = "started");

/// As launch; stages nothing where the server is up already, and sees to it that it is enabled.
void bring_up(const Context& context, const std::string& name, Boot boot);
} // namespace left4me
