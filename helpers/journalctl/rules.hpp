// All that left4me may ask of journalctl.
#pragma once

#include "common/rule.hpp"

namespace left4me
{
// journalctl permutes its options, so the caller's words reach it only behind "--lines=" and in a match. The
// matches are what --unit= stands for, systemd.journal-fields(7), but for the messages about crashes that it
// takes from every user, as logger(1) can forge them.
// --all: without it JSON gives null for fields above 4096 bytes. --quiet: without it "-- No entries --" is on
// stdout.
inline constexpr Rule kJournalctlRules[] = {
#define LEFT4ME_GIVEN "--quiet", "--no-pager", "--all", kLinesOption, kOfUnit, "+", "_PID=1", kAboutUnit
    {{kInstance, "--lines", kCount, "--no-follow"}, {LEFT4ME_GIVEN, "--output=cat"}},
    {{kInstance, "--lines", kCount, "--no-follow", "--output", "cat"}, {LEFT4ME_GIVEN, "--output=cat"}},
    {{kInstance, "--lines", kCount, "--no-follow", "--output", "json"}, {LEFT4ME_GIVEN, "--output=json"}},
    {{kInstance, "--lines", kCount, "--no-follow", "--output", "short-iso-precise"},
     {LEFT4ME_GIVEN, "--output=short-iso-precise"}},
    {{kInstance, "--lines", kCount, "--follow"}, {LEFT4ME_GIVEN, "--follow", "--output=cat"}},
    {{kInstance, "--lines", kCount, "--follow", "--output", "cat"},
     {LEFT4ME_GIVEN, "--follow", "--output=cat"}},
    {{kInstance, "--lines", kCount, "--follow", "--output", "json"},
     {LEFT4ME_GIVEN, "--follow", "--output=json"}},
    {{kInstance, "--lines", kCount, "--follow", "--output", "short-iso-precise"},
     {LEFT4ME_GIVEN, "--follow", "--output=short-iso-precise"}},
#undef LEFT4ME_GIVEN
};
static_assert(no_caller_word_can_be_an_option(kJournalctlRules));

inline constexpr char kJournalctlUsage[] = "usage: left4me-journalctl NAME --lines N --follow|--no-follow "
                                           "[--output cat|short-iso-precise|json]";
} // namespace left4me
