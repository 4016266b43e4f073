package io.humhelix.bench.backend.whispercpp.library;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls functions of one native library, and of those that it needs, by their names. */
final class CFunctions {

  /** {@code RTLD_NOW} of Linux and macOS: what is missing is told at once, names stay apart. */
  private static final int NOW = 2;

  private final NativeLibrary library;

  private CFunctions(NativeLibrary library) {
    this.library = library;
  }

  /**
   * Loads a library.
   *
   * @throws UnsatisfiedLinkError if the linker does not
   */
  static CFunctions of(Path file) {
    try {
      return new CFunctions(
          NativeLibrary.getInstance(
              file.toString(),
              Map.of(
                  Library.OPTION_OPEN_FLAGS,
                  NOW,
                  Library.OPTION_STRING_ENCODING,
                  StandardCharsets.UTF_8.name())));
    } catch (UnsatisfiedLinkError e) {
      throw linkersOwn(e);
    }
  }

  /** JNA adds every place where it looked, with the whole class path. */
  private static UnsatisfiedLinkError linkersOwn(UnsatisfiedLinkError error) {
    String said =
        error
            .getMessage()
            .lines()
            .filter(line -> !line.matches("(Unable to load library|Native library \\().*"))
            .distinct()
            .collect(Collectors.joining("; "));
    UnsatisfiedLinkError own = new UnsatisfiedLinkError(said.isEmpty() ? error.getMessage() : said);
    own.initCause(error);
    return own;
  }

  boolean has(String function) {
    try {
      return library.getFunction(function) != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /** Calls a function that returns nothing. */
  void run(String function, Object... arguments) {
    library.getFunction(function).invoke(arguments);
  }

  int integer(String function, Object... arguments) {
    return library.getFunction(function).invokeInt(arguments);
  }

  long number(String function, Object... arguments) {
    return library.getFunction(function).invokeLong(arguments);
  }

  /** Calls a function that returns a pointer; null for none. */
  Pointer pointer(String function, Object... arguments) {
    return library.getFunction(function).invokePointer(arguments);
  }

  /** Calls a function that returns a text; null for none. */
  String text(String function, Object... arguments) {
    Pointer text = pointer(function, arguments);
    return text == null ? null : text.getString(0, StandardCharsets.UTF_8.name());
  }

  /** Calls a function that returns a text that may be cut within a character. */
  byte[] bytes(String function, Object... arguments) {
    Pointer text = pointer(function, arguments);
    return text == null
        ? new byte[0]
        : text.getByteArray(0, Math.toIntExact(text.indexOf(0, (byte) 0)));
  }

  /** Calls a function that returns a struct. */
  CStruct struct(
      String function,
      StructLayout layout,
      Class<? extends CStruct.Value> type,
      Object... arguments) {
    return CStruct.returned(
        layout, (CStruct.Value) library.getFunction(function).invoke(type, arguments));
  }
}
