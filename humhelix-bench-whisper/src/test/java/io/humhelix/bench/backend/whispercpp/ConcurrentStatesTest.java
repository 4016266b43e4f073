package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls at once on one model give what they give one after the other. */
@Tag("slow")
class ConcurrentStatesTest {

  private static final int STATES = 4;
  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");

  /** Of different lengths. */
  private static final List<float[]> CLIPS =
      TestData.sentences().keySet().stream().map(TestData::samples).toList();

  @Test
  void givesTheSameAsOneAfterTheOther() throws Exception {
    assertSameAsOneAfterTheOther(spec());
  }

  @Test
  void givesTheSameWithPromptsAndPreviousText() throws Exception {
    assertSameAsOneAfterTheOther(
        spec()
            .withOption("initial_prompt", "all lower case without marks")
            .withOption("carry_initial_prompt", true)
            .withOption("condition_on_previous_text", true));
  }

  private static void assertSameAsOneAfterTheOther(SutSpec spec) throws Exception {
    List<List<Segment>> expected = new ArrayList<>();
    try (Sut alone = Cpp.open(spec.withOption("states", 1), CppData.WORDS)) {
      for (float[] clip : CLIPS) {
        expected.add(segments(alone, clip));
      }
    }
    assertEquals(CLIPS.size(), new HashSet<>(expected).size(), "each clip has its own text");
    try (Sut sut = Cpp.open(spec, CppData.WORDS)) {
      assertEquals(STATES, sut.maxConcurrency());
      CyclicBarrier together = new CyclicBarrier(STATES);
      List<FutureTask<Void>> callers = new ArrayList<>();
      for (int caller = 0; caller < STATES; caller++) {
        int first = caller;
        callers.add(
            new FutureTask<>(
                () -> {
                  for (int i = 0; i < (FULL ? 4 : 1) * CLIPS.size(); i++) {
                    int clip = (first + i) % CLIPS.size();
                    together.await();
                    assertEquals(expected.get(clip), segments(sut, CLIPS.get(clip)));
                  }
                  return null;
                }));
      }
      callers.forEach(caller -> new Thread(caller).start());
      for (FutureTask<Void> caller : callers) {
        caller.get();
      }
    }
  }

  @Test
  void oneMoreThanThereAreStatesIsRefusedAndDisturbsNone() throws Exception {
    float[] clip = CLIPS.get(1);
    try (Sut sut = Cpp.open(spec())) {
      String alone = CppData.text(sut, clip);
      CountDownLatch all = new CountDownLatch(STATES);
      CountDownLatch goOn = new CountDownLatch(1);
      List<FutureTask<Transcript>> calls = new ArrayList<>();
      for (int i = 0; i < STATES; i++) {
        FutureTask<Transcript> call =
            new FutureTask<>(() -> sut.transcribe(TestData.call(clip), held(all, goOn)));
        calls.add(call);
        new Thread(call).start();
      }
      CppData.await(all);
      IllegalStateException refusal =
          assertThrows(IllegalStateException.class, () -> CppData.text(sut, clip));
      assertTrue(refusal.getMessage().startsWith("4 calls are under way"), refusal::toString);
      goOn.countDown();
      for (FutureTask<Transcript> call : calls) {
        assertEquals(alone, call.get().text());
      }
      assertEquals(alone, CppData.text(sut, clip));
    }
  }

  @Test
  void anInterruptEndsOneCallAlone() throws Exception {
    try (Sut sut = Cpp.open(spec())) {
      String alone = CppData.text(sut, CLIPS.get(0));
      FutureTask<String> ended = new FutureTask<>(() -> CppData.text(sut, CppData.speech(60)));
      Thread caller = new Thread(ended);
      caller.start();
      FutureTask<String> other = new FutureTask<>(() -> CppData.text(sut, CLIPS.get(0)));
      new Thread(other).start();
      caller.interrupt();
      assertEquals(alone, other.get());
      caller.join();
      assertTrue(
          assertThrows(ExecutionException.class, ended::get).getCause() instanceof SutException);
      assertNotEquals("", CppData.text(sut, CLIPS.get(1)));
    }
  }

  private static List<Segment> segments(Sut sut, float[] clip) throws SutException {
    return sut.transcribe(CppData.withWords(clip), TestData.unwatched()).segments();
  }

  private static SutSpec spec() {
    return CppData.quick(NativeBuilds.cpuLibrary())
        .withOption("audio_context", 400)
        .withOption("states", STATES);
  }

  private static TranscriptionProgress held(CountDownLatch arrived, CountDownLatch goOn) {
    return new TranscriptionProgress() {
      @Override
      public void segmentsReadable() {
        arrived.countDown();
        CppData.await(goOn);
      }

      @Override
      public void segment(Segment segment) {
        // Of no interest.
      }
    };
  }
}
