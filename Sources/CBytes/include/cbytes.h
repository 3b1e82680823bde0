// Steps over bytes that need the processor's vector instructions, which Swift cannot choose at run time.
//
// Nothing here allocates or keeps state, and nothing reads outside of what it is given: the callers in
// Sources/Bytes pass whole arrays with their length.

#ifndef PW_CBYTES_H
#define PW_CBYTES_H

#include <stddef.h>
#include <stdint.h>

// What pw_survey found, as bits.
enum {
  PW_MULTIBYTE = 1,  // a byte that is not ASCII
  PW_UNCLEAN = 2,    // a malformed character, or one that steers a terminal or the direction of writing
};

// Which of them hold for `count` bytes taken as UTF-8.
unsigned pw_survey(const uint8_t *bytes, size_t count);

// The same without vector instructions.
unsigned pw_survey_portable(const uint8_t *bytes, size_t count);

// Copies plain text from bytes[start] on up to where something has to be done about it, at most to `end`, and
// returns where that is: at a `<` or `&`, a control character, a no-break space, or a space that another white
// space follows. `size` is the length of the whole array. Up to PW_COPY_SLACK bytes behind the copy are written
// too, so `target` must have room for end - start + PW_COPY_SLACK.
size_t pw_copy_text(uint8_t *target, const uint8_t *bytes, size_t start, size_t end, size_t size);

// The same without vector instructions.
size_t pw_copy_text_portable(uint8_t *target, const uint8_t *bytes, size_t start, size_t end);

// Copies in the same way from bytes[start] on up to the first `mark`, at most to `end`.
size_t pw_copy_until(uint8_t *target, const uint8_t *bytes, size_t start, size_t end, size_t size, uint8_t mark);

// Where the name of a tag that begins at bytes[start] ends (at white space, `>`, `/`, `<`, at most at `size`), and
// where its first colon stands; `end` where it has none.
struct pw_name {
  size_t end;
  size_t colon;
};

static inline struct pw_name pw_name_slowly(const uint8_t *bytes, size_t start, size_t size) {
  size_t at = start, colon = size;
  for (; at < size && bytes[at] > ' ' && bytes[at] != '>' && bytes[at] != '/' && bytes[at] != '<'; at++)
    if (bytes[at] == ':' && colon == size) colon = at;
  return (struct pw_name){at, colon < at ? colon : at};
}

#if defined(__SSE2__)
#include <emmintrin.h>

// Most names fit into sixteen bytes, which every x86-64 compares at once.
static inline struct pw_name pw_name(const uint8_t *bytes, size_t start, size_t size) {
  if (size - start < 16) return pw_name_slowly(bytes, start, size);
  __m128i block = _mm_loadu_si128((const __m128i *)(bytes + start));
  __m128i is_white = _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(' ')), block);
  __m128i is_close = _mm_cmpeq_epi8(block, _mm_set1_epi8('>'));
  __m128i is_slash = _mm_cmpeq_epi8(block, _mm_set1_epi8('/'));
  __m128i is_open = _mm_cmpeq_epi8(block, _mm_set1_epi8('<'));
  __m128i ends = _mm_or_si128(_mm_or_si128(is_white, is_close), _mm_or_si128(is_slash, is_open));
  unsigned found = (unsigned)_mm_movemask_epi8(ends);
  if (found == 0) return pw_name_slowly(bytes, start, size);
  unsigned colons = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(':')));
  // The lowest bit of both masks is the colon, where that comes first.
  size_t end = start + (size_t)__builtin_ctz(found);
  size_t colon = start + (size_t)__builtin_ctz(found | colons);
  return (struct pw_name){end, colon};
}
#else
static inline struct pw_name pw_name(const uint8_t *bytes, size_t start, size_t size) {
  return pw_name_slowly(bytes, start, size);
}
#endif

enum { PW_COPY_SLACK = 32 };

// How many words a set of Unicode scalars below U+10000 takes: a bit for each of them.
enum { PW_SET_WORDS = 1024 };

static inline int pw_has(const uint64_t *set, uint32_t scalar) { return set[scalar >> 6] >> (scalar & 63) & 1; }

// Where the run of characters of two and three bytes (UTF-8) that begins at bytes[at] ends, at most at `end`. All are in the
// first of two sets; single spaces may stand before those that are in the second too.
static inline size_t pw_letters(const uint8_t *bytes, size_t at, size_t end, const uint64_t *sets) {
  while (at + 4 <= end) {
    int is_space = bytes[at] == ' ';
    const uint8_t *next = bytes + at + is_space;
    const uint64_t *set = is_space ? sets + PW_SET_WORDS : sets;
    if ((next[0] & 0xE0) == 0xC0) {
      if (!pw_has(set, (next[0] & 0x1Fu) << 6 | (next[1] & 0x3Fu))) return at;
      at += 2 + is_space;
    } else if ((next[0] & 0xF0) == 0xE0) {
      if (!pw_has(set, (next[0] & 0xFu) << 12 | (next[1] & 0x3Fu) << 6 | (next[2] & 0x3Fu))) return at;
      at += 3 + is_space;
    } else {
      return at;
    }
  }
  return at;
}

#endif
