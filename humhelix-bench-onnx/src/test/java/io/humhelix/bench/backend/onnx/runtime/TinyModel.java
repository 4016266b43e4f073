package io.humhelix.bench.backend.onnx.runtime;

import io.humhelix.bench.backend.onnx.Speech;
import io.humhelix.bench.backend.onnx.decode.Decoding;
import io.humhelix.bench.backend.onnx.decode.EncodedAudio;
import io.humhelix.bench.backend.onnx.decode.WhisperNetwork;
import io.humhelix.bench.backend.onnx.model.GraphChoice;
import io.humhelix.bench.backend.onnx.model.ModelReader;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.spi.SutException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shipped model, features of a clip, and the shortest search there is. */
final class TinyModel {

  static final int[] PROMPT = {50257, 50362};
  static final int END = 50256;

  /**
   * Greedy tokens of {@link #features}, as the plain Python loop over the same files gives them.
   */
  static final List<Integer> TOKENS =
      List.of(
          17486, 284, 307, 2138, 4692, 12, 20122, 290, 2138, 20363, 318, 284, 307, 2801, 12, 6381,
          29813, 13);

  static final Path FOLDER =
      Path.of(System.getProperty("humhelix.test.data"), "models", "whisper-tiny.en");

  /** One thread: ONNX Runtime's threads spin while they wait, which crawls on a busy machine. */
  static final SessionRecipe RECIPE = SessionSettings.cpu(1)::newOptions;

  private TinyModel() {}

  static WhisperModel model() {
    ModelReader reader = ModelReader.read(FOLDER, GraphChoice.DEFAULT);
    return reader.model().orElseThrow(() -> new AssertionError(reader.issues()));
  }

  static RuntimeNetwork load(Engine engine) throws SutException {
    return load(engine, model());
  }

  static RuntimeNetwork load(Engine engine, WhisperModel model) throws SutException {
    return RuntimeNetwork.load(
        engine,
        model.graphs(),
        model.config().sizes(),
        RECIPE,
        Optional.empty(),
        new ArenaPlan(true, Optional.empty()));
  }

  /** {@code speech/5s.wav}, padded with zeros. */
  static float[] features() throws IOException {
    return Speech.floats(Speech.class, "features-5s.f32");
  }

  static List<Integer> greedy(WhisperNetwork network, float[] features) throws SutException {
    try (EncodedAudio audio = network.encode(features, 1);
        Decoding decoding = network.decode(audio, 1)) {
      List<Integer> tokens = new ArrayList<>();
      float[] logits = decoding.prompt(new int[][] {PROMPT}, PROMPT.length - 1)[0][0];
      for (int token = best(logits); token != END; token = best(logits)) {
        tokens.add(token);
        logits = decoding.next(new int[] {token})[0];
      }
      return tokens;
    }
  }

  /** Another clip, for batches: the first one played later. */
  static float[] shifted(float[] features) {
    int frames = features.length / 80;
    float[] shifted = new float[features.length];
    for (int mel = 0; mel < 80; mel++) {
      for (int frame = 0; frame < frames; frame++) {
        shifted[mel * frames + frame] = features[mel * frames + (frame + frames - 200) % frames];
      }
    }
    return shifted;
  }

  static int best(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }
}
