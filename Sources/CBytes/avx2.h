// Shorthand for 32 bytes at once, for the functions that only run where the processor has AVX2.

#ifndef PW_AVX2_H
#define PW_AVX2_H

#include <immintrin.h>
#include <stdint.h>

#define AVX2 __attribute__((target("avx2,bmi")))
#define INLINE_AVX2 static inline __attribute__((always_inline, target("avx2,bmi")))

INLINE_AVX2 __m256i each(int byte) { return _mm256_set1_epi8((char)byte); }

INLINE_AVX2 __m256i equals(__m256i bytes, int byte) { return _mm256_cmpeq_epi8(bytes, each(byte)); }

INLINE_AVX2 __m256i high_halves(__m256i bytes) {
  return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), each(0x0F));
}

// Sixteen values twice, since a lookup stays within half a block.
#define TABLE(...) \
  _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const uint8_t[16]){__VA_ARGS__}))

#endif
