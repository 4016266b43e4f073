package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.backend.onnx.Speech;
import io.humhelix.bench.backend.onnx.model.GraphChoice;
import io.humhelix.bench.backend.onnx.model.ModelReader;
import io.humhelix.bench.backend.onnx.model.WhisperModel;
import io.humhelix.bench.backend.onnx.runtime.ArenaPlan;
import io.humhelix.bench.backend.onnx.runtime.RuntimeNetwork;
import io.humhelix.bench.backend.onnx.session.SessionSettings;
import io.humhelix.bench.backend.onnx.tokens.Tokenizer;
import java.util.Optional;

/** The shipped model, loaded. */
final class TinyEnglish implements AutoCloseable {

  private final WhisperModel model;
  private final Tokenizer tokenizer;
  private final RuntimeNetwork network;

  TinyEnglish() throws Exception {
    this(shipped());
  }

  TinyEnglish(WhisperModel model) throws Exception {
    this.model = model;
    this.tokenizer = Tokenizer.read(model.tokenizer());
    this.network =
        RuntimeNetwork.load(
            model.graphs(),
            model.config().sizes(),
            SessionSettings.cpu(2)::newOptions,
            Optional.empty(),
            ArenaPlan.NONE);
  }

  private static WhisperModel shipped() {
    ModelReader reader =
        ModelReader.read(Speech.data("models/whisper-tiny.en"), GraphChoice.DEFAULT);
    return reader.model().orElseThrow(() -> new AssertionError(reader.issues()));
  }

  Transcriber transcriber(DecodingOptions options) {
    return new Transcriber(model.config(), tokenizer, network, options);
  }

  @Override
  public void close() {
    network.close();
  }
}
