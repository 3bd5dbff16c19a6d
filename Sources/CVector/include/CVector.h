/// Sixteen bytes at a time: comparisons whose result is one bit a byte.
///
/// Swift's SIMD types have no `movemask`; doing without costs about 10 % of the whole program.
/// Everything here is `static inline`, reads exactly 16 bytes, and compiles for any processor.
#ifndef CVECTOR_H
#define CVECTOR_H

#include <stdint.h>

#endif
