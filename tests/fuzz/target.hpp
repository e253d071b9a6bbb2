// What every fuzz target has: try_input(), which the fuzzer and the replay call, and promises to check in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace left4me::fuzz
{
/// Each target's own: hands `input` to its parsers and requires what they promise.
void try_input(std::string_view input);

/// Where a promise is broken, says which on stderr and aborts: what fuzzers and Meson take for a crash.
void require(bool kept, const char* promise);
} // namespace left4me::fuzz

/// What libFuzzer calls for each input, https://llvm.org/docs/LibFuzzer.html.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
