#include "events/unit_signals.hpp"

#include "left4me/error.hpp"
#include "left4me/interrupted.hpp"
#include "system/systemctl.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include <poll.h>

namespace left4me
{
namespace
{
constexpr char kSystemd[] = "org.freedesktop.systemd1";
constexpr char kSystemdPath[] = "/org/freedesktop/systemd1";
constexpr char kUnitsPath[] = "/org/freedesktop/systemd1/unit";
constexpr char kManager[] = "org.freedesktop.systemd1.Manager";
constexpr char kUnit[] = "org.freedesktop.systemd1.Unit";
constexpr char kRule[] = "type='signal',sender='org.freedesktop.systemd1',"
                         "interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',"
                         "path_namespace='/org/freedesktop/systemd1/unit'";

// The bus speaks for itself under a name that nobody can have.
constexpr char kBus[] = "org.freedesktop.DBus";
constexpr char kOwnerRule[] = "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
                              "member='NameOwnerChanged',arg0='org.freedesktop.systemd1'";

/// sd-bus returns errors as negative numbers.
int checked(int result, const std::string& what)
{
    if (result < 0)
    {
        throw UserError(Exit::Unavailable,
                        "cannot " + what + " on the system bus: " + std::strerror(-result));
    }
    return result;
}

/// NAME of the object that stands for its unit; empty for other objects.
std::string name_of(const char* path)
{
    char* unescaped = nullptr;
    if (path == nullptr || sd_bus_path_decode(path, kUnitsPath, &unescaped) <= 0)
    {
        return {};
    }
    const std::unique_ptr<char, decltype(&std::free)> owner(unescaped, &std::free);
    const std::string unit = unescaped;
    const std::string pattern = unit_of("");
    const std::size_t head = pattern.find('@') + 1;
    const std::string tail = pattern.substr(head);
    const bool ours = unit.size() > pattern.size() && unit.compare(0, head, pattern, 0, head) == 0 &&
                      unit.compare(unit.size() - tail.size(), tail.size(), tail) == 0;
    return ours ? unit.substr(head, unit.size() - pattern.size()) : std::string();
}

/// The value of the variant that comes next, as text, where it is a string or a number of 32 bits.
std::string next_value(sd_bus_message* message)
{
    const char* contents = nullptr;
    checked(sd_bus_message_peek_type(message, nullptr, &contents), "read a signal");
    const std::string type = contents;
    std::string value;
    if (type == "s")
    {
        const char* text = nullptr;
        checked(sd_bus_message_read(message, "v", "s", &text), "read a signal");
        value = text;
    }
    else if (type == "u" || type == "i")
    {
        std::uint32_t number = 0;
        checked(sd_bus_message_read(message, "v", type.c_str(), &number), "read a signal");
        value = type == "u" ? std::to_string(number) : std::to_string(static_cast<std::int32_t>(number));
    }
    else
    {
        checked(sd_bus_message_skip(message, "v"), "read a signal");
    }
    return value;
}

Properties next_properties(sd_bus_message* message)
{
    Properties properties;
    checked(sd_bus_message_enter_container(message, 'a', "{sv}"), "read a signal");
    while (checked(sd_bus_message_enter_container(message, 'e', "sv"), "read a signal") > 0)
    {
        const char* key = nullptr;
        checked(sd_bus_message_read(message, "s", &key), "read a signal");
        std::string value = next_value(message);
        properties.emplace_back(key, std::move(value));
        checked(sd_bus_message_exit_container(message), "read a signal");
    }
    return properties;
}

std::string systemds_name_on(sd_bus* bus)
{
    sd_bus_creds* creds = nullptr;
    const char* name = nullptr;
    checked(sd_bus_get_name_creds(bus, kSystemd, SD_BUS_CREDS_UNIQUE_NAME, &creds), "find systemd");
    const std::unique_ptr<sd_bus_creds, decltype(&sd_bus_creds_unref)> owner(creds, &sd_bus_creds_unref);
    checked(sd_bus_creds_get_unique_name(creds, &name), "find systemd");
    return name;
}

/// Whoever likes sends to our connection what looks like another's, past the rules that we listen by.
bool is_from(sd_bus_message* message, const std::string& name)
{
    const char* const sender = sd_bus_message_get_sender(message);
    return sender != nullptr && sender == name;
}

sd_bus* connected()
{
    sd_bus* bus = nullptr;
    checked(sd_bus_open_system(&bus), "listen to systemd");
    return bus;
}
} // namespace

UnitSignals::UnitSignals(Listener listener) : listener_(std::move(listener)), bus_(connected())
{
    checked(sd_bus_add_match(bus_.get(), nullptr, kRule, take, this), "listen to systemd");
    checked(sd_bus_add_match(bus_.get(), nullptr, kOwnerRule, take_owner, this), "listen to the bus");
    systemd_ = systemds_name_on(bus_.get());
    // Without a subscriber systemd says nothing.
    checked(
        sd_bus_call_method(bus_.get(), kSystemd, kSystemdPath, kManager, "Subscribe", nullptr, nullptr, ""),
        "subscribe to systemd's signals");
}

void UnitSignals::listen(int reader)
{
    for (;;)
    {
        const int processed = checked(sd_bus_process(bus_.get(), nullptr), "listen to systemd");
        if (thrown_)
        {
            std::rethrow_exception(thrown_);
        }
        if (processed > 0)
        {
            continue;
        }
        const auto wanted = static_cast<short>(checked(sd_bus_get_events(bus_.get()), "listen to systemd"));
        pollfd awaited[] = {{sd_bus_get_fd(bus_.get()), wanted, 0}, {reader, 0, 0}};
        if (::poll(awaited, std::size(awaited), -1) < 0 && errno != EINTR)
        {
            throw std::system_error(errno, std::generic_category(), "cannot wait for signals");
        }
        if ((awaited[1].revents & (POLLERR | POLLHUP)) != 0)
        {
            throw Interrupted(SIGPIPE);
        }
    }
}

int UnitSignals::take(sd_bus_message* message, void* self, sd_bus_error* /*error*/)
{
    return static_cast<UnitSignals*>(self)->guarded(&UnitSignals::handle, message);
}

int UnitSignals::take_owner(sd_bus_message* message, void* self, sd_bus_error* /*error*/)
{
    return static_cast<UnitSignals*>(self)->guarded(&UnitSignals::handle_owner, message);
}

int UnitSignals::guarded(void (UnitSignals::*handler)(sd_bus_message*), sd_bus_message* message)
{
    try
    {
        (this->*handler)(message);
    }
    catch (...) // not through the frames of a C library
    {
        thrown_ = std::current_exception();
    }
    return 0;
}

/// systemd has another connection after systemctl daemon-reexec.
void UnitSignals::handle_owner(sd_bus_message* message)
{
    const char* name = nullptr;
    const char* before = nullptr;
    const char* now = nullptr;
    if (is_from(message, kBus))
    {
        checked(sd_bus_message_read(message, "sss", &name, &before, &now), "read a signal");
        systemd_ = std::strcmp(name, kSystemd) == 0 ? now : systemd_;
    }
}

void UnitSignals::handle(sd_bus_message* message)
{
    const std::string name = name_of(sd_bus_message_get_path(message));
    if (name.empty() || !is_from(message, systemd_))
    {
        return;
    }
    const char* interface = nullptr;
    checked(sd_bus_message_read(message, "s", &interface), "read a signal");
    listener_(name, next_properties(message), std::strcmp(interface, kUnit) == 0);
}
} // namespace left4me
