#include "fixture/temporary_root.hpp"
#include "instance/overlay_refs.hpp"

#include <gmock/gmock.h>

namespace left4me
{
namespace
{
using testing::ElementsAre;

TEST(OverlayRefs, AreTheDirectoriesThatLookLikeOverlays)
{
    const test::TemporaryRoot temporary;
    temporary.write("overlays/plain/left4dead2/maps/x.bsp", "");
    temporary.write("overlays/competitive/base/left4dead2/cfg/server.cfg", "");
    temporary.write("overlays/competitive/base/left4dead2/deep/left4dead2/x", "");
    temporary.write("overlays/competitive/maps/left4dead2/x", "");
    temporary.write("overlays/files/readme", "");
    temporary.write("overlays/readme", "");
    temporary.make("overlays/empty");
    temporary.make("overlays/control\ncharacter");
    EXPECT_THAT(overlay_refs(temporary.root()),
                ElementsAre("competitive/base", "competitive/maps", "empty", "files", "plain"));
}

TEST(OverlayRefs, AreLinksTooWhichNobodyFollows)
{
    const test::TemporaryRoot temporary;
    temporary.make("overlays/real/left4dead2");
    temporary.link("overlays/latest", "real");
    temporary.link("overlays/out", "/");
    EXPECT_THAT(overlay_refs(temporary.root()), ElementsAre("latest", "out", "real"));
}

TEST(OverlayRefs, EndWithTheDepthThatPeopleSort)
{
    const test::TemporaryRoot temporary;
    temporary.make("overlays/1/2/3/4/5/left4dead2");
    EXPECT_THAT(overlay_refs(temporary.root()), ElementsAre("1/2/3/4"));
}

TEST(OverlayRefs, RenamedOnesHoldTheNameAsAWord)
{
    for (const std::string renamed : {".maps-old", "maps.bak", "old_maps", "maps-2026"})
    {
        EXPECT_EQ(renamed_overlay("maps", {renamed, "other"}), renamed);
    }
    EXPECT_EQ(renamed_overlay("one/maps", {"maps-old", "one/maps-old", "one/maps-old/deep", "onemaps-old"}),
              "one/maps-old");
    EXPECT_EQ(renamed_overlay("maps", {"mapset", "roadmaps", "one/maps-old"}), std::nullopt);
    EXPECT_EQ(renamed_overlay("maps", {"maps-old", "maps-new"}), std::nullopt) << "which of them?";
}
} // namespace
} // namespace left4me
