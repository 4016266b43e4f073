package io.humhelix.bench.backend.whispercpp.library;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Chooses the layout of {@code whisper_full_params} by the version, and holds it against what the
 * library itself says: the size of the memory that it takes for one, and the defaults that it
 * writes there. A library with other fields would read its parameters from wrong places, and give
 * wrong texts or crash.
 */
final class LayoutCheck {

  /** What {@code whisper_full_default_params} writes, 1.7.6 to 1.9.3. */
  private static final Map<String, Object> FULL = new LinkedHashMap<>();

  /** What {@code whisper_context_default_params} writes, 1.7.6 to 1.9.3. */
  private static final Map<String, Object> CONTEXT = new LinkedHashMap<>();

  static {
    FULL.put("n_max_text_ctx", 16_384L);
    FULL.put("no_context", true);
    FULL.put("print_progress", true);
    FULL.put("print_timestamps", true);
    FULL.put("thold_pt", 0.01);
    FULL.put("audio_ctx", 0L);
    FULL.put("initial_prompt", null);
    FULL.put("prompt_n_tokens", 0L);
    FULL.put("language", "en");
    FULL.put("suppress_blank", true);
    FULL.put("max_initial_ts", 1.0);
    FULL.put("length_penalty", -1.0);
    FULL.put("temperature_inc", 0.2);
    FULL.put("entropy_thold", 2.4);
    FULL.put("logprob_thold", -1.0);
    FULL.put("no_speech_thold", 0.6);
    FULL.put("abort_callback", null);
    FULL.put("grammar_penalty", 100.0);
    FULL.put("vad", false);
    FULL.put("vad_params.threshold", 0.5);
    FULL.put("vad_params.min_speech_duration_ms", 250L);
    FULL.put("vad_params.min_silence_duration_ms", 100L);
    FULL.put("vad_params.max_speech_duration_s", Double.valueOf(Float.toString(Float.MAX_VALUE)));
    FULL.put("vad_params.speech_pad_ms", 30L);
    FULL.put("vad_params.samples_overlap", 0.1);
    CONTEXT.put("use_gpu", true);
    CONTEXT.put("gpu_device", 0L);
    CONTEXT.put("dtw_token_timestamps", false);
    CONTEXT.put("dtw_aheads_preset", 0L);
    CONTEXT.put("dtw_n_top", -1L);
    CONTEXT.put("dtw_aheads.n_heads", 0L);
    CONTEXT.put("dtw_aheads.heads", null);
    CONTEXT.put("dtw_mem_size", 128L * 1024 * 1024);
  }

  /** What a beam search has in place of the greedy search's 5 candidates. */
  private static final long DEFAULT_WIDTH = 5;

  private final CFunctions functions;
  private final List<String> wrong = new ArrayList<>();

  private LayoutCheck(CFunctions functions) {
    this.functions = functions;
  }

  /**
   * Chooses and checks.
   *
   * @param functions the library
   * @param version its version
   * @param choice for the message
   * @return the layout of {@code whisper_full_params}
   * @throws SutException of kind NATIVE_LIBRARY if the library has others
   */
  static StructLayout of(CFunctions functions, WhisperVersion version, LibraryChoice choice)
      throws SutException {
    StructLayout layout =
        version.from(WhisperVersion.CARRIES_PROMPT)
            ? Layouts.FULL_PARAMS_1_8_1
            : Layouts.FULL_PARAMS_1_7_6;
    LayoutCheck check = new LayoutCheck(functions);
    check.full(layout, 0, "greedy.best_of");
    check.full(layout, 1, "beam_search.beam_size");
    check.compare(
        Layouts.CONTEXT_PARAMS,
        functions.pointer("whisper_context_default_params_by_ref"),
        CONTEXT,
        "whisper_free_context_params");
    if (!check.wrong.isEmpty()) {
      throw new SutException(
          FailureKind.NATIVE_LIBRARY,
          "whisper.cpp: "
              + choice.file()
              + " says that it is whisper.cpp "
              + version
              + ", but its structs are others: "
              + String.join("; ", check.wrong),
          "Use an unchanged release of whisper.cpp, "
              + WhisperVersion.FIRST
              + " to "
              + WhisperVersion.TRIED.get(WhisperVersion.TRIED.size() - 1)
              + ".");
    }
    return layout;
  }

  private void full(StructLayout layout, int strategy, String width) {
    Map<String, Object> expected = new LinkedHashMap<>(FULL);
    expected.put("strategy", (long) strategy);
    expected.put(width, DEFAULT_WIDTH);
    compare(
        layout,
        functions.pointer("whisper_full_default_params_by_ref", strategy),
        expected,
        "whisper_free_params");
  }

  private void compare(
      StructLayout layout, Pointer from, Map<String, Object> expected, String free) {
    try {
      OptionalLong size = allocated(from);
      if (size.isPresent() && !fits(layout.bytes(), size.getAsLong())) {
        wrong.add(layout + " should lie in memory of that size, and lies in " + size.getAsLong());
        return;
      }
      CStruct found = CStruct.copyOf(layout, from);
      expected.forEach(
          (field, value) -> {
            Optional<Object> read = Optional.ofNullable(read(found, field, value));
            if (!read.equals(Optional.ofNullable(value))) {
              wrong.add(field + " is " + read.orElse("nothing") + " instead of " + value);
            }
          });
    } finally {
      functions.run(free, from);
    }
  }

  /** A pointer where none is expected is not followed: it may lead anywhere. */
  private static Object read(CStruct struct, String field, Object expected) {
    boolean text = expected instanceof String;
    boolean pointer = expected == null || text;
    if (!pointer) {
      return struct.get(field);
    }
    Pointer address = struct.pointer(field);
    if (address == null) {
      return null;
    }
    return text && Pointer.nativeValue(address) > 1 << 16
        ? new String(address.getByteArray(0, ((String) expected).length()))
        : "the pointer " + address;
  }

  /**
   * glibc gives what was asked for, rounded up to 8 more than a multiple of 16, and 16 more where
   * the rest of a free block is too small to be one.
   */
  private static boolean fits(int bytes, long allocated) {
    return allocated >= bytes && allocated < bytes + 4L * Long.BYTES;
  }

  /** How much memory the C library took; empty where it cannot be asked. */
  private static OptionalLong allocated(Pointer memory) {
    if (!Platform.isLinux() || Native.POINTER_SIZE != Long.BYTES) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          NativeLibrary.getProcess()
              .getFunction("malloc_usable_size")
              .invokeLong(new Object[] {memory}));
    } catch (UnsatisfiedLinkError e) {
      return OptionalLong.empty();
    }
  }
}
