package io.humhelix.bench.backend.whispercpp.library;

import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An open model with its states. Opening and closing are for one thread at a time, and not while a
 * call runs; each state takes one call at a time.
 */
public final class WhisperModel implements AutoCloseable {

  private final WhisperLibrary library;
  private final Pointer context;
  private final List<WhisperState> states;

  private WhisperModel(WhisperLibrary library, Pointer context, List<WhisperState> states) {
    this.library = library;
    this.context = context;
    this.states = List.copyOf(states);
  }

  /** Opens; empty if whisper.cpp did not load the model or has no memory for a state. */
  static Optional<WhisperModel> open(
      WhisperLibrary library, Path file, CStruct params, int states) {
    CFunctions functions = library.functions();
    boolean own = states == 1;
    Pointer context =
        functions.pointer(
            own
                ? "whisper_init_from_file_with_params"
                : "whisper_init_from_file_with_params_no_state",
            file.toString(),
            params.value());
    if (context == null) {
      return Optional.empty();
    }
    List<WhisperState> all = new ArrayList<>();
    if (own) {
      all.add(WhisperState.ofContext(functions, context));
    }
    while (all.size() < states) {
      Pointer state = functions.pointer("whisper_init_state", context);
      if (state == null) {
        new WhisperModel(library, context, all).close();
        return Optional.empty();
      }
      all.add(WhisperState.of(functions, context, state));
    }
    return Optional.of(new WhisperModel(library, context, all));
  }

  /**
   * Returns the library.
   *
   * @return the one that opened this model
   */
  public WhisperLibrary library() {
    return library;
  }

  /**
   * Returns the states.
   *
   * @return one or more
   */
  public List<WhisperState> states() {
    return states;
  }

  /** Frees the model and its states. To be called once. */
  @Override
  public void close() {
    states.forEach(WhisperState::close);
    if (states.stream().anyMatch(WhisperState::spoilsContext)) {
      return; // The memory is lost instead.
    }
    library.functions().run("whisper_free", context);
  }
}
