package io.humhelix.bench.backend.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Phase;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The time of a call against what the server itself logged, and against a client that does nothing
 * but send. In milliseconds that is measured by {@code examples/benchmarks}; here by ratios that
 * hold on a busy machine too, and that a mistake of the order of the server's work would break.
 */
@Tag("slow")
class HttpTimingTest {

  private static final long WORK = 20_000_000;
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 6;
  private static final boolean FULL = Boolean.getBoolean("humhelix.test.full");
  private static final String BARE = "/bare";
  private static final int CLIPS = 5;

  private final TranscriptionRequest call = Requests.call();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RawServer server;
  private final HttpRequest bare;
  private final List<Long> logged = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  @TempDir Path folder;

  HttpTimingTest() throws Exception {
    server = new RawServer();
    Form form = new Form("x").field("model", "x");
    bare =
        HttpRequest.newBuilder(URI.create(server.url() + BARE))
            .header("Content-Type", form.contentType())
            .POST(BodyPublishers.ofByteArray(form.body(WavFile.of(call.samples()))))
            .build();
    server.answer(
        (request, socket) -> {
          long start = System.nanoTime();
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          Pause.nanos(WORK);
          // Before the answer, since the next call may come before the server goes on.
          underWay.decrementAndGet();
          if (!request.path().equals(BARE)) {
            logged.add(System.nanoTime() - start);
          }
          RawServer.GOOD.to(request, socket);
        });
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** After each trial a bare client makes as many calls, so that both meet the same machine. */
  @Test
  void aCallTakesWhatTheServerLoggedAndLittleMore() throws Exception {
    List<Double> theirs = new ArrayList<>();
    RunListener inTurn =
        new RunListener() {
          @Override
          public void trialFinished(RunEvents.TrialFinished event) {
            for (int i = 0; event.result().counts() && i < CLIPS; i++) {
              long begin = System.nanoTime();
              assertDoesNotThrow(() -> client.send(bare, BodyHandlers.ofString()));
              theirs.add((double) (System.nanoTime() - begin));
            }
          }
        };
    RunConfigResult result =
        Harness.builder()
            .discovery(false)
            .listener(inTurn)
            .provider(new HttpProvider())
            .run(
                TestClips.definition(folder, CLIPS)
                    .suts(List.of(Requests.spec(server.url())))
                    .trials(TrialPolicy.DEFAULT.withCounts(2, FULL ? 20 : 6))
                    .build())
            .runConfigs()
            .get(0);
    assertEquals(TrialStatus.OK, result.status());
    assertEquals(result.validTrials().size() * CLIPS, theirs.size());
    // In the order in which they were made, as the server has them.
    List<ClipResult> calls =
        result.validTrials().stream()
            .flatMap(t -> t.clips().stream().sorted(Comparator.comparingInt(c -> c.call().row())))
            .toList();
    List<Long> ofThese = logged.subList(logged.size() - calls.size(), logged.size());
    List<Double> added = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      long nanos = calls.get(i).totalNanos();
      assertTrue(nanos >= ofThese.get(i), nanos + " is less than the server's " + ofThese.get(i));
      assertTrue(phase(calls.get(i), "wait") >= WORK - 2_000_000, "the work is not in the wait");
      added.add((double) nanos / ofThese.get(i));
    }
    assertTrue(median(added) < 1.25, "time / server's time: " + added);
    double ratio =
        median(calls.stream().map(call -> (double) call.totalNanos()).toList()) / median(theirs);
    assertTrue(ratio < (FULL ? 1.05 : 1.25), "time / a bare client's time: " + ratio);
  }

  private static long phase(ClipResult call, String name) {
    return call.phases().stream()
        .filter(p -> p.name().equals(name))
        .mapToLong(Phase::nanos)
        .findFirst()
        .orElseThrow();
  }

  /**
   * A mistake that costs time costs it in every round; another program that has the processors does
   * not reach the calls of one kind alone in all of them. So the best round counts.
   */
  @Test
  void manyStreamsTakeWhatABareClientTakes() throws Exception {
    int streams = FULL ? 64 : 32;
    int calls = FULL ? 50 : 15;
    double bound = FULL ? 1.15 : 1.5;
    List<Double> ratios = new ArrayList<>();
    try (Sut sut = Requests.open(Requests.spec(server.url()))) {
      sut.prepare(call);
      do {
        ratios.add(ratio(() -> sut.transcribe(call, new Requests.Noted()), streams, calls));
      } while (Collections.min(ratios) >= bound && ratios.size() < ROUNDS);
    }
    assertTrue(most.get() > streams / 2, "only " + most + " calls were under way at once");
    assertTrue(Collections.min(ratios) < bound, "p95 / p95 of a bare client, by round: " + ratios);
  }

  /** The comparison sees streams that wait for each other, in any round. */
  @Test
  void aLockRoundTheCallsWouldShow() throws Exception {
    try (Sut sut = Requests.open(Requests.spec(server.url()))) {
      sut.prepare(call);
      Object lock = new Object();
      double ratio =
          ratio(
              () -> {
                synchronized (lock) {
                  sut.transcribe(call, new Requests.Noted());
                }
              },
              12,
              4);
      assertTrue(ratio > 1.5, "p95 / p95 of a bare client: " + ratio);
    }
  }

  /** A call of ours. */
  @FunctionalInterface
  private interface Own {
    void call() throws Exception;
  }

  /** Returns the 95th percentile of our calls in that of bare ones, which are made in turn. */
  private double ratio(Own own, int streams, int calls) throws Exception {
    List<Double> ours = Collections.synchronizedList(new ArrayList<>());
    List<Double> theirs = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(streams);
    try {
      CyclicBarrier start = new CyclicBarrier(streams);
      List<Future<?>> all = new ArrayList<>();
      for (int stream = 0; stream < streams; stream++) {
        int number = stream;
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  // In turn within every stream, so that both have the same neighbours.
                  for (int i = 0; i < 2 * (WARM_UP + calls); i++) {
                    long begin = System.nanoTime();
                    boolean isOwn = (i + number) % 2 == 0;
                    if (isOwn) {
                      own.call();
                    } else {
                      client.send(bare, BodyHandlers.ofString());
                    }
                    double nanos = System.nanoTime() - begin;
                    if (i >= 2 * WARM_UP) {
                      (isOwn ? ours : theirs).add(nanos);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(streams * calls, ours.size());
    assertEquals(streams * calls, theirs.size());
    return p95(ours) / p95(theirs);
  }

  private static double p95(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
