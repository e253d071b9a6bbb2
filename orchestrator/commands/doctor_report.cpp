#include "commands/doctor_report.hpp"

#include "commands/status_report.hpp"
#include "commands/table.hpp"

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
} // namespace

std::string doctor_json(const Findings& findings)
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

std::string doctor_table(const Findings& findings)
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
} // namespace left4me
