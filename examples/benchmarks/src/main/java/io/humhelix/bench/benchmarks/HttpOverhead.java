package io.humhelix.bench.benchmarks;

import io.humhelix.bench.backend.http.HttpProvider;
import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Isolation;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.ClipResult;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Prints what the backend {@code http} adds to the time of a loopback server of 20 ms. */
public final class HttpOverhead {

  private static final long WORK_NANOS = 20_000_000;
  private static final int TRIALS = 1000;
  private static final int STREAMS = 64;
  private static final int WARM_UP = 20;
  private static final int WARM_UP_TRIALS = 300;
  private static final int CALLS = 100;
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double TAIL = 0.95;

  private static final TranscriptionProgress NOBODY =
      new TranscriptionProgress() {
        @Override
        public void segmentsReadable() {
          // Nobody listens.
        }

        @Override
        public void segment(Segment segment) {
          // Nobody listens.
        }
      };

  private HttpOverhead() {}

  /**
   * Measures and prints.
   *
   * @param args the folder of the examples' data; {@code examples/data} by default
   * @throws Exception if the clip cannot be read or a call failed
   */
  public static void main(String[] args) throws Exception {
    Path clip = Path.of(args.length > 0 ? args[0] : "examples/data").resolve("speech/5s.wav");
    System.out.printf(
        "%d processors, Java %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
    try (ServerClock server = new ServerClock(WORK_NANOS)) {
      float[] samples = Samples.of(clip);
      oneByOne(server, samples, clip);
      for (int round = 1; round <= ROUNDS; round++) {
        streams(server, samples, round);
      }
    }
  }

  /**
   * Calls under the harness, each beside what the server logged of it, and one of a bare client
   * after each trial of one call.
   */
  private static void oneByOne(ServerClock server, float[] samples, Path clip) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest bare = bare(server, samples);
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    RunListener inTurn =
        new RunListener() {
          @Override
          public void trialFinished(RunEvents.TrialFinished event) {
            double logged = server.last(1).get(0);
            long begin = System.nanoTime();
            try {
              client.send(bare, BodyHandlers.ofString());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            double sent = System.nanoTime() - begin;
            if (event.result().counts()) {
              ClipResult call = event.result().clips().get(0);
              add(millis, "measured", call.totalNanos());
              add(millis, "the server's log", logged);
              add(millis, "added", call.totalNanos() - logged);
              add(millis, "added to a bare client's", sent - server.last(1).get(0));
              call.phases().forEach(p -> add(millis, "phase " + p.name(), p.nanos()));
            }
          }
        };
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("http")
            .workload(Workload.of("clip", AudioClip.of(clip)))
            .sut(spec(server))
            .isolation(Isolation.IN_PROCESS)
            .trials(TrialPolicy.DEFAULT.withForks(1).withCounts(WARM_UP_TRIALS, TRIALS))
            .build();
    Harness.builder().listener(inTurn).run(definition);
    millis.forEach(
        (what, values) ->
            System.out.printf("%d calls, ms: %s %s%n", values.size(), what, Spread.of(values)));
  }

  private static void add(Map<String, List<Double>> millis, String what, double nanos) {
    millis.computeIfAbsent(what, w -> new ArrayList<>()).add(nanos / NANOS_PER_MILLI);
  }

  private static HttpRequest bare(ServerClock server, float[] samples) {
    return HttpRequest.newBuilder(URI.create(server.url() + "/bare"))
        .header("Content-Type", "multipart/form-data; boundary=x")
        .POST(BodyPublishers.ofByteArray(new byte[2 * samples.length]))
        .build();
  }

  /** Streams that each make a call of ours and a bare one in turn. */
  private static void streams(ServerClock server, float[] samples, int round) throws Exception {
    TranscriptionRequest request =
        new TranscriptionRequest("clip", samples, TranscriptionTask.DEFAULT);
    HttpRequest bare = bare(server, samples);
    List<Double> ours = Collections.synchronizedList(new ArrayList<>());
    List<Double> theirs = Collections.synchronizedList(new ArrayList<>());
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService threads = Executors.newFixedThreadPool(STREAMS);
    try (Sut sut =
        new HttpProvider()
            .open(
                new OpenRequest(
                    spec(server), options(server), Optional.empty(), TranscriptionTask.DEFAULT))) {
      sut.prepare(request);
      CyclicBarrier start = new CyclicBarrier(STREAMS);
      List<Future<?>> all = new ArrayList<>();
      for (int stream = 0; stream < STREAMS; stream++) {
        int number = stream;
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 2 * (WARM_UP + CALLS); i++) {
                    boolean own = (i + number) % 2 == 0;
                    long begin = System.nanoTime();
                    if (own) {
                      sut.transcribe(request, NOBODY);
                    } else {
                      client.send(bare, BodyHandlers.ofString());
                    }
                    double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
                    if (i >= 2 * WARM_UP) {
                      (own ? ours : theirs).add(millis);
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
    System.out.printf(
        "round %d, %d streams, ms: ours p50 %.3f p95 %.3f; bare p50 %.3f p95 %.3f;"
            + " added at p95 %.3f%n",
        round,
        STREAMS,
        quantile(ours, 0.5),
        quantile(ours, TAIL),
        quantile(theirs, 0.5),
        quantile(theirs, TAIL),
        quantile(ours, TAIL) - quantile(theirs, TAIL));
  }

  private static SutSpec spec(ServerClock server) {
    return SutSpec.of("server", HttpProvider.ID, "whisper-1")
        .withDevice("remote")
        .withOption("url", server.url());
  }

  private static Options options(ServerClock server) {
    return spec(server).options();
  }

  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * share) - 1);
  }
}
