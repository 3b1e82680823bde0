// Is it UTF-8 (Unicode, table 3-7) without characters that steer? Sixty-four bytes at a step.
//
// The check is the lookup algorithm of John Keiser and Daniel Lemire, "Validating UTF-8 In Less Than One
// Instruction Per Byte" (Software: Practice and Experience 51/5, 2021). Three lookups by half bytes tell for each
// pair of bytes which mistakes it can be part of; what all three agree on is one.

#include "cbytes.h"

#include <string.h>

// Whether CleanText takes out the well-formed character that ends here.
static int steers(const uint8_t *last, size_t length) {
  switch (length) {
  case 2:  // U+0080 to U+009F, U+061C
    return (last[-1] == 0xC2 && last[0] < 0xA0) || (last[-1] == 0xD8 && last[0] == 0x9C);
  case 3:
    // U+FEFF
    if (last[-2] == 0xEF) return last[-1] == 0xBB && last[0] == 0xBF;
    if (last[-2] != 0xE2) return 0;
    // U+200E, U+200F, U+2028 to U+202E
    if (last[-1] == 0x80) return (last[0] & 0xFE) == 0x8E || (last[0] >= 0xA8 && last[0] <= 0xAE);
    // U+2066 to U+2069
    return last[-1] == 0x81 && last[0] >= 0xA6 && last[0] <= 0xA9;
  default:  // U+E0000 to U+E007F
    return last[-3] == 0xF3 && last[-2] == 0xA0 && last[-1] <= 0x81;
  }
}

// The length of the well-formed character of several bytes at `at`; 0 where it is malformed.
static size_t character(const uint8_t *bytes, size_t at, size_t count) {
  uint8_t lead = bytes[at];
  size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || count - at < length) return 0;
  uint8_t lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (bytes[at + 1] < lowest || bytes[at + 1] > highest) return 0;
  for (size_t index = 2; index < length; index++)
    if ((bytes[at + index] & 0xC0) != 0x80) return 0;
  return length;
}

static int is_control(uint8_t byte) {
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
}

unsigned pw_survey_portable(const uint8_t *bytes, size_t count) {
  unsigned found = 0;
  size_t at = 0;
  while (at < count) {
    if (bytes[at] < 0x80) {
      if (is_control(bytes[at])) return found | PW_UNCLEAN;
      at += 1;
      continue;
    }
    found |= PW_MULTIBYTE;
    size_t length = character(bytes, at, count);
    if (length == 0 || steers(bytes + at + length - 1, length)) return found | PW_UNCLEAN;
    at += length;
  }
  return found;
}

#if defined(__x86_64__)

#include "avx2.h"

// What is wrong with a pair of bytes; CARRY is "two continuation bytes", which is wrong unless a third
// or fourth byte is due.
enum {
  TOO_SHORT = 1 << 0,
  TOO_LONG = 1 << 1,
  OVERLONG_3 = 1 << 2,
  TOO_LARGE = 1 << 3,
  SURROGATE = 1 << 4,
  OVERLONG_2 = 1 << 5,
  TOO_LARGE_1000 = 1 << 6,
  OVERLONG_4 = 1 << 6,
  TWO_CONTINUATIONS = 1 << 7,
  CARRY = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS,
};

// The block moved on by one, two or three bytes, with the end of the one before in front.
#define MOVED(block, before, by) \
  _mm256_alignr_epi8(block, _mm256_permute2x128_si256(before, block, 0x21), 16 - (by))

// Not zero where an ASCII control stands that is neither a tab nor a part of a line break. A lookup gives zero for
// bytes that are not ASCII.
INLINE_AVX2 __m256i controls(__m256i block) {
  __m256i low = TABLE(3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 3, 3, 2, 3, 3 | 4);
  __m256i high = TABLE(1, 2, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0);
  return _mm256_and_si256(_mm256_shuffle_epi8(low, block), _mm256_shuffle_epi8(high, high_halves(block)));
}

// Not zero where a pair of bytes has a mistake.
INLINE_AVX2 __m256i malformed(__m256i block, __m256i first, __m256i second, __m256i third) {
  __m256i lead_high = TABLE(
      TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TWO_CONTINUATIONS,
      TWO_CONTINUATIONS, TWO_CONTINUATIONS, TWO_CONTINUATIONS, TOO_SHORT | OVERLONG_2, TOO_SHORT,
      TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
  __m256i lead_low = TABLE(
      CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, CARRY | OVERLONG_2, CARRY, CARRY, CARRY | TOO_LARGE,
      CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000,
      CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000,
      CARRY | TOO_LARGE | TOO_LARGE_1000, CARRY | TOO_LARGE | TOO_LARGE_1000,
      CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE, CARRY | TOO_LARGE | TOO_LARGE_1000,
      CARRY | TOO_LARGE | TOO_LARGE_1000);
  __m256i next_high = TABLE(
      TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
      TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
      TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | OVERLONG_3 | TOO_LARGE,
      TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE,
      TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS | SURROGATE | TOO_LARGE, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
  __m256i pairs = _mm256_and_si256(
      _mm256_and_si256(
          _mm256_shuffle_epi8(lead_high, high_halves(first)),
          _mm256_shuffle_epi8(lead_low, _mm256_and_si256(first, each(0x0F)))),
      _mm256_shuffle_epi8(next_high, high_halves(block)));
  // The highest bit stands where the third byte of three or four is due, or the fourth.
  __m256i is_due = _mm256_or_si256(
      _mm256_subs_epu8(second, each(0xE0 - 0x80)), _mm256_subs_epu8(third, each(0xF0 - 0x80)));
  return _mm256_xor_si256(_mm256_and_si256(is_due, each(0x80)), pairs);
}

// Not zero where a character of two or three bytes ends that steers, or the third of four bytes that does.
INLINE_AVX2 __m256i steering(__m256i block, __m256i first, __m256i second) {
  // Continuation bytes are negative, so that one comparison of signed numbers finds those below a number.
  __m256i found = _mm256_or_si256(
      _mm256_and_si256(equals(first, 0xC2), _mm256_cmpgt_epi8(each(0xA0), block)),
      _mm256_and_si256(equals(first, 0xD8), equals(block, 0x9C)));
  __m256i is_e2 = equals(second, 0xE2);
  __m256i is_ef = equals(second, 0xEF);
  __m256i is_f3 = equals(second, 0xF3);
  __m256i is_any = _mm256_or_si256(_mm256_or_si256(is_e2, is_ef), is_f3);
  if (_mm256_testz_si256(is_any, is_any)) return found;
  __m256i marks = equals(_mm256_and_si256(block, each(0xFE)), 0x8E);
  __m256i from_a8 = _mm256_sub_epi8(block, each(0xA8));
  __m256i from_a6 = _mm256_sub_epi8(block, each(0xA6));
  __m256i behind_80 = _mm256_or_si256(marks, _mm256_cmpeq_epi8(_mm256_min_epu8(from_a8, each(6)), from_a8));
  __m256i behind_81 = _mm256_cmpeq_epi8(_mm256_min_epu8(from_a6, each(3)), from_a6);
  __m256i bidi = _mm256_or_si256(
      _mm256_and_si256(equals(first, 0x80), behind_80), _mm256_and_si256(equals(first, 0x81), behind_81));
  __m256i mark = _mm256_and_si256(equals(first, 0xBB), equals(block, 0xBF));
  __m256i tag = _mm256_and_si256(equals(first, 0xA0), equals(_mm256_and_si256(block, each(0xFE)), 0x80));
  found = _mm256_or_si256(found, _mm256_and_si256(is_e2, bidi));
  found = _mm256_or_si256(found, _mm256_and_si256(is_ef, mark));
  return _mm256_or_si256(found, _mm256_and_si256(is_f3, tag));
}

struct survey {
  __m256i before;      // the last block
  __m256i unfinished;  // not zero where a character at its end wants more
  __m256i unclean;
  int is_multibyte;
};

INLINE_AVX2 __m256i unclean(__m256i block, __m256i before) {
  __m256i first = MOVED(block, before, 1);
  __m256i second = MOVED(block, before, 2);
  __m256i third = MOVED(block, before, 3);
  return _mm256_or_si256(
      _mm256_or_si256(controls(block), malformed(block, first, second, third)), steering(block, first, second));
}

INLINE_AVX2 void look(struct survey *survey, const uint8_t *bytes) {
  __m256i one = _mm256_loadu_si256((const __m256i *)bytes);
  __m256i two = _mm256_loadu_si256((const __m256i *)(bytes + 32));
  if (_mm256_movemask_epi8(_mm256_or_si256(one, two)) == 0) {
    __m256i found = _mm256_or_si256(controls(one), controls(two));
    survey->unclean = _mm256_or_si256(survey->unclean, _mm256_or_si256(found, survey->unfinished));
    survey->unfinished = _mm256_setzero_si256();
  } else {
    __m256i found = _mm256_or_si256(unclean(one, survey->before), unclean(two, one));
    survey->unclean = _mm256_or_si256(survey->unclean, found);
    // Leads of four, three and two bytes want more when they are the third last, second last or last.
    __m256i complete = _mm256_setr_epi8(
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -1, (char)0xEF, (char)0xDF, (char)0xBF);
    survey->unfinished = _mm256_subs_epu8(two, complete);
    survey->is_multibyte = 1;
  }
  survey->before = two;
}

AVX2 static unsigned survey_avx2(const uint8_t *bytes, size_t count) {
  struct survey survey = {
      _mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(), 0};
  size_t at = 0;
  for (; count - at >= 64; at += 64) look(&survey, bytes + at);
  if (at < count) {
    uint8_t rest[64];
    memset(rest, ' ', sizeof rest);
    memcpy(rest, bytes + at, count - at);
    look(&survey, rest);
  }
  __m256i unclean = _mm256_or_si256(survey.unclean, survey.unfinished);
  return (survey.is_multibyte ? PW_MULTIBYTE : 0) | (_mm256_testz_si256(unclean, unclean) ? 0 : PW_UNCLEAN);
}

unsigned pw_survey(const uint8_t *bytes, size_t count) {
  return __builtin_cpu_supports("avx2") ? survey_avx2(bytes, count) : pw_survey_portable(bytes, count);
}

#else

unsigned pw_survey(const uint8_t *bytes, size_t count) { return pw_survey_portable(bytes, count); }

#endif
