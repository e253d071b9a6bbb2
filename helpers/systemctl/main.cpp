#include "common/become.hpp"
#include "common/hygiene.hpp"
#include "common/run.hpp"
#include "paths.hpp"
#include "systemctl/rules.hpp"

using namespace left4me;

int main(int argc, char** argv)
{
    return run("left4me-systemctl",
               [&]
               {
                   const auto words = apply_rules(kSystemctlRules, words_of(argc, argv));
                   if (!words)
                   {
                       throw Failure{Exit::Usage, kSystemctlUsage};
                   }
                   require_root();
                   forget_the_caller();
                   drop_all_capabilities();
                   become(paths::kSystemctl, *words);
               });
}
