package io.humhelix.bench.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a text file whole: bounded, UTF-8, without byte order mark and control characters. */
final class SourceText {

  private final Problems problems;
  private final String file;
  private final String kind;
  private final int limit;

  /**
   * A reader of one file.
   *
   * @param kind what the file is to be, for messages
   * @param limit most bytes it may have
   */
  SourceText(Problems problems, String file, String kind, int limit) {
    this.problems = problems;
    this.file = file;
    this.kind = kind;
    this.limit = limit;
  }

  /** Reads the file, or reports why it cannot be read. */
  Optional<String> read(Path path) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(limit + 1);
    } catch (NoSuchFileException e) {
      return whole("there is no such file", "the " + kind, "check the path");
    } catch (AccessDeniedException e) {
      return whole(
          "there is no permission to read it", "a readable file", "change its permissions");
    } catch (IOException e) {
      String what = Files.isDirectory(path) ? "it is a folder" : "it cannot be read: " + e;
      return whole(what, "the " + kind, "check the path");
    }
    return decode(bytes);
  }

  private Optional<String> decode(byte[] bytes) {
    if (bytes.length > limit) {
      return tooLarge();
    }
    int zero = indexOfZero(bytes);
    if (zero >= 0) {
      return whole(
          "byte " + (zero + 1) + " is zero, so it is UTF-16 or not a text file",
          "text in UTF-8",
          "save it as UTF-8");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    try {
      return check(decoder.decode(input).toString());
    } catch (CharacterCodingException e) {
      String before = new String(bytes, 0, input.position(), StandardCharsets.UTF_8);
      return place(
          before,
          "the byte 0x%02X is not UTF-8".formatted(bytes[input.position()]),
          "text in UTF-8",
          "save it as UTF-8");
    }
  }

  /** Checks text that is in memory already, or reports why it cannot be used. */
  Optional<String> check(String text) {
    if (text.length() > limit) {
      return tooLarge();
    }
    String rest = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (int i = 0; i < rest.length(); i += Character.charCount(rest.codePointAt(i))) {
      int character = rest.codePointAt(i);
      if (!printable(character)) {
        return place(
            rest.substring(0, i),
            "the character U+%04X".formatted(character),
            "printable text",
            "remove it, or write it in double quotes as \\u%04X".formatted(character));
      }
    }
    return Optional.of(rest);
  }

  /**
   * YAML 1.1, production c-printable, without the line breaks that no editor takes for one (U+0085,
   * U+2028, U+2029): after them, line numbers in messages would be wrong.
   */
  private static boolean printable(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0x7E)
        || (character >= 0xA0 && character <= 0xD7FF && character != 0x2028 && character != 0x2029)
        || (character >= 0xE000 && character <= 0xFFFD && character != 0xFEFF)
        || character >= 0x10000;
  }

  private static int indexOfZero(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  private Optional<String> tooLarge() {
    return whole(
        "it is larger than " + (limit >> 20) + " MiB", "at most that", "is this the " + kind + "?");
  }

  private Optional<String> whole(String found, String allowed, String remedy) {
    problems.add(new Problem(file, 0, 0, "", found, allowed, remedy));
    return Optional.empty();
  }

  private Optional<String> place(String before, String found, String allowed, String remedy) {
    String normal = before.replace("\r\n", "\n").replace('\r', '\n');
    int line = 1 + (int) normal.chars().filter(c -> c == '\n').count();
    int lastBreak = normal.lastIndexOf('\n');
    int column = 1 + normal.codePointCount(lastBreak + 1, normal.length());
    problems.add(new Problem(file, line, column, "", found, allowed, remedy));
    return Optional.empty();
  }
}
