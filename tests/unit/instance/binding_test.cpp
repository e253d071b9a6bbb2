#include "fixture/refusal.hpp"
#include "fixture/temporary_root.hpp"
#include "instance/binding.hpp"

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

TEST(Binding, IsNotOfAnotherUser)
{
    const test::TemporaryRoot temporary;
    temporary.make("steam/linux32");
    EXPECT_NO_THROW(require_own_bindings(temporary.root(), "alpha"));
    temporary.link("workshop_cache", ::geteuid() == 0 ? "theirs" : "/");
    if (::geteuid() == 0)
    {
        ASSERT_EQ(::chown(temporary.make("theirs").c_str(), 1, 1), 0);
    }
    EXPECT_THAT(refusal_of([&] { require_own_bindings(temporary.root(), "alpha"); }),
                Refuses(Exit::NoPerm, "workshop_cache belongs to another user"));
}
} // namespace
} // namespace left4me
