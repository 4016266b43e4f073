package io.humhelix.bench.testkit;

import static io.humhelix.bench.testkit.ContractBroken.unless;

import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a call keeps to. */
record CallPromises(ContractSubject subject) {

  /** Engines may spin for a moment after a call before their threads go to sleep. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private static final Duration WATCH = Duration.ofMillis(400);

  /** Half a thread: well above the noise of a JVM, well below one thread that goes on. */
  private static final double FEWEST_BUSY = 0.5;

  List<ContractCheck> checks() {
    return List.of(
        subject.check("same-text", "the same audio gives the same text twice", this::sameText),
        subject.check(
            "samples-untouched",
            "calls do not write to the samples, which they share",
            this::samples),
        subject.check(
            "progress",
            "progress is reported from the calling thread, within the call, for segments that are in the"
                + " transcript",
            this::progress),
        subject.check(
            "nothing-after-return",
            "when transcribe returns, no CPU still works for it",
            this::nothingAfterReturn),
        subject.check(
            "calls-are-silent", "a call writes nothing to standard streams", this::silent),
        subject.check(
            "concurrent-calls",
            "as many concurrent calls as it declares give the same texts as one alone",
            () -> ConcurrentCalls.check(subject)));
  }

  private void sameText() throws SutException {
    try (Sut sut = subject.open()) {
      Transcript first = subject.call(sut, subject.speech());
      Transcript again = subject.call(sut, subject.speech());
      unless(
          first.text().equals(again.text()),
          "first '" + first.text() + "', then '" + again.text() + "'",
          "Carry nothing from one call to the next, and switch randomness off by default; for an"
              + " engine that cannot, use without(\"same-text\", reason).");
    }
  }

  private void samples() throws SutException {
    float[] samples = subject.speech().clone();
    try (Sut sut = subject.open()) {
      subject.call(sut, samples);
    }
    unless(
        Arrays.equals(samples, subject.speech()),
        "the samples have changed, first at index " + Arrays.mismatch(samples, subject.speech()),
        "Copy them before writing.");
  }

  private void progress() throws SutException {
    Recorder recorder = new Recorder();
    Transcript transcript;
    try (Sut sut = subject.open()) {
      transcript = subject.call(sut, subject.speech(), recorder);
      recorder.over = true;
    }
    unless(
        recorder.offences.isEmpty(),
        recorder.offences.toString(),
        "Report progress from the thread that called transcribe, before it returns.");
    List<Segment> missing = new ArrayList<>(recorder.segments);
    missing.removeAll(transcript.segments());
    unless(
        missing.isEmpty(),
        "reported " + missing + ", which the transcript lacks: " + transcript.segments(),
        "Return every segment that was reported to progress, unchanged.");
  }

  private void nothingAfterReturn() throws SutException {
    try (Sut sut = subject.open()) {
      subject.call(sut, subject.speech());
      Patience.pause(GRACE);
      RunnableThreads threads =
          RunnableThreads.watch(WATCH)
              .orElseThrow(() -> new NotApplicable("needs /proc/self/task"));
      unless(
          threads.average() < FEWEST_BUSY,
          String.format(
              Locale.ROOT,
              "%d ms after it returned, %.1f threads wanted a CPU, above all '%s'",
              GRACE.toMillis(),
              threads.average(),
              threads.busiest()),
          "Return only when all work for the clip has ended: later work is not measured.");
    }
  }

  private void silent() throws SutException {
    StandardStreams.mustBeNothing(
        StandardStreams.<SutException>writtenDuring(
            () -> {
              try (Sut sut = subject.open()) {
                subject.call(sut, subject.speech());
                sut.effective();
              }
            }));
  }

  /** Keeps what progress was told of. */
  private static final class Recorder implements TranscriptionProgress {
    private final Thread caller = Thread.currentThread();
    private final List<String> offences = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private volatile boolean over;

    @Override
    public void segmentsReadable() {
      check("segmentsReadable");
    }

    @Override
    public synchronized void segment(Segment segment) {
      check("segment");
      segments.add(segment);
    }

    private synchronized void check(String what) {
      if (Thread.currentThread() != caller) {
        offences.add(what + " came from thread '" + Thread.currentThread().getName() + "'");
      }
      if (over) {
        offences.add(what + " came after the call");
      }
    }
  }
}
