#include <isa-l/igzip_lib.h>

/// Where in the library's own buffer the output begins that it has not handed out. (Swift does not see the buffer, whose
/// size is beyond that of a tuple.)
static inline const unsigned char *isal_pending_output(const struct inflate_state *state) {
  return state->tmp_out_buffer + state->tmp_out_processed;
}
