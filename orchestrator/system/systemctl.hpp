// The root helper left4me-systemctl, typed.
#pragma once

#include "system/process.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace left4me
{
/// "left4me-server@NAME.service"
[[nodiscard]] std::string unit_of(std::string_view name);

/// Calls the helper through `sudo -n`; directly when we are root. The names are valid instance names.
/// A helper that is missing is UserError(Unavailable), a failure of sudo, helper or systemctl HelperError.
/// Each returns when systemd's job has ended.
class Systemctl
{
public:
    explicit Systemctl(Verbosity verbosity) : verbosity_(verbosity) {}

    /// Enables the unit and starts it. Makes systemd reload all units: where it is enabled already, start()
    /// is quicker by far.
    void enable(std::string_view name) const;
    /// Stops the unit and disables it.
    void disable(std::string_view name) const;
    /// Starts the unit, enabled or not. A unit of Type=exec that cannot be started is a HelperError of 1.
    void start(std::string_view name) const;
    /// Stops the unit; it stays as enabled as it was.
    void stop(std::string_view name) const;
    /// Forgets the failed state and the start limit's count.
    void reset_failed(std::string_view name) const;
    /// `systemctl show` of 1 to 256 units, for parse_units().
    [[nodiscard]] std::string show(const std::vector<std::string>& names) const;

private:
    void call(const char* verb, std::string_view name) const;

    Verbosity verbosity_;
};
} // namespace left4me
