#include "cli/l4d2ctl.hpp"

#include "cli/command_line.hpp"
#include "cli/inheritance.hpp"
#include "commands/message.hpp"
#include "commands/outcome.hpp"

namespace left4me
{
namespace
{
class Performer
{
public:
    explicit Performer(const CommandLine& line) : line_(line) {}

    int operator()(const TextRequest& request) const
    {
        show(request.text);
        return 0;
    }

    int operator()(const DoctorRequest& request) const { return perform(line_.root, request); }

    int operator()(const RunRequest& request) const { return perform(context(), request); }

    template <typename CommandRequest>
    int operator()(const CommandRequest& request) const
    {
        forget_umask(); // neither is for run: there they are the unit's, and meant for the game
        forget_timer_slack();
        return perform(context(), request);
    }

private:
    [[nodiscard]] Context context() const { return {resolve_state_root(line_.root), line_.verbosity}; }

    const CommandLine& line_;
};
} // namespace

int run_l4d2ctl(const std::vector<std::string>& words)
{
    return outcome_of(
        [&]
        {
            open_standard_descriptors();
            const CommandLine line = parse_command_line(words);
            return std::visit(Performer(line), line.request);
        });
}
} // namespace left4me
