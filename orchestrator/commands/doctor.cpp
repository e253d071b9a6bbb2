#include "commands/doctor.hpp"

#include "commands/doctor_report.hpp"
#include "commands/message.hpp"
#include "commands/question.hpp"
#include "doctor/checks.hpp"
#include "doctor/opening.hpp"
#include "left4me/error.hpp"
#include "paths.hpp"

#include <algorithm>

namespace left4me
{
int perform(const std::optional<std::string>& root_option, const DoctorRequest& request)
{
    if (request.open)
    {
        open_to_all(resolve_state_root(root_option), *request.open,
                    [&](const std::string& question)
                    {
                        if (!request.yes)
                        {
                            require_spoken_yes(question);
                        }
                    });
        say(std::string(paths::kUser) + " can read it now");
        return 0;
    }
    const Findings findings = examine_host(root_option);
    show(request.json ? doctor_json(findings) : doctor_table(findings));
    const auto failures =
        std::count_if(findings.begin(), findings.end(),
                      [](const Finding& finding) { return finding.health == Health::Failure; });
    if (failures > 1 && !request.json)
    {
        say("mend the first failure and call doctor again: others may be gone with it");
    }
    return failures > 0 ? static_cast<int>(Exit::Config) : 0;
}
} // namespace left4me
