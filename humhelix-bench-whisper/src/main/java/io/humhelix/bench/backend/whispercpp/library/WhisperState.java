package io.humhelix.bench.backend.whispercpp.library;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;

/**
 * What one call at a time works in: the cache of the decoder, and the segments of the last call.
 * For one thread at a time, but for {@link #abort}.
 */
public final class WhisperState {

  /** {@code whisper_new_segment_callback}. */
  private interface SegmentCallback extends Callback {
    void invoke(Pointer context, Pointer state, int added, Pointer data);
  }

  /**
   * {@code whisper_full_params.encoder_begin_callback}. A byte, since a {@code bool} of C++ is 0 or
   * 1, and JNA gives -1 for true.
   */
  private interface EncoderCallback extends Callback {
    byte invoke(Pointer context, Pointer state, Pointer data);
  }

  /** The code with which {@code whisper_full} has freed the state, but not told its context. */
  public static final int STATE_LOST = -7;

  /** What {@link #run} returns for a call that ended early, though whisper.cpp tells success. */
  public static final int ABORTED = Integer.MIN_VALUE;

  private static final int ABORT_TEXT_BYTES = 8;

  private final CFunctions functions;
  private final Pointer context;
  private final Pointer state;
  private final boolean ofContext;
  private final boolean tokenTimes;
  private final Memory abort = new Memory(ABORT_TEXT_BYTES);
  // Kept as long as the library may call it.
  private final SegmentCallback segmentCallback = (context1, state1, added, data) -> added();
  private final EncoderCallback encoderCallback = (context1, state1, data) -> goesOn();
  private Memory samples = new Memory(Float.BYTES);
  private Runnable onSegments = () -> {};
  private Throwable failure;
  private boolean lost;

  private WhisperState(CFunctions functions, Pointer context, Pointer state, boolean ofContext) {
    this.functions = functions;
    this.context = context;
    this.state = state;
    this.ofContext = ofContext;
    this.tokenTimes = functions.has("whisper_full_get_token_t0");
    abort.clear();
  }

  static WhisperState ofContext(CFunctions functions, Pointer context) {
    return new WhisperState(functions, context, context, true);
  }

  static WhisperState of(CFunctions functions, Pointer context, Pointer state) {
    return new WhisperState(functions, context, state, false);
  }

  /**
   * Transcribes.
   *
   * @param params what and how; this method sets its callbacks
   * @param audio samples at 16 kHz
   * @param onSegments called, from this thread, as segments arrive; may read {@link #segments}.
   *     What it throws ends the call, and is thrown by this method
   * @return the code of {@code whisper_full}: 0 for success; {@link #ABORTED}
   * @throws IllegalStateException if an earlier call returned {@link #STATE_LOST}
   */
  public int run(FullParams params, float[] audio, Runnable onSegments) {
    if (lost) {
      throw new IllegalStateException("whisper.cpp has freed this state");
    }
    if (samples.size() < (long) audio.length * Float.BYTES) {
      samples = new Memory((long) audio.length * Float.BYTES);
    }
    samples.write(0, audio, 0, audio.length);
    this.onSegments = onSegments;
    this.failure = null;
    abort.setByte(0, (byte) 0);
    params.point("new_segment_callback", CallbackReference.getFunctionPointer(segmentCallback));
    params.point("encoder_begin_callback", CallbackReference.getFunctionPointer(encoderCallback));
    params.point("abort_callback", stringLength());
    params.point("abort_callback_user_data", abort);
    int code =
        ofContext
            ? functions.integer("whisper_full", context, params.value(), samples, audio.length)
            : functions.integer(
                "whisper_full_with_state", context, state, params.value(), samples, audio.length);
    // The library reads texts that only these parameters keep in memory.
    Reference.reachabilityFence(params);
    lost = code == STATE_LOST;
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    // whisper.cpp leaves its loop without a word if it is stopped between two windows.
    return code == 0 && abort.getByte(0) != 0 ? ABORTED : code;
  }

  /** What is thrown must not go through native code. */
  private void added() {
    if (failure == null) {
      try {
        onSegments.run();
      } catch (RuntimeException | Error e) {
        failure = e;
        abort();
      }
    }
  }

  /** Asked before each window: what was aborted before needs no run of the encoder. */
  private byte goesOn() {
    return (byte) (abort.getByte(0) == 0 ? 1 : 0);
  }

  /**
   * The abort callback, {@code bool (*)(void *)}, is asked after each run of the encoder and each
   * step of the decoder. The C library's {@code strlen} is such a function, and costs nothing
   * beside one in Java: it tells 0 of an empty text, and 1 of a text of one character.
   */
  private static Pointer stringLength() {
    return (Platform.isWindows() ? NativeLibrary.getInstance("msvcrt") : NativeLibrary.getProcess())
        .getFunction("strlen");
  }

  /**
   * Ends the call under way when the encoder has done its window, or the decoder its token; from
   * any thread. What comes before {@link #run} has no effect.
   */
  public void abort() {
    abort.setByte(0, (byte) 1);
  }

  /**
   * Returns whether the engine's times can be told: those of a context's own state alone.
   *
   * @return whether {@link #printTimings} writes them
   */
  public boolean tellsTimes() {
    return ofContext;
  }

  /** Has the library write its times since {@link #resetTimings} to its log. */
  public void printTimings() {
    functions.run("whisper_print_timings", context);
  }

  /** Sets the engine's times to 0. */
  public void resetTimings() {
    functions.run("whisper_reset_timings", context);
  }

  /**
   * Returns the language of the last call.
   *
   * @return its code, such as {@code en}
   */
  public String language() {
    int id = functions.integer(named("whisper_full_lang_id"), state);
    String code = functions.text("whisper_lang_str", id);
    return code == null ? "" : code;
  }

  private String named(String function) {
    return ofContext ? function : function + "_from_state";
  }

  /**
   * Returns how many segments there are.
   *
   * @return those of the last call, or so far of the one under way
   */
  public int segments() {
    return functions.integer(named("whisper_full_n_segments"), state);
  }

  /**
   * Returns a segment's text.
   *
   * @param segment its number
   * @return UTF-8, possibly cut within a character
   */
  public byte[] text(int segment) {
    return functions.bytes(named("whisper_full_get_segment_text"), state, segment);
  }

  /**
   * Returns where a segment begins.
   *
   * @param segment its number
   * @return hundredths of a second
   */
  public long begin(int segment) {
    return functions.number(named("whisper_full_get_segment_t0"), state, segment);
  }

  /**
   * Returns where a segment ends.
   *
   * @param segment its number
   * @return hundredths of a second
   */
  public long end(int segment) {
    return functions.number(named("whisper_full_get_segment_t1"), state, segment);
  }

  /**
   * Returns how many tokens a segment has.
   *
   * @param segment its number
   * @return tokens, those of times included
   */
  public int tokens(int segment) {
    return functions.integer(named("whisper_full_n_tokens"), state, segment);
  }

  /**
   * Returns a token that is text.
   *
   * @param segment number of the segment
   * @param token number of the token in it
   * @return null if it is no text, such as a time
   */
  public TimedToken token(int segment, int token) {
    CStruct data =
        functions.struct(
            named("whisper_full_get_token_data"),
            Layouts.TOKEN_DATA,
            CStruct.Words7.class,
            state,
            segment,
            token);
    if (data.integer("id") >= functions.integer("whisper_token_eot", context)) {
      return null;
    }
    byte[] text =
        ofContext
            ? functions.bytes("whisper_full_get_token_text", context, segment, token)
            : functions.bytes(
                "whisper_full_get_token_text_from_state", context, state, segment, token);
    return new TimedToken(
        text,
        tokenTimes
            ? functions.number(named("whisper_full_get_token_t0"), state, segment, token)
            : data.integer("t0"),
        tokenTimes
            ? functions.number(named("whisper_full_get_token_t1"), state, segment, token)
            : data.integer("t1"),
        data.integer("t_dtw"));
  }

  /**
   * Returns whether whisper.cpp has freed this state.
   *
   * @return true after {@link #STATE_LOST}
   */
  public boolean lost() {
    return lost;
  }

  /** Whether freeing the context would free a state a second time. */
  boolean spoilsContext() {
    return lost && ofContext;
  }

  void close() {
    if (!ofContext && !lost) {
      functions.run("whisper_free_state", state);
    }
  }
}
