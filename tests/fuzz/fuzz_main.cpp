// The entry of libFuzzer. DECAWATT_FUZZ_TARGET names the function of targets.hpp that this program feeds.
#include <cstddef>
#include <cstdint>

#include "fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    decawatt::test::DECAWATT_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    return 0;
}
