package io.humhelix.bench.backend.ggml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes what whisper.cpp and ggml log, puts the pieces together to lines and passes these on to
 * SLF4J. whisper-jni does not pass the level, so it is derived from the words. Thread-safe: the
 * engine's own threads log too.
 */
public final class NativeLog {

  private static final int LONGEST_LINE = 4096;
  private static final int MOST_RECORDED = 1000;
  private static final int MOST_ERRORS = 20;
  private static final String TIMINGS = "whisper_print_timings:";

  /** As {@code whisper_full_with_state} of 1.7.1 logs it; whisper-jni has no call for it. */
  private static final Pattern DETECTED =
      Pattern.compile("auto-detected language: ([a-z]+) \\(p = ");

  private final ThreadLocal<String> detected = new ThreadLocal<>();
  private final ThreadLocal<List<String>> errors = ThreadLocal.withInitial(ArrayList::new);
  private final ThreadLocal<List<String>> ofThread = new ThreadLocal<>();
  private final StringBuilder line = new StringBuilder();
  private final Logger logger;
  private List<String> recorded;

  /**
   * Creates a log.
   *
   * @param logger name of the SLF4J logger that gets the lines
   */
  public NativeLog(String logger) {
    this.logger = LoggerFactory.getLogger(logger);
  }

  /**
   * Takes text. Called from native code, through which an exception must not go: none is thrown.
   *
   * @param text pieces of lines or lines, each of which ends with a line feed
   */
  public synchronized void accept(String text) {
    try {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\n' || line.length() == LONGEST_LINE) {
          endLine();
        }
        if (c != '\n') {
          line.append(c);
        }
      }
    } catch (RuntimeException e) {
      // A failing logger of the host must not end its process.
      line.setLength(0);
    }
  }

  /** Starts keeping lines, and still passes them on. */
  public synchronized void startRecording() {
    recorded = new ArrayList<>();
  }

  /**
   * Ends keeping lines.
   *
   * @return those since the start
   */
  public synchronized List<String> stopRecording() {
    endLine();
    List<String> lines = recorded == null ? List.of() : List.copyOf(recorded);
    recorded = null;
    return lines;
  }

  /**
   * Returns what is logged on this thread while something is done.
   *
   * @param work what is done
   * @return whole lines
   */
  public List<String> during(Runnable work) {
    List<String> lines = new ArrayList<>();
    ofThread.set(lines);
    try {
      work.run();
    } finally {
      ofThread.remove();
    }
    return lines;
  }

  /**
   * Returns the language that the engine detected on this thread, and forgets it.
   *
   * @return its code, if one was detected
   */
  public Optional<String> takeDetectedLanguage() {
    Optional<String> language = Optional.ofNullable(detected.get());
    detected.remove();
    return language;
  }

  /**
   * Returns the errors that the engine logged on this thread, and forgets them.
   *
   * @return lines
   */
  public List<String> takeErrors() {
    List<String> lines = List.copyOf(errors.get());
    errors.remove();
    return lines;
  }

  private void endLine() {
    String complete = line.toString().strip();
    line.setLength(0);
    if (complete.isEmpty()) {
      return;
    }
    Matcher language = DETECTED.matcher(complete);
    if (language.find()) {
      // Logged by the thread of the call, and in one piece.
      detected.set(language.group(1));
    }
    if (recorded != null && recorded.size() < MOST_RECORDED) {
      recorded.add(complete);
    }
    if (ofThread.get() != null) {
      ofThread.get().add(complete);
    }
    Level level = level(complete);
    if (level == Level.ERROR && errors.get().size() < MOST_ERRORS) {
      errors.get().add(complete);
    }
    logger.atLevel(level).log(complete);
  }

  static Level level(String line) {
    if (line.startsWith(TIMINGS)) {
      return Level.DEBUG; // It counts fallbacks, of which there may be none.
    }
    String words = line.toLowerCase(Locale.ROOT);
    if (words.contains("error") || words.contains("failed") || words.contains("invalid")) {
      return Level.ERROR;
    }
    if (words.contains("warn") || words.contains("too short") || words.contains("fall")) {
      return Level.WARN;
    }
    return words.contains("backend") || words.contains("device") ? Level.INFO : Level.DEBUG;
  }
}
