package io.humhelix.bench.backend.whispercpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A call ends early by an interrupt of its thread or by what a listener throws, and the next call
 * is right. What it does until then is less than one of the minute's windows.
 */
@Tag("slow")
class CancellationTest {

  private static final float[] FIVE_SECONDS = TestData.samples(TestData.fiveSeconds());
  private static final float[] MINUTE = CppData.speech(60);

  @Test
  void anInterruptedCallEndsAndTheNextIsRight() throws Exception {
    try (Sut sut = Cpp.open(greedy())) {
      String text = CppData.text(sut, FIVE_SECONDS);
      assertEndsInTheFirstWindow(sut);
      assertEquals(text, CppData.text(sut, FIVE_SECONDS));
    }
  }

  /** whisper.cpp's beams are drawn at random, going on from call to call: no text is exact. */
  @Test
  void soDoesOneWithManyBeams() throws Exception {
    try (Sut sut = Cpp.open(greedy().withOption("beam_size", 8))) {
      assertEndsInTheFirstWindow(sut);
      assertTrue(CppData.text(sut, FIVE_SECONDS).contains("selfish"));
    }
  }

  private static void assertEndsInTheFirstWindow(Sut sut) throws InterruptedException {
    Ends call = new Ends(sut, MINUTE, segment -> {});
    call.thread.interrupt();
    SutException end = call.failure(SutException.class);
    assertEquals(FailureKind.TIMEOUT, end.kind());
    assertFalse(end.endsTrial(), end::toString);
    assertTrue(end.getMessage().contains("clip clip"), end::toString);
    assertEquals(List.of(), call.segments);
    assertTrue(call.interruptedAfter, "the interrupt is the harness's, who must see it");
  }

  @Test
  void oneInterruptedWhileItDecodesEndsBeforeItsNextWindow() throws Exception {
    try (Sut sut = Cpp.open(greedy())) {
      String text = CppData.text(sut, FIVE_SECONDS);
      CountDownLatch first = new CountDownLatch(1);
      CountDownLatch interrupted = new CountDownLatch(1);
      Ends call =
          new Ends(
              sut,
              MINUTE,
              segment -> {
                first.countDown();
                CppData.await(interrupted);
              });
      CppData.await(first);
      call.thread.interrupt();
      interrupted.countDown();
      assertEquals(FailureKind.TIMEOUT, call.failure(SutException.class).kind());
      double heard = call.segments.get(call.segments.size() - 1).endSeconds();
      assertTrue(heard <= 30, call.segments::toString);
      assertEquals(text, CppData.text(sut, FIVE_SECONDS));
    }
  }

  @Test
  void oneInterruptedBeforehandDoesNoWork() throws Exception {
    try (Sut sut = Cpp.open(greedy())) {
      List<Segment> segments = new ArrayList<>();
      Thread.currentThread().interrupt();
      SutException end =
          assertThrows(
              SutException.class,
              () -> sut.transcribe(TestData.call(FIVE_SECONDS), listener(segments::add)));
      assertTrue(Thread.interrupted());
      assertEquals(FailureKind.TIMEOUT, end.kind());
      assertEquals(List.of(), segments);
      assertTrue(CppData.text(sut, FIVE_SECONDS).contains("selfish"));
    }
  }

  @Test
  void oneInterruptedAtItsEndStillEndsAsInterrupted() throws Exception {
    try (Sut sut = Cpp.open(greedy())) {
      SutException end =
          assertThrows(
              SutException.class,
              () ->
                  sut.transcribe(
                      TestData.call(FIVE_SECONDS),
                      listener(segment -> Thread.currentThread().interrupt())));
      assertTrue(Thread.interrupted());
      assertEquals(FailureKind.TIMEOUT, end.kind());
      assertTrue(CppData.text(sut, FIVE_SECONDS).contains("selfish"));
    }
  }

  @Test
  void whatAListenerThrowsComesOutAndEndsTheCall() throws Exception {
    try (Sut sut = Cpp.open(greedy())) {
      for (Throwable thrown :
          List.of(new IllegalArgumentException("mine"), new AssertionError("mine too"))) {
        List<Segment> heard = new ArrayList<>();
        Throwable end =
            assertThrows(
                Throwable.class,
                () ->
                    sut.transcribe(
                        TestData.call(MINUTE),
                        listener(
                            segment -> {
                              heard.add(segment);
                              throwIt(thrown);
                            })));
        assertSame(thrown, end);
        assertEquals(1, heard.size(), "no segment comes after it, of ten windows");
        assertTrue(CppData.text(sut, FIVE_SECONDS).contains("selfish"));
      }
    }
  }

  @Test
  void noneIsClosedOrCalledAgainFromWithinItself() throws Exception {
    try (Sut sut = Cpp.open(CppData.quick(NativeBuilds.cpuLibrary()).withOption("states", 2))) {
      List<Throwable> refused = new ArrayList<>();
      sut.transcribe(
          TestData.call(FIVE_SECONDS),
          listener(
              segment -> {
                refused.add(assertThrows(IllegalStateException.class, sut::close));
                refused.add(
                    assertThrows(
                        IllegalStateException.class, () -> CppData.text(sut, FIVE_SECONDS)));
              }));
      assertEquals(2, refused.size());
      assertTrue(CppData.text(sut, FIVE_SECONDS).contains("selfish"));
    }
  }

  @Test
  void closeWaitsForAnInterruptedCall() throws Exception {
    Sut sut = Cpp.open(greedy());
    CountDownLatch first = new CountDownLatch(1);
    Ends call = new Ends(sut, MINUTE, segment -> first.countDown());
    CppData.await(first);
    call.thread.interrupt();
    sut.close();
    assertEquals(FailureKind.TIMEOUT, call.failure(SutException.class).kind());
    assertThrows(IllegalStateException.class, () -> CppData.text(sut, FIVE_SECONDS));
  }

  private static SutSpec greedy() {
    return CppData.quick(NativeBuilds.cpuLibrary());
  }

  private static void throwIt(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  private static TranscriptionProgress listener(Consumer<Segment> onSegment) {
    return new TranscriptionProgress() {
      @Override
      public void segmentsReadable() {
        // Of no interest.
      }

      @Override
      public void segment(Segment segment) {
        onSegment.accept(segment);
      }
    };
  }

  /** A call that has begun, on a thread of its own. */
  private static final class Ends {

    private final List<Segment> segments = new ArrayList<>();
    private final FutureTask<Transcript> task;
    private final Thread thread;
    private volatile boolean interruptedAfter;

    Ends(Sut sut, float[] samples, Consumer<Segment> onSegment) {
      CountDownLatch begun = new CountDownLatch(1);
      task =
          new FutureTask<>(
              () -> {
                begun.countDown();
                try {
                  return sut.transcribe(
                      TestData.call(samples),
                      listener(
                          segment -> {
                            segments.add(segment);
                            onSegment.accept(segment);
                          }));
                } finally {
                  interruptedAfter = Thread.currentThread().isInterrupted();
                }
              });
      thread = new Thread(task, "caller");
      thread.start();
      CppData.await(begun);
    }

    <T extends Throwable> T failure(Class<T> type) throws InterruptedException {
      thread.join();
      Throwable cause = assertThrows(ExecutionException.class, task::get).getCause();
      return type.cast(cause);
    }
  }
}
