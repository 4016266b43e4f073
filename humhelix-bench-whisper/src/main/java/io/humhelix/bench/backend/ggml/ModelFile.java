package io.humhelix.bench.backend.ggml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a ggml model file from end to end, weights skipped, before whisper.cpp does. whisper.cpp
 * 1.7.1 trusts the file: a wrong length aborts the process or writes past an array, and a file of
 * four bytes is taken for an empty model. A file that passes has exactly the fields, tensors and
 * bytes that whisper.cpp will read; only the values of weights, filters and token texts are open.
 */
public final class ModelFile {

  private static final int MAGIC = 0x67676d6c;

  /** No Whisper model is smaller: the token embedding alone takes more. */
  private static final long SMALLEST = 1 << 20;

  /** Frequencies of a 400-sample window: 400 / 2 + 1. */
  private static final int FILTER_FREQUENCIES = 201;

  /** Tokens of the text itself; languages, tasks and times are added by whisper.cpp. */
  private static final int FEWEST_WORDS = 50_000;

  private static final int LONGEST_WORD = 1024;
  private static final int LONGEST_NAME = 128;
  private static final int SNIFFED = 256;

  private ModelFile() {}

  /**
   * Checks a file.
   *
   * @param file a path that may be a link
   * @return the model's sizes
   * @throws ModelFormatException if whisper.cpp must not see the file
   * @throws IOException if it cannot be read
   */
  public static ModelHeader check(Path file) throws IOException, ModelFormatException {
    if (!Files.isRegularFile(file)) {
      throw new ModelFormatException(
          Files.isDirectory(file) ? "is a folder, not a file" : "is not a plain file",
          "Name the model's ggml file itself.");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      recogniseOthers(channel);
      GgmlInput in = new GgmlInput(channel);
      in.skip(Integer.BYTES, "magic number");
      ModelHeader header = ModelHeader.read(in);
      readFilters(in, header);
      readWords(in, header);
      readTensors(in, new ModelTensors(header));
      return header;
    }
  }

  /**
   * Reads the vocabulary of a file that was checked.
   *
   * @param in the file from its begin
   * @return the tokens' bytes as ISO 8859-1
   */
  static Set<String> vocabulary(GgmlInput in) throws IOException, ModelFormatException {
    in.skip(Integer.BYTES, "magic number");
    ModelHeader header = ModelHeader.read(in);
    readFilters(in, header);
    return readWords(in, header);
  }

  private static void recogniseOthers(FileChannel channel)
      throws IOException, ModelFormatException {
    ByteBuffer start = ByteBuffer.allocate(SNIFFED);
    while (start.hasRemaining() && channel.read(start) >= 0) {
      // A read may return less than there is.
    }
    start.flip();
    String text = new String(start.array(), 0, start.limit(), StandardCharsets.ISO_8859_1);
    String word = text.replace("\u00ef\u00bb\u00bf", "").stripLeading().toLowerCase(Locale.ROOT);
    if (word.startsWith("<!doctype html") || word.startsWith("<html") || word.startsWith("<?xml")) {
      throw new ModelFormatException(
          "is a web page (" + channel.size() + " bytes of HTML), not a model",
          "The download got an error or login page instead: download again from a direct link.");
    }
    if (text.startsWith("version https://git-lfs.github.com/spec/")) {
      throw new ModelFormatException(
          "is a Git LFS pointer, not the model", "Run 'git lfs pull' in its repository.");
    }
    if (text.startsWith("GGUF")) {
      throw new ModelFormatException(
          "is a GGUF file; whisper.cpp reads ggml model files",
          "Download the ggml-*.bin file of the model, or convert it with whisper.cpp's scripts.");
    }
    if (text.startsWith("PK")) {
      throw new ModelFormatException(
          "is a ZIP archive or PyTorch checkpoint; whisper.cpp reads ggml model files",
          "Unpack it, or convert it with whisper.cpp's convert-pt-to-ggml.py.");
    }
    if (start.limit() >= Integer.BYTES && Integer.reverseBytes(start.getInt(0)) != MAGIC) {
      throw new ModelFormatException(
          String.format(
              "starts with %08x; a ggml model file starts with 6c6d6767 ('lmgg')", start.getInt(0)),
          "Name a ggml model file, such as ggml-tiny.en.bin.");
    }
    if (channel.size() < SMALLEST) {
      throw new ModelFormatException(
          "has " + channel.size() + " bytes; no Whisper model has less than " + SMALLEST,
          ModelFormatException.DOWNLOAD_AGAIN);
    }
  }

  private static void readFilters(GgmlInput in, ModelHeader header)
      throws IOException, ModelFormatException {
    int mels = in.readInt("mel filter sizes");
    int frequencies = in.readInt("mel filter sizes");
    if (mels != header.mels() || frequencies != FILTER_FREQUENCIES) {
      throw damaged(
          "the mel filters are " + mels + " x " + frequencies,
          header.mels() + " x " + FILTER_FREQUENCIES);
    }
    in.skip((long) mels * frequencies * Float.BYTES, "mel filters");
  }

  /** Returns the tokens' bytes as ISO 8859-1. */
  private static Set<String> readWords(GgmlInput in, ModelHeader header)
      throws IOException, ModelFormatException {
    int count = in.readInt("vocabulary size");
    if (count < FEWEST_WORDS || count > header.vocabulary()) {
      throw damaged(
          "the vocabulary has " + count + " tokens", FEWEST_WORDS + " to " + header.vocabulary());
    }
    Set<String> words = new HashSet<>();
    for (int word = 0; word < count; word++) {
      int length = in.readInt("vocabulary");
      if (length < 0 || length > LONGEST_WORD) {
        throw damaged(
            "token " + word + " has " + Integer.toUnsignedString(length) + " bytes",
            "0 to " + LONGEST_WORD);
      }
      words.add(in.readText(length, "vocabulary"));
    }
    return words;
  }

  private static void readTensors(GgmlInput in, ModelTensors tensors)
      throws IOException, ModelFormatException {
    long excess = in.size() - in.position() - tensors.fileBytes();
    if (excess != 0) {
      throw new ModelFormatException(
          excess < 0
              ? "is cut off: " + -excess + " of its " + (in.size() - excess) + " bytes are missing"
              : "has " + excess + " bytes more than its header announces",
          ModelFormatException.DOWNLOAD_AGAIN);
    }
    for (int left = tensors.count(); left > 0; left--) {
      int dimensions = in.readInt("tensor header");
      int nameLength = in.readInt("tensor header");
      int type = in.readInt("tensor header");
      if (dimensions < 1 || dimensions > 4) {
        throw damaged("a tensor has " + dimensions + " dimensions", "1 to 4");
      }
      List<Integer> shape = new ArrayList<>();
      for (int i = 0; i < dimensions; i++) {
        shape.add(in.readInt("tensor shape"));
      }
      if (nameLength < 1 || nameLength > LONGEST_NAME) {
        throw damaged("a tensor's name has " + nameLength + " bytes", "1 to " + LONGEST_NAME);
      }
      String name = in.readText(nameLength, "tensor name");
      ModelTensors.Tensor expected = tensors.take(name);
      if (expected == null) {
        throw damaged(
            "tensor '" + name.replaceAll("[^\\x20-\\x7e]", "?") + "' is unknown or appears twice",
            "each tensor of the architecture once");
      }
      if (!shape.equals(expected.dimensions()) || type != expected.type().tensorType()) {
        throw damaged(
            "tensor " + name + " is " + shape + " of type " + type,
            expected.dimensions() + " of type " + expected.type().tensorType());
      }
      in.skip(expected.dataBytes(), "tensor " + name);
    }
  }

  private static ModelFormatException damaged(String found, String allowed) {
    return new ModelFormatException(
        found + "; allowed: " + allowed, ModelFormatException.DOWNLOAD_AGAIN);
  }
}
