// A spec of 1 MiB must neither blow up nor take long, whatever it holds.
#include "fixture/refusal.hpp"
#include "spec/spec.hpp"

#include <ctime>

namespace left4me
{
namespace
{
using test::refusal_of;
using test::Refuses;

constexpr std::size_t kSmall = kSpecSizeLimit / 32;

/// `begin`, then `part` again and again up to `size` bytes.
std::string filled(std::string begin, const std::string& part, std::size_t size)
{
    while (begin.size() + part.size() <= size)
    {
        begin += part;
    }
    return begin;
}

/// Of the processor, so that a busy machine does not count.
double seconds_for(const std::string& text)
{
    const std::clock_t begin = std::clock();
    static_cast<void>(refusal_of([&] { static_cast<void>(parse_spec(text, "s.yaml")); }));
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

TEST(SpecSize, IsLimitedToOneMebibyte)
{
    const std::string text = filled("port: 27015\n", "#", kSpecSizeLimit);
    ASSERT_EQ(text.size(), kSpecSizeLimit);
    EXPECT_EQ(parse_spec(text, "s.yaml").port, 27015);
    EXPECT_THAT(refusal_of([&] { static_cast<void>(parse_spec(text + "#", "s.yaml")); }),
                Refuses(Exit::DataErr, "s.yaml:1:1: larger than 1 MiB"));
}

TEST(SpecSize, CostsTimeInProportionWhateverFillsIt)
{
    struct Shape
    {
        std::string begin, part;
    };
    for (const Shape& shape : {Shape{"port: 27015\narguments: [", "a,"}, Shape{"x-a: [", "a: b, "},
                               Shape{"port: 27015\nconfig:\n", "- a\n"}, Shape{"", "["}, Shape{"{", "a "},
                               Shape{"x-a: b\n", " \n c\n"}})
    {
        const double small = seconds_for(filled(shape.begin, shape.part, kSmall));
        const double large = seconds_for(filled(shape.begin, shape.part, 4 * kSmall));
        EXPECT_LT(large, 0.05 + 10 * small) << shape.begin << shape.part; // 4 times; were it quadratic, 16
    }
}
} // namespace
} // namespace left4me
