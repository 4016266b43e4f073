package io.humhelix.bench.backend.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The key that a server requires. It goes only into one request header: its only accessor is {@link
 * #headerValue}, and responses pass through {@link #scrub} before they are quoted.
 */
final class ApiKey {

  /** A key that cannot be used; the message does not contain it. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  static final String REPLACEMENT = "<redacted>";

  private static final String BEARER = "Authorization";
  private static final int LARGEST_FILE = 16 * 1024;

  /** Something shorter would tear holes into ordinary text, and is no key. */
  private static final int SHORTEST = 8;

  private final String value;
  private final String header;
  private final Pattern quoted;

  private ApiKey(String value, String header) {
    this.value = value;
    this.header = header;
    String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(value));
    quoted =
        Pattern.compile(
            Stream.of(value, escaped, escaped.replace("/", "\\/"))
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|")),
            // Content types and hosts are lower-cased before they are quoted.
            Pattern.CASE_INSENSITIVE);
  }

  /**
   * Reads the key that the options name.
   *
   * @param environment reads environment variables; returns null for unset ones
   * @return empty if the options name none
   * @throws UnusableException if there is no key where they say
   */
  static Optional<ApiKey> read(HttpOptions options, UnaryOperator<String> environment)
      throws UnusableException {
    Optional<String> variable = options.text(HttpOptions.API_KEY_ENV);
    Optional<String> file = options.text(HttpOptions.API_KEY_FILE);
    if (variable.isPresent() && file.isPresent()) {
      throw new UnusableException("api_key_env and api_key_file are both given; one is enough");
    }
    String header = options.text(HttpOptions.API_KEY_HEADER).orElse(BEARER);
    if (variable.isPresent()) {
      return Optional.of(new ApiKey(fromEnvironment(variable.get(), environment), header));
    }
    return file.isPresent()
        ? Optional.of(new ApiKey(fromFile(file.get()), header))
        : Optional.empty();
  }

  private static String fromEnvironment(String name, UnaryOperator<String> environment)
      throws UnusableException {
    // A key written here by mistake must not come back in the message.
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
      throw new UnusableException(
          "api_key_env is not the name of an environment variable (letters, digits, underscores)");
    }
    String found = environment.apply(name);
    if (found == null) {
      throw new UnusableException(
          "the environment variable that api_key_env names is not set in this process");
    }
    return checked(found, "the environment variable that api_key_env names");
  }

  private static String fromFile(String name) throws UnusableException {
    try {
      Path file = Path.of(name);
      if (Files.size(file) > LARGEST_FILE) {
        throw new UnusableException("the file that api_key_file names is too large for a key");
      }
      return checked(Files.readString(file), "the file that api_key_file names");
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new UnusableException("the file that api_key_file names does not exist");
    } catch (CharacterCodingException e) {
      throw new UnusableException("the file that api_key_file names is not UTF-8 text");
    } catch (IOException e) {
      throw new UnusableException(
          "the file that api_key_file names cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static String checked(String found, String where) throws UnusableException {
    String key = found.strip();
    if (key.length() < SHORTEST) {
      throw new UnusableException(where + " holds fewer than " + SHORTEST + " characters");
    }
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new UnusableException(
          where + " holds blanks, line ends or characters that a header cannot carry");
    }
    return key;
  }

  String header() {
    return header;
  }

  String headerValue() {
    return header.equalsIgnoreCase(BEARER) ? "Bearer " + value : value;
  }

  /** Returns a text without the key, however a server may have quoted it. */
  String scrub(String text) {
    return quoted.matcher(text).replaceAll(REPLACEMENT);
  }

  @Override
  public String toString() {
    return "ApiKey[" + REPLACEMENT + "]";
  }
}
