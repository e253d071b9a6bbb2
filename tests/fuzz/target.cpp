#include "target.hpp"

#include <cstdio>
#include <cstdlib>

namespace left4me::fuzz
{
void require(bool kept, const char* promise)
{
    if (!kept)
    {
        std::fprintf(stderr, "broken promise: %s\n", promise);
        std::abort();
    }
}
} // namespace left4me::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    left4me::fuzz::try_input({reinterpret_cast<const char*>(data), size});
    return 0;
}
