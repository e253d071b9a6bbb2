// What systemd tells whoever listens on the system bus: changes of servers' units.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <systemd/sd-bus.h>

namespace left4me
{
/// systemd's property and its value, as `systemctl show` writes them.
using Properties = std::vector<std::pair<std::string, std::string>>;

class UnitSignals
{
public:
    /// The properties that changed of left4me-server@NAME.service. systemd tells the kind's own first, then
    /// those of every unit; `complete` is true for the latter: now they belong together.
    using Listener = std::function<void(const std::string& name, const Properties& changed, bool complete)>;

    /// From here on nothing is missed. Throws UserError(Unavailable) where systemd is not on the bus.
    explicit UnitSignals(Listener listener);

    /// Calls the listener as signals come, until the reader of the descriptor `reader` leaves, which is
    /// Interrupted(SIGPIPE). Throws UserError(Unavailable) when the bus closes; what the listener throws, at
    /// once.
    [[noreturn]] void listen(int reader);

private:
    static int take(sd_bus_message* message, void* self, sd_bus_error* error);
    static int take_owner(sd_bus_message* message, void* self, sd_bus_error* error);
    int guarded(void (UnitSignals::*handler)(sd_bus_message*), sd_bus_message* message);
    void handle(sd_bus_message* message);
    void handle_owner(sd_bus_message* message);

    struct Close
    {
        void operator()(sd_bus* bus) const { sd_bus_flush_close_unref(bus); }
    };

    Listener listener_;
    std::unique_ptr<sd_bus, Close> bus_;
    std::string systemd_; ///< its unique name on the bus
    std::exception_ptr thrown_;
};
} // namespace left4me
