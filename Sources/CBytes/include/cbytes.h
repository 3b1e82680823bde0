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

enum { PW_COPY_SLACK = 32 };

#endif
