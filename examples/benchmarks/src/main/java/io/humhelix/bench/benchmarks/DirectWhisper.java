package io.humhelix.bench.benchmarks;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import java.io.IOException;
import java.nio.file.Path;

/** whisper-jni as a program without a harness calls it. */
final class DirectWhisper implements AutoCloseable {

  private final WhisperJNI whisper = new WhisperJNI();
  private final WhisperContext context;
  private final WhisperFullParams params;

  DirectWhisper(Path model, int threads) throws IOException {
    WhisperJNI.loadLibrary();
    WhisperJNI.setLibraryLogger(null);
    context = whisper.init(model);
    params = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
    params.nThreads = threads;
    params.language = "en";
    params.noContext = true;
    params.printProgress = false;
  }

  /** Transcribes 16 kHz mono samples and reads text and times of all segments. */
  String transcribe(float[] samples) {
    int status = whisper.full(context, params, samples, samples.length);
    if (status != 0) {
      throw new IllegalStateException("whisper.cpp returned " + status);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < whisper.fullNSegments(context); i++) {
      whisper.fullGetSegmentTimestamp0(context, i);
      whisper.fullGetSegmentTimestamp1(context, i);
      text.append(whisper.fullGetSegmentText(context, i));
    }
    return text.toString();
  }

  @Override
  public void close() {
    whisper.free(context);
  }
}
