#include "commands/doctor.hpp"

#include "commands/message.hpp"
#include "commands/status_report.hpp"
#include "commands/table.hpp"
#include "doctor/checks.hpp"
#include "left4me/error.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace left4me
{
namespace
{
using Json = nlohmann::ordered_json;

const char* word_of(Health health)
{
    switch (health)
    {
    case Health::Ok:
        return "ok";
    case Health::Warning:
        return "warning";
    case Health::Failure:
        return "failure";
    }
    return "failure";
}

std::string json_of(const Findings& findings)
{
    Json array = Json::array();
    for (const Finding& finding : findings)
    {
        Json json;
        json["id"] = finding.id;
        json["status"] = word_of(finding.health);
        json["message"] = finding.message;
        json["fix"] = finding.fix.empty() ? Json(nullptr) : Json(finding.fix);
        array.push_back(std::move(json));
    }
    return json_line(array);
}

std::string table_of(const Findings& findings)
{
    std::vector<Row> rows{{"CHECK", "STATUS", "WHAT"}};
    for (const Finding& finding : findings)
    {
        rows.push_back({finding.id, word_of(finding.health), finding.message});
        if (!finding.fix.empty())
        {
            rows.push_back({"", "", "fix: " + finding.fix});
        }
    }
    return format_table(rows);
}
} // namespace

int perform(const std::optional<std::string>& root_option, const DoctorRequest& request)
{
    const Findings findings = examine_host(root_option);
    show(request.json ? json_of(findings) : table_of(findings));
    const bool failed = std::any_of(findings.begin(), findings.end(),
                                    [](const Finding& finding) { return finding.health == Health::Failure; });
    return failed ? static_cast<int>(Exit::Config) : 0;
}
} // namespace left4me
