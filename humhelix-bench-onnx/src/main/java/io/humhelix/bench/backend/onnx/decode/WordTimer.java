package io.humhelix.bench.backend.onnx.decode;

import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Optional;

final class WordTimer {
  List<TimedText> time(
      EncodedAudio encoded,
      List<TimedText> texts,
      Optional<String> language,
      TranscriptionTask.Kind kind,
      double offset,
      int frames,
      double lastSpeech)
      throws SutException {
    throw new UnsupportedOperationException();
  }
}
