package io.humhelix.bench.backend.ggml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * The smallest model with which whisper.cpp does real work: one layer each, weights of 0 but for a
 * few that make the decoder say one word, whatever it hears. A device that gets them wrong says
 * something else or nothing.
 *
 * <p>The decoder adds the embedding of a token to that of its position and normalises the sum; the
 * layers add nothing to it. What the position of the first token to decode points at is the word,
 * and what the next one points at is the end of the text.
 */
public final class OneWordModel {

  /** What it says. */
  public static final String WORD = " works";

  private static final int STATE = 64;

  /** Fewer positions than a Whisper model has: buffers are made for all of them. */
  private static final int AUDIO_CONTEXT = 64;

  private static final int TEXT_CONTEXT = 16;

  private static final int MAGIC = 0x67676d6c;
  private static final String DECODER_POSITIONS = "decoder.positional_embedding";
  private static final int FILTER_FREQUENCIES = 201;

  private static final int WORD_TOKEN = 0;

  /**
   * What it says where: one dimension of the state for each token that it knows.
   *
   * @param vocabulary tokens
   * @param said the token that follows the one at a position
   */
  private record Script(int vocabulary, Map<Integer, Integer> said) {

    /** After the prompt, which is start and "no time tokens", the word and the end. */
    static final Script ENGLISH = new Script(51_864, Map.of(1, WORD_TOKEN, 2, 50_256));

    /** After the start a language; after language, task and "no time tokens" the word, the end. */
    static Script multilingual(int language) {
      return new Script(51_865, Map.of(0, 50_259 + language, 3, WORD_TOKEN, 4, 50_257));
    }

    ModelHeader header() {
      return new ModelHeader(vocabulary, STATE, 1, 1, 80, GgmlType.F16);
    }
  }

  /** Large enough that the other tokens' share of the probability is next to nothing. */
  private static final short FOUR_AS_HALF = 0x4400;

  private static final float STRONG = 16;

  private OneWordModel() {}

  /**
   * Writes it; takes 7 MB.
   *
   * @param file to be created or replaced
   * @throws IOException if it cannot be written
   */
  public static void write(Path file) throws IOException {
    write(file, Script.ENGLISH);
  }

  /** Writes one that hears a language, by its place in {@link Languages#CODES}. */
  static void writeMultilingual(Path file, int language) throws IOException {
    write(file, Script.multilingual(language));
  }

  private static void write(Path file, Script script) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      new Writer(out, script).all();
    }
  }

  /** The file's fields in order. */
  private static final class Writer {

    private final FileChannel out;
    private final Script script;
    private final ModelHeader header;

    Writer(FileChannel out, Script script) {
      this.out = out;
      this.script = script;
      this.header = script.header();
    }

    void all() throws IOException {
      int state = header.state();
      ints(MAGIC, header.vocabulary(), AUDIO_CONTEXT, state, 1, 1);
      ints(TEXT_CONTEXT, state, 1, 1, header.mels(), 1);
      ints(header.mels(), FILTER_FREQUENCIES);
      bytes(new byte[header.mels() * FILTER_FREQUENCIES * Float.BYTES]);
      // whisper.cpp numbers the tokens that are not named here.
      ints(1);
      text(WORD);
      for (Map.Entry<String, ModelTensors.Tensor> tensor :
          new ModelTensors(header).all().entrySet()) {
        tensor(tensor.getKey(), sized(tensor.getKey(), tensor.getValue()));
      }
    }

    private ModelTensors.Tensor sized(String name, ModelTensors.Tensor tensor) {
      return switch (name) {
        case "encoder.positional_embedding" -> tensor.of(header.state(), AUDIO_CONTEXT);
        case DECODER_POSITIONS -> tensor.of(header.state(), TEXT_CONTEXT);
        default -> tensor;
      };
    }

    private void tensor(String name, ModelTensors.Tensor tensor) throws IOException {
      ints(tensor.dimensions().size(), name.length(), tensor.type().tensorType());
      for (int size : tensor.dimensions()) {
        ints(size);
      }
      bytes(name.getBytes(StandardCharsets.US_ASCII));
      ByteBuffer data = little(Math.toIntExact(tensor.dataBytes()));
      int state = header.state();
      switch (name) {
        case "decoder.ln.weight" -> {
          for (int i = 0; i < state; i++) {
            data.putFloat(i * Float.BYTES, 1);
          }
        }
        case DECODER_POSITIONS -> {
          int dimension = 0;
          for (int position : script.said().keySet()) {
            data.putFloat((position * state + dimension++) * Float.BYTES, STRONG);
          }
        }
        case "decoder.token_embedding.weight" -> {
          int dimension = 0;
          for (int token : script.said().values()) {
            data.putShort((token * state + dimension++) * Short.BYTES, FOUR_AS_HALF);
          }
        }
        default -> {
          // All others stay 0.
        }
      }
      bytes(data.array());
    }

    private void ints(int... values) throws IOException {
      ByteBuffer buffer = little(values.length * Integer.BYTES);
      for (int value : values) {
        buffer.putInt(value);
      }
      bytes(buffer.array());
    }

    private void text(String text) throws IOException {
      ints(text.length());
      bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void bytes(byte[] bytes) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
    }

    private static ByteBuffer little(int bytes) {
      return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
