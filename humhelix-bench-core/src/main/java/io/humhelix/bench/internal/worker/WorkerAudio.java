package io.humhelix.bench.internal.worker;

import io.humhelix.bench.audio.AudioException;
import io.humhelix.bench.audio.ClipAudio;
import io.humhelix.bench.internal.measure.ClipReader;
import io.humhelix.bench.internal.measure.PreparedClip;
import io.humhelix.bench.internal.wire.Request;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.SutException;
import java.util.ArrayList;
import java.util.List;

/** Reads the audio of a fork, and checks that it is the audio that the harness read. */
final class WorkerAudio {

  private final ClipReader reader = new ClipReader();

  List<PreparedClip> read(List<Request.ClipSource> sources) throws SutException {
    List<PreparedClip> clips = new ArrayList<>();
    for (Request.ClipSource source : sources) {
      clips.add(new PreparedClip(source.clip(), read(source), 0));
    }
    return clips;
  }

  private ClipAudio read(Request.ClipSource source) throws SutException {
    ClipAudio audio;
    try {
      audio = reader.read(source.clip());
    } catch (AudioException e) {
      throw new SutException(
          FailureKind.AUDIO,
          "clip '" + source.clip().id() + "': " + e.getMessage(),
          "It could be read before the run: do not change the files during a run.",
          e);
    }
    if (!audio.samplesSha256().equals(source.samplesSha256())
        || !audio.fileSha256().equals(source.fileSha256())) {
      throw new SutException(
          FailureKind.AUDIO,
          "clip '"
              + source.clip().id()
              + "': "
              + source.clip().audio()
              + " has changed since the run began",
          "Do not change the files during a run, and run again.");
    }
    return audio;
  }

  /** Returns the failure of reading audio, which is not a failure of the backend. */
  static Failure failure(SutException e) {
    return new Failure(e.kind(), "audio", e.getMessage(), e.remedy(), "");
  }
}
