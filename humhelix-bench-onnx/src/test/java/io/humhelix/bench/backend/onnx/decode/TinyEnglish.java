package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.Speech;
import io.humhelix.bench.backend.onnx.model.GraphChoice;
import io.humhelix.bench.backend.onnx.model.ModelReader;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.backend.onnx.runtime.RuntimeNetwork;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import java.util.Optional;

/** The shipped model, loaded, and what its texts are. */
final class TinyEnglish implements AutoCloseable {

  static final String ILL_DISPOSED =
      "Unless to be rather cold-hearted and rather selfish is to be ill-disposed.";

  private final WhisperModel model;
  private final Tokenizer tokenizer;
  private final RuntimeNetwork network;

  TinyEnglish() throws Exception {
    ModelReader reader =
        ModelReader.read(Speech.data("models/whisper-tiny.en"), GraphChoice.DEFAULT);
    model = reader.model().orElseThrow(() -> new AssertionError(reader.issues()));
    tokenizer = Tokenizer.read(model.tokenizer());
    network =
        RuntimeNetwork.load(
            model.graphs(),
            model.config().sizes(),
            SessionSettings.cpu(2)::newOptions,
            Optional.empty());
  }

  Transcriber transcriber(DecodingOptions options) {
    return new Transcriber(model.config(), tokenizer, network, options);
  }

  @Override
  public void close() {
    network.close();
  }
}
