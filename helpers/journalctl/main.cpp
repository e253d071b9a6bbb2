#include "common/become.hpp"
#include "common/hygiene.hpp"
#include "common/run.hpp"
#include "journalctl/reader.hpp"
#include "journalctl/rules.hpp"
#include "paths.hpp"

using namespace left4me;

int main(int argc, char** argv)
{
    return run("left4me-journalctl",
               [&]
               {
                   const auto words = apply_rules(kJournalctlRules, words_of(argc, argv));
                   if (!words)
                   {
                       throw Failure{Exit::Usage, kJournalctlUsage};
                   }
                   require_root();
                   forget_the_caller();
                   become_journal_reader();
                   drop_all_capabilities();
                   become(paths::kJournalctl, *words);
               });
}
