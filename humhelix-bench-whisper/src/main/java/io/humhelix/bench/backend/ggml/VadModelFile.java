package io.humhelix.bench.backend.ggml;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Silero model for voice activity detection from end to end, weights skipped, before
 * whisper.cpp does, which trusts the file ({@code whisper_vad_init_with_params}, 1.7.6 to 1.9.3). A
 * file that passes has exactly the sizes and tensors of Silero's models for 16 kHz, as {@code
 * convert-silero-vad-to-ggml.py} writes them.
 */
public final class VadModelFile {

  private static final int MAGIC = 0x67676d6c;
  private static final String TYPE = "silero-16k";
  private static final int LONGEST_NAME = 128;
  private static final int F32 = 0;
  private static final int F16 = 1;

  /**
   * Samples of a window and of what is kept of the one before; then each layer's sizes, and so on.
   */
  private static final Map<String, Integer> NUMBERS = new LinkedHashMap<>();

  private static final Map<String, Tensor> TENSORS = new LinkedHashMap<>();

  private record Tensor(int type, List<Integer> dimensions) {

    long bytes() {
      long elements = 1;
      for (int dimension : dimensions) {
        elements *= dimension;
      }
      return elements * (type == F32 ? Float.BYTES : Short.BYTES);
    }
  }

  static {
    int[][] layers = {{129, 128, 3}, {128, 64, 3}, {64, 64, 3}, {64, 128, 3}};
    NUMBERS.put("n_window", 512);
    NUMBERS.put("n_context", 64);
    NUMBERS.put("n_encoder_layers", layers.length);
    for (int i = 0; i < layers.length; i++) {
      NUMBERS.put("encoder_in_channels[" + i + "]", layers[i][0]);
      NUMBERS.put("encoder_out_channels[" + i + "]", layers[i][1]);
      NUMBERS.put("kernel_sizes[" + i + "]", layers[i][2]);
      String name = "_model.encoder." + i + ".reparam_conv.";
      add(name + "weight", F16, layers[i][2], layers[i][0], layers[i][1]);
      add(name + "bias", F32, layers[i][1]);
    }
    NUMBERS.put("lstm_input_size", 128);
    NUMBERS.put("lstm_hidden_size", 128);
    NUMBERS.put("final_conv_in", 128);
    NUMBERS.put("final_conv_out", 1);
    for (String part : List.of("ih", "hh")) {
      add("_model.decoder.rnn.weight_" + part, F32, 128, 512);
      add("_model.decoder.rnn.bias_" + part, F32, 512);
    }
    add("_model.decoder.decoder.2.weight", F16, 128);
    add("_model.decoder.decoder.2.bias", F32);
    add("_model.stft.forward_basis_buffer", F16, 256, 1, 258);
  }

  private VadModelFile() {}

  private static void add(String name, int type, Integer... dimensions) {
    TENSORS.put(name, new Tensor(type, List.of(dimensions)));
  }

  /**
   * Checks a file.
   *
   * @param file a path that may be a link
   * @throws ModelFormatException if whisper.cpp must not see the file
   * @throws IOException if it cannot be read
   */
  public static void check(Path file) throws IOException, ModelFormatException {
    if (!Files.isRegularFile(file)) {
      throw refused("is not a plain file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      GgmlInput in = new GgmlInput(channel);
      if (in.readInt("magic number") != MAGIC) {
        throw refused("is no ggml file");
      }
      readHeader(in);
      readTensors(in);
    }
  }

  private static void readHeader(GgmlInput in) throws IOException, ModelFormatException {
    int length = in.readInt("length of the model's type");
    // A model of Whisper has its vocabulary there.
    if (length != TYPE.length() || !in.readText(length, "model's type").equals(TYPE)) {
      throw refused("is no model for voice activity detection (" + TYPE + ")");
    }
    for (String part : List.of("major", "minor", "patch")) {
      in.readInt(part + " version");
    }
    for (Map.Entry<String, Integer> number : NUMBERS.entrySet()) {
      int found = in.readInt("header field " + number.getKey());
      if (found != number.getValue()) {
        throw refused(
            "header field " + number.getKey() + " is " + found + "; allowed: " + number.getValue());
      }
    }
  }

  private static void readTensors(GgmlInput in) throws IOException, ModelFormatException {
    Map<String, Tensor> left = new LinkedHashMap<>(TENSORS);
    while (in.position() < in.size()) {
      int dimensions = in.readInt("number of dimensions");
      int length = in.readInt("length of a tensor's name");
      int type = in.readInt("type of a tensor");
      if (dimensions < 0 || dimensions > 4 || length < 1 || length > LONGEST_NAME) {
        throw refused(
            "has a tensor with " + dimensions + " dimensions and a name of " + length + " bytes");
      }
      Integer[] sizes = new Integer[dimensions];
      for (int i = 0; i < dimensions; i++) {
        sizes[i] = in.readInt("dimension of a tensor");
      }
      String name = in.readText(length, "name of a tensor");
      Tensor expected = left.remove(name);
      Tensor found = new Tensor(type, List.of(sizes));
      if (!found.equals(expected)) {
        throw refused("has a tensor '" + name + "' that is " + found + " instead of " + expected);
      }
      in.skip(expected.bytes(), "tensor " + name);
    }
    if (!left.isEmpty()) {
      throw refused("lacks the tensors " + left.keySet());
    }
  }

  private static ModelFormatException refused(String problem) {
    return new ModelFormatException(
        problem,
        "Get Silero's model again (whisper.cpp's models/download-vad-model.sh silero-v6.2.0).");
  }
}
