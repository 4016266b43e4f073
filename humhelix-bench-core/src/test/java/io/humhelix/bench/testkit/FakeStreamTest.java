package io.humhelix.bench.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.StreamRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.TranscriptionStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The fake backend with audio in chunks. */
class FakeStreamTest {

  private static final long MICRO = 1000;
  private static final long MILLI = 1000 * MICRO;

  /** A microsecond passes whenever somebody looks. */
  private final AtomicLong clock = new AtomicLong();

  private final FakeBackend fake = new FakeBackend(() -> clock.addAndGet(MICRO));

  private TranscriptionStream stream(Map<String, Object> options) throws SutException {
    Options all = Options.of(options);
    Sut sut =
        fake.open(
            new OpenRequest(
                SutSpec.of("f", FakeBackend.ID, "none"),
                all,
                Optional.empty(),
                TranscriptionTask.DEFAULT));
    return sut.stream(new StreamRequest("c", TranscriptionTask.DEFAULT), ContractSubject.SILENT);
  }

  private long spent(long since) {
    return clock.get() - since;
  }

  @Test
  void aChunkTakesItsTimeAndTheEndTakesThatOfTheCall() throws Exception {
    try (TranscriptionStream stream = stream(Map.of("chunk_ms", 5.0, "delays_ms", List.of(20.0)))) {
      long before = clock.get();
      stream.accept(new float[16_000]);
      long accepted = spent(before);
      assertTrue(accepted >= 5 * MILLI && accepted < 6 * MILLI, accepted + " ns");
      before = clock.get();
      Transcript transcript = stream.finish();
      long finished = spent(before);
      assertTrue(finished >= 20 * MILLI && finished < 21 * MILLI, finished + " ns");
      assertEquals(FakeBackend.TEXT, transcript.text());
      assertEquals(1.0, transcript.segments().get(0).endSeconds());
    }
    assertEquals(1, fake.calls().size());
  }

  @Test
  void withoutAudioThereIsNoText() throws Exception {
    try (TranscriptionStream stream = stream(Map.of())) {
      assertEquals("", stream.finish().text());
    }
  }

  @Test
  void aFaultComesWithTheText() throws Exception {
    try (TranscriptionStream stream = stream(Map.of("fault", "sut-error"))) {
      stream.accept(new float[1]);
      assertThrows(SutException.class, stream::finish);
    }
  }
}
