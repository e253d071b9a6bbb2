#include "events/watch.hpp"

#include "commands/message.hpp"
#include "events/event.hpp"
#include "events/unit_signals.hpp"
#include "instance/instance.hpp"
#include "system/units.hpp"

#include <map>
#include <tuple>

#include <unistd.h>

namespace left4me
{
namespace
{
class Watcher
{
public:
    explicit Watcher(Watch request)
        : request_(std::move(request)), signals_([this](const std::string& name, const Properties& changed,
                                                        bool complete) { take(name, changed, complete); })
    {
    }

    [[noreturn]] void run()
    {
        const auto names = instance_names(request_.root);
        const auto states = unit_states(names, Verbosity::Quiet);
        for (std::size_t at = 0; at < names.size(); ++at)
        {
            known_[names[at]] = states.at(at);
            tell(names[at], states.at(at), true);
        }
        signals_.listen(STDOUT_FILENO);
    }

private:
    void take(const std::string& name, const Properties& changed, bool complete)
    {
        if (known_.count(name) == 0 && !instance_exists(request_.root, name))
        {
            return; // somebody else's unit of that name
        }
        UnitState& state = known_[name];
        for (const auto& [key, value] : changed)
        {
            take_property(state, key, value);
        }
        if (complete && seen_of(state) != told_[name])
        {
            tell(name, state, false);
        }
    }

    void tell(const std::string& name, const UnitState& state, bool initial)
    {
        told_[name] = seen_of(state);
        const Event event{std::chrono::system_clock::now(), name, initial, state};
        if (request_.json)
        {
            show(event_json(event));
            return;
        }
        const std::string text = event_text(event);
        std::string rest = text.substr(text.find(' ')); // behind the time
        if (rest != said_[name])
        {
            show(text);
        }
        said_[name] = std::move(rest);
    }

    /// What makes a change worth a line.
    using Seen = std::tuple<std::optional<std::string>, std::optional<std::string>,
                            std::optional<std::string>, std::optional<pid_t>, std::optional<unsigned>>;
    static Seen seen_of(const UnitState& state)
    {
        return {state.active_state, state.sub_state, state.result, state.main_pid, state.restarts};
    }

    Watch request_;
    UnitSignals signals_;
    std::map<std::string, UnitState> known_;
    std::map<std::string, Seen> told_;
    std::map<std::string, std::string> said_; ///< to people, who see less than programs
};
} // namespace

void watch(const Watch& request)
{
    Watcher(request).run();
}
} // namespace left4me
