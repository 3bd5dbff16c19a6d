/// Sixteen bytes at a time: which of them are interesting, as one bit a byte.
///
/// Swift's SIMD types have no `movemask`; doing without costs a tenth of the whole program. Everything here is
/// `static inline`, works on a vector that the caller loaded (so that it reads no memory; but for `cv_same`), and has
/// a plain version for processors without SSE2.
#ifndef CVECTOR_H
#define CVECTOR_H

#include <stdint.h>
#include <string.h>

typedef uint8_t cv_block __attribute__((ext_vector_type(16)));

/// Whether the `count` bytes at `offset` from `bytes` are those of `text`.
static inline _Bool cv_same(const void *bytes, long offset, const void *text, long count) {
  return memcmp((const char *)bytes + offset, text, (unsigned long)count) == 0;
}

#if defined(__SSE2__)
#include <emmintrin.h>

static inline uint32_t cv_equal(cv_block block, uint8_t byte) {
  return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8((__m128i)block, _mm_set1_epi8((char)byte)));
}

/// Bytes that are not above a blank.
static inline uint32_t cv_blanks(cv_block block) {
  const __m128i v = (__m128i)block;
  return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x20)), v));
}

#define CV_EQ(c) _mm_cmpeq_epi8(v, _mm_set1_epi8(c))

/// `\n " # ' - / 0-9 \ ` and the backtick: what the scan of a statement stops at.
static inline uint32_t cv_statement_stops(cv_block block) {
  const __m128i v = (__m128i)block;
  // 0x2D..0x39 without '.' (0x2E): digits, '-' and '/'.
  const __m128i shifted = _mm_add_epi8(v, _mm_set1_epi8((char)(0x80 - 0x2D)));
  const __m128i range = _mm_cmplt_epi8(shifted, _mm_set1_epi8((char)(-128 + 13)));
  __m128i hit = _mm_andnot_si128(CV_EQ('.'), range);
  hit = _mm_or_si128(hit, _mm_or_si128(CV_EQ('\n'), CV_EQ('"')));
  hit = _mm_or_si128(hit, _mm_or_si128(CV_EQ('#'), CV_EQ('\'')));
  hit = _mm_or_si128(hit, _mm_or_si128(CV_EQ('\\'), CV_EQ('`')));
  return (uint32_t)_mm_movemask_epi8(hit);
}

/// The same and `( )`: in INSERT statements, where the end of the first row matters.
static inline uint32_t cv_insert_stops(cv_block block) {
  const __m128i v = (__m128i)block;
  const __m128i hit = _mm_or_si128(CV_EQ('('), CV_EQ(')'));
  return cv_statement_stops(block) | (uint32_t)_mm_movemask_epi8(hit);
}

/// `quote`, backslash, newline, `/`, `"`: what the scan of a string stops at.
static inline uint32_t cv_string_stops(cv_block block, uint8_t quote) {
  const __m128i v = (__m128i)block;
  __m128i hit = _mm_or_si128(CV_EQ((char)quote), CV_EQ('\\'));
  hit = _mm_or_si128(hit, _mm_or_si128(CV_EQ('\n'), CV_EQ('/')));
  hit = _mm_or_si128(hit, CV_EQ('"'));
  return (uint32_t)_mm_movemask_epi8(hit);
}

/// The same and `( )`.
static inline uint32_t cv_insert_string_stops(cv_block block, uint8_t quote) {
  const __m128i v = (__m128i)block;
  const __m128i hit = _mm_or_si128(CV_EQ('('), CV_EQ(')'));
  return cv_string_stops(block, quote) | (uint32_t)_mm_movemask_epi8(hit);
}

/// `' " ( ) / newline`: what makes a quoted identifier worth a closer look.
static inline uint32_t cv_identifier_oddities(cv_block block) {
  const __m128i v = (__m128i)block;
  __m128i hit = _mm_or_si128(CV_EQ('('), CV_EQ(')'));
  hit = _mm_or_si128(hit, _mm_or_si128(CV_EQ('\''), CV_EQ('"')));
  hit = _mm_or_si128(hit, _mm_or_si128(CV_EQ('/'), CV_EQ('\n')));
  return (uint32_t)_mm_movemask_epi8(hit);
}

#undef CV_EQ

#else

static inline uint32_t cv_equal(cv_block block, uint8_t byte) {
  uint32_t mask = 0;
  for (int i = 0; i < 16; i++) mask |= (uint32_t)(block[i] == byte) << i;
  return mask;
}

static inline uint32_t cv_blanks(cv_block block) {
  uint32_t mask = 0;
  for (int i = 0; i < 16; i++) mask |= (uint32_t)(block[i] <= 0x20) << i;
  return mask;
}

static inline uint32_t cv_statement_stops(cv_block block) {
  uint32_t mask = 0;
  for (int i = 0; i < 16; i++) {
    const uint8_t c = block[i];
    const int hit = (c >= 0x2D && c <= 0x39 && c != '.') || c == '\n' || c == '"' || c == '#' || c == '\'' ||
                    c == '\\' || c == '`';
    mask |= (uint32_t)hit << i;
  }
  return mask;
}

static inline uint32_t cv_insert_stops(cv_block block) {
  return cv_statement_stops(block) | cv_equal(block, '(') | cv_equal(block, ')');
}

static inline uint32_t cv_string_stops(cv_block block, uint8_t quote) {
  return cv_equal(block, quote) | cv_equal(block, '\\') | cv_equal(block, '\n') | cv_equal(block, '/') |
         cv_equal(block, '"');
}

static inline uint32_t cv_identifier_oddities(cv_block block) {
  return cv_equal(block, '(') | cv_equal(block, ')') | cv_equal(block, '\'') | cv_equal(block, '"') |
         cv_equal(block, '/') | cv_equal(block, '\n');
}

static inline uint32_t cv_insert_string_stops(cv_block block, uint8_t quote) {
  return cv_string_stops(block, quote) | cv_equal(block, '(') | cv_equal(block, ')');
}

#endif
#endif
