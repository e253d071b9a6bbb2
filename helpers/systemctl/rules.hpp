// All that left4me may ask of systemctl.
#pragma once

#include "common/rule.hpp"

namespace left4me
{
// Timestamps as @SECONDS: the default form is local time in words.
inline constexpr char kShownProperties[] =
    "--property=Id,LoadState,ActiveState,SubState,Result,UnitFileState,MainPID,ExecMainStartTimestamp,"
    "ExecMainCode,"
    "ExecMainStatus,NRestarts,MemoryCurrent,ActiveEnterTimestamp,InvocationID,StateChangeTimestamp,"
    "CPUUsageNSec";

inline constexpr Rule kSystemctlRules[] = {
    {{"enable", kInstance}, {"enable", "--now", "--no-ask-password", "--", kUnit}},
    {{"disable", kInstance}, {"disable", "--now", "--no-ask-password", "--", kUnit}},
    {{"start", kInstance}, {"start", "--no-ask-password", "--", kUnit}},
    {{"stop", kInstance}, {"stop", "--no-ask-password", "--", kUnit}},
    {{"reset-failed", kInstance}, {"reset-failed", "--no-ask-password", "--", kUnit}},
    {{"show", kInstances}, {"show", "--no-pager", "--timestamp=unix", kShownProperties, "--", kUnits}},
};
static_assert(no_caller_word_can_be_an_option(kSystemctlRules));

inline constexpr char kSystemctlUsage[] =
    "usage: left4me-systemctl enable|disable|start|stop|reset-failed NAME, "
    "or show NAME... (1 to 256)";
} // namespace left4me
