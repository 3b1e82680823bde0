// Copies text and looks for its end in one go, thirty-two bytes at a step.

#include "cbytes.h"

#include <string.h>

static int stops(const uint8_t *bytes, size_t at, size_t end) {
  switch (bytes[at]) {
  case '<':
  case '&': return 1;
  case ' ': return at + 1 < end && bytes[at + 1] <= ' ';
  case 0xC2: return at + 1 < end && bytes[at + 1] == 0xA0;
  default: return bytes[at] < ' ';
  }
}

size_t pw_copy_text_portable(uint8_t *target, const uint8_t *bytes, size_t start, size_t end) {
  size_t at = start;
  while (at < end && !stops(bytes, at, end)) at++;
  memcpy(target, bytes + start, at - start);
  return at;
}

static size_t copy_until_portable(uint8_t *target, const uint8_t *bytes, size_t start, size_t end, uint8_t mark) {
  const uint8_t *found = start < end ? memchr(bytes + start, mark, end - start) : NULL;
  size_t place = found ? (size_t)(found - bytes) : end;
  memcpy(target, bytes + start, place - start);
  return place;
}

#if defined(__x86_64__)

#include "avx2.h"

// Not zero where a control, `<` or `&` stands: each row of sixteen has a bit, and each column those of the rows in
// which it stops.
INLINE_AVX2 __m256i marks(__m256i block) {
  __m256i columns = TABLE(1, 1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1, 5, 1, 1, 1);
  __m256i rows = TABLE(1, 1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  return _mm256_and_si256(
      _mm256_shuffle_epi8(columns, block), _mm256_shuffle_epi8(rows, high_halves(block)));
}

// A bit for each place where the text stops, given the bytes and those one further.
INLINE_AVX2 uint32_t stop_bits(__m256i block, __m256i next, uint32_t has_next) {
  __m256i is_plain = _mm256_cmpeq_epi8(marks(block), _mm256_setzero_si256());
  __m256i is_white = _mm256_cmpeq_epi8(_mm256_min_epu8(next, each(' ')), next);
  __m256i pairs = _mm256_or_si256(
      _mm256_and_si256(equals(block, ' '), is_white),
      _mm256_and_si256(equals(block, 0xC2), equals(next, 0xA0)));
  return ~(uint32_t)_mm256_movemask_epi8(is_plain) | ((uint32_t)_mm256_movemask_epi8(pairs) & has_next);
}

AVX2 static size_t copy_text_avx2(
    uint8_t *target, const uint8_t *bytes, size_t start, size_t end, size_t size) {
  size_t at = start;
  // A block may reach behind `end`, but not behind the array.
  while (at < end && size - at > 32) {
    __m256i block = _mm256_loadu_si256((const __m256i *)(bytes + at));
    __m256i next = _mm256_loadu_si256((const __m256i *)(bytes + at + 1));
    _mm256_storeu_si256((__m256i *)(target + (at - start)), block);
    size_t left = end - at;
    uint32_t has_next = left > 32 ? ~0u : (1u << (left - 1)) - 1;
    uint32_t found = stop_bits(block, next, has_next);
    if (found) {
      size_t place = at + (size_t)__builtin_ctz(found);
      return place < end ? place : end;
    }
    at += 32;
  }
  if (at >= end) return end;
  return pw_copy_text_portable(target + (at - start), bytes, at, end);
}

AVX2 static size_t copy_until_avx2(
    uint8_t *target, const uint8_t *bytes, size_t start, size_t end, size_t size, uint8_t mark) {
  size_t at = start;
  while (at < end && size - at >= 32) {
    __m256i block = _mm256_loadu_si256((const __m256i *)(bytes + at));
    _mm256_storeu_si256((__m256i *)(target + (at - start)), block);
    uint32_t found = (uint32_t)_mm256_movemask_epi8(equals(block, mark));
    if (found) {
      size_t place = at + (size_t)__builtin_ctz(found);
      return place < end ? place : end;
    }
    at += 32;
  }
  if (at >= end) return end;
  return copy_until_portable(target + (at - start), bytes, at, end, mark);
}

size_t pw_copy_until(uint8_t *target, const uint8_t *bytes, size_t start, size_t end, size_t size, uint8_t mark) {
  return __builtin_cpu_supports("avx2") ? copy_until_avx2(target, bytes, start, end, size, mark)
                                        : copy_until_portable(target, bytes, start, end, mark);
}

size_t pw_copy_text(uint8_t *target, const uint8_t *bytes, size_t start, size_t end, size_t size) {
  return __builtin_cpu_supports("avx2") ? copy_text_avx2(target, bytes, start, end, size)
                                        : pw_copy_text_portable(target, bytes, start, end);
}

#else

size_t pw_copy_text(uint8_t *target, const uint8_t *bytes, size_t start, size_t end, size_t size) {
  (void)size;
  return pw_copy_text_portable(target, bytes, start, end);
}

size_t pw_copy_until(uint8_t *target, const uint8_t *bytes, size_t start, size_t end, size_t size, uint8_t mark) {
  (void)size;
  return copy_until_portable(target, bytes, start, end, mark);
}

#endif
