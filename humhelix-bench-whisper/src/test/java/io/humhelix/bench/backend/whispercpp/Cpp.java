package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backend with the build for this machine's processor, and calls of it. */
final class Cpp {

  /** Hears what a call tells. */
  static class Heard implements TranscriptionProgress {

    final List<Segment> segments = new ArrayList<>();
    final List<String> events = new ArrayList<>();

    @Override
    public void segmentsReadable() {
      events.add("readable");
    }

    @Override
    public void segment(Segment segment) {
      events.add("segment");
      segments.add(segment);
    }
  }

  private Cpp() {}

  /** One thread: whisper.cpp's threads spin while they wait, which crawls on a busy machine. */
  static SutSpec with(Path library) {
    return SutSpec.of("cpp", WhisperCppProvider.ID, "tiny.en")
        .withComputeType("q5_1")
        .withOption("library", library.toString())
        .withOption("threads", 1);
  }

  /** tiny.en on the processor. */
  static SutSpec tinyEn() {
    return with(NativeBuilds.cpuLibrary());
  }

  /** Enough of the encoder for six seconds: for tests to which the text does not matter. */
  static SutSpec quick() {
    return tinyEn().withOption("audio_context", 300).withOption("temperature_increment", 0);
  }

  static TranscriptionTask words() {
    return new TranscriptionTask(Optional.of("en"), TranscriptionTask.Kind.TRANSCRIBE, true, false);
  }

  static Sut open(SutSpec spec) throws SutException {
    return open(spec, TranscriptionTask.transcribe("en"));
  }

  static Sut open(SutSpec spec, TranscriptionTask task) throws SutException {
    return new WhisperCppProvider().open(TestData.request(spec, task));
  }

  static Transcript say(Sut sut, Path clip, TranscriptionTask task) throws SutException {
    return sut.transcribe(
        new TranscriptionRequest(clip.getFileName().toString(), TestData.samples(clip), task),
        TestData.unwatched());
  }

  static Path longClip() {
    return TestData.ROOT.resolve("speech/60s.wav");
  }
}
