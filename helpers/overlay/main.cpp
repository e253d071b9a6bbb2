#include "common/hygiene.hpp"
#include "common/run.hpp"
#include "overlay/actions.hpp"
#include "overlay/lock.hpp"
#include "overlay/privilege.hpp"
#include "overlay/request.hpp"

using namespace left4me;

int main(int argc, char** argv)
{
    return run("left4me-overlay",
               [&]
               {
                   const auto request = parse_request(words_of(argc, argv));
                   if (!request)
                   {
                       throw Failure{Exit::Usage, kOverlayUsage};
                   }
                   require_root();
                   forget_the_caller();
                   join_mount_namespace_of_pid1();
                   const StateRoot root = open_state_root();
                   const Fd lock = lock_instance(request->instance);
                   act_as_owner_of(root);
                   const auto act = request->verb == Verb::Mount ? mount_instance : umount_instance;
                   act(root, request->instance, lock);
               });
}
