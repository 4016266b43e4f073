package io.humhelix.bench.testkit;

import io.humhelix.bench.model.Options;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.result.Transcript;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import io.humhelix.bench.spi.TranscriptionProgress;
import io.humhelix.bench.spi.TranscriptionRequest;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** For each check of the contract a backend that breaks its promise, and what is said of it. */
final class BrokenBackends {

  /** A backend and a part of the message. */
  record Broken(Supplier<SutProvider> backend, String says) {}

  private static final AtomicInteger COUNTER = new AtomicInteger();

  /** Held so that leaks stay: files, and a latch that ends threads after the tests. */
  static final List<InputStream> LEAKED_FILES = new ArrayList<>();

  static final List<Process> LEAKED_PROCESSES = new ArrayList<>();
  static final CountDownLatch END_OF_TESTS = new CountDownLatch(1);

  private BrokenBackends() {}

  static Map<String, Broken> byCheck() {
    Map<String, Broken> broken = new LinkedHashMap<>();
    listing(broken);
    provider(broken);
    system(broken);
    call(broken);
    audio(broken);
    stream(broken);
    closing(broken);
    return broken;
  }

  private static void listing(Map<String, Broken> broken) {
    broken.put(
        "id",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public String id() {
                    return "Plain Backend";
                  }
                },
            "the id is 'Plain Backend'"));
    broken.put(
        "spi-version",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public int spiVersion() {
                    return SPI_VERSION + 1;
                  }
                },
            "the SPI version is 2"));
    broken.put(
        "description",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public String description() {
                    return "one line\nand another";
                  }
                },
            "the description is 'one line"));
    broken.put(
        "stable-facts",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Capabilities capabilities() {
                    return new Capabilities(
                        Set.of(), Set.of("cuda" + COUNTER.incrementAndGet()), Set.of());
                  }
                },
            "capabilities changed"));
    broken.put(
        "options-well-formed",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public List<OptionSpec> options() {
                    return List.of(
                        OptionSpec.of("beams", OptionSpec.Type.INTEGER, "how many")
                            .withDefault(20L)
                            .between(1, 9));
                  }
                },
            "20, outside its own bounds"));
    broken.put("listing-loads-nothing", new Broken(LoadsALibrary::new, "listing loaded ["));
    broken.put(
        "listing-is-silent",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public String description() {
                    java.lang.System.out.println("describing");
                    return super.description();
                  }
                },
            "standard stream: 'describing'"));
  }

  private static void provider(Map<String, Broken> broken) {
    broken.put(
        "native-build",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Optional<String> nativeBuild(Options options) {
                    return Optional.empty();
                  }

                  @Override
                  public Availability probe() {
                    MappedLibrary.map();
                    return super.probe();
                  }
                },
            "nativeBuild is empty, but probe or preflight loaded ["));
    broken.put(
        "probe",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Availability probe() {
                    throw new UnsatisfiedLinkError("no plain in java.library.path");
                  }
                },
            "UnsatisfiedLinkError"));
    broken.put(
        "preflight-accepts",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Preflight preflight(OpenRequest request) {
                    return Preflight.refused(List.of(Issue.error("no", "never.", "Nothing.")));
                  }
                },
            "it refused"));
    broken.put(
        "preflight-files",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  List<Path> modelFiles() {
                    return List.of(Path.of("no-such-file.bin"));
                  }
                },
            "no-such-file.bin is not a readable file"));
    broken.put(
        "preflight-repeats",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Preflight preflight(OpenRequest request) {
                    String count = "call " + COUNTER.incrementAndGet();
                    return new Preflight(List.of(Issue.info("count", count)), List.of());
                  }
                },
            "first Preflight"));
    broken.put("preflight-missing-model", new Broken(Accepts::new, "nothing wrong with model"));
    broken.put("preflight-unknown-device", new Broken(Accepts::new, "on cuda:99"));
    broken.put(
        "preflight-all-at-once",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Preflight preflight(OpenRequest request) {
                    Preflight all = super.preflight(request);
                    return all.issues().isEmpty()
                        ? all
                        : Preflight.refused(all.issues().subList(0, 1));
                  }
                },
            "neither model nor device exists"));
    broken.put(
        "preflight-is-silent",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Availability probe() {
                    java.lang.System.err.println("probing");
                    return super.probe();
                  }
                },
            "standard stream: 'probing'"));
  }

  private static void system(Map<String, Broken> broken) {
    broken.put(
        "opens",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Sut open(OpenRequest request) {
                    return null;
                  }
                },
            "open returned null"));
    AtomicInteger opened = new AtomicInteger();
    broken.put(
        "opens-again",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Sut open(OpenRequest request) throws SutException {
                    if (opened.incrementAndGet() > 1) {
                      throw new SutException(FailureKind.SUT_ERROR, "only once", "");
                    }
                    return super.open(request);
                  }
                },
            "only once"));
    broken.put(
        "open-missing-model",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  public Sut open(OpenRequest request) {
                    throw new UncheckedIOException(new IOException(request.spec().model()));
                  }
                },
            "UncheckedIOException"));
    broken.put(
        "effective-facts",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  String device(OpenRequest request) {
                    return " ";
                  }
                },
            "a fact is blank"));
    broken.put(
        "effective-device",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  String device(OpenRequest request) {
                    return "cuda:0";
                  }
                },
            "'cpu' was requested, 'cuda:0' did the work"));
    broken.put(
        "effective-options",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  Options inEffect(OpenRequest request) {
                    return Options.of(Map.of("mode", "fast"));
                  }
                },
            "option 'beams' is 2"));
    broken.put(
        "max-concurrency",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  int streams() {
                    return 0;
                  }
                },
            "maxConcurrency is 0"));
    broken.put(
        "servers",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  List<InetSocketAddress> listening() {
                    return List.of(InetSocketAddress.createUnresolved("localhost", 0));
                  }
                },
            "servers returned [localhost"));
  }

  private static void call(Map<String, Broken> broken) {
    broken.put(
        "same-text",
        broken(
            "first 'text 1', then 'text 2'",
            (number, clip, progress) -> Transcript.ofText("text " + number)));
    broken.put(
        "samples-untouched",
        broken(
            "first at index 3",
            (number, clip, progress) -> {
              clip.samples()[3] = 0.5f;
              return Transcript.ofText("a text");
            }));
    broken.put(
        "progress",
        broken(
            "which the transcript lacks",
            (number, clip, progress) -> {
              progress.segment(Segment.of(0, 1, "lost"));
              return Transcript.ofText("a text");
            }));
    broken.put(
        "nothing-after-return",
        broken(
            "wanted a CPU, above all 'works-late'",
            (number, clip, progress) -> {
              Thread late = new Thread(BrokenBackends::workOn, "works-late");
              late.setDaemon(true);
              late.start();
              return Transcript.ofText("a text");
            }));
    broken.put(
        "calls-are-silent",
        broken(
            "standard stream: 'transcribing'",
            (number, clip, progress) -> {
              java.lang.System.out.println("transcribing");
              return Transcript.ofText("a text");
            }));
    broken.put(
        "concurrent-calls",
        broken(
            "with 2 concurrent calls",
            (number, clip, progress) -> Transcript.ofText(number == 1 ? "alone" : "together")));
  }

  private static void audio(Map<String, Broken> broken) {
    broken.put(
        "segments",
        broken(
            "is not within a clip of 3.0 s",
            (number, clip, progress) ->
                Transcript.of(List.of(Segment.of(0, clip.seconds() + 30, " padded")))));
    broken.put("empty-audio", onOdd(0, "ArrayIndexOutOfBounds"));
    broken.put("one-sample", onOdd(1, "ArrayIndexOutOfBounds"));
    broken.put("short-audio", onOdd(160, "ArrayIndexOutOfBounds"));
    broken.put(
        "silence",
        broken(
            "it wrote 'a text', and after three seconds of silence ''",
            (number, clip, progress) -> Transcript.ofText(number < 2 ? "a text" : "")));
    broken.put("full-scale", onOdd(16_000, "ArrayIndexOutOfBounds"));
    broken.put("long-audio", onOdd(4 * 16_000, "ArrayIndexOutOfBounds"));
  }

  private static void stream(Map<String, Broken> broken) {
    broken.put(
        "stream-text",
        streamed("' a text' for the whole clip, and '' for its chunks", chunks -> ""));
    broken.put(
        "stream-without-audio",
        streamed("IndexOutOfBoundsException", chunks -> chunks.get(0).length > 0 ? " a text" : ""));
    broken.put(
        "stream-abandoned",
        new Broken(
            () ->
                new PlainBackend() {
                  private boolean stuck;

                  @Override
                  Transcript streamed(String clip, List<float[]> chunks) throws SutException {
                    return stuck ? Transcript.ofText("") : super.streamed(clip, chunks);
                  }

                  @Override
                  void streamClosed(boolean finished, boolean again) {
                    stuck |= !finished;
                  }
                },
            "after a stream that was closed unfinished ''"));
    List<float[]> shared = new ArrayList<>();
    broken.put(
        "streams-at-once",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  Transcript streamed(String clip, List<float[]> chunks) {
                    shared.addAll(chunks);
                    return Transcript.ofText("chunks " + shared.size());
                  }
                },
            "with 2 concurrent streams 'chunks 12'"));
  }

  private static Broken streamed(String says, Function<List<float[]>, String> text) {
    return new Broken(
        () ->
            new PlainBackend() {
              @Override
              Transcript streamed(String clip, List<float[]> chunks) {
                return Transcript.ofText(text.apply(chunks));
              }
            },
        says);
  }

  private static void closing(Map<String, Broken> broken) {
    broken.put(
        "closes-twice",
        new Broken(
            () ->
                new PlainBackend() {
                  @Override
                  void closing(boolean again) {
                    if (again) {
                      throw new IllegalStateException("already closed");
                    }
                  }
                },
            "already closed"));
    broken.put(
        "no-thread-left",
        broken(
            "[left-behind",
            (number, clip, progress) -> {
              Thread thread = new Thread(BrokenBackends::waitForTheEnd, "left-behind");
              thread.setDaemon(true);
              thread.start();
              return Transcript.ofText("a text");
            }));
    broken.put(
        "no-process-left",
        broken(
            "processes still running",
            (number, clip, progress) -> {
              try {
                LEAKED_PROCESSES.add(new ProcessBuilder("sleep", "60").start());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return Transcript.ofText("a text");
            }));
    broken.put(
        "no-file-left",
        broken(
            "open files: ",
            (number, clip, progress) -> {
              try {
                LEAKED_FILES.add(new FileInputStream("/dev/null"));
              } catch (FileNotFoundException e) {
                throw new UncheckedIOException(e);
              }
              return Transcript.ofText("a text");
            }));
  }

  private static Broken onOdd(int length, String says) {
    return broken(
        says,
        (number, clip, progress) -> {
          if (clip.samples().length == length) {
            throw new ArrayIndexOutOfBoundsException(length);
          }
          return Transcript.ofText("a text");
        });
  }

  /** A call of a broken backend. */
  @FunctionalInterface
  interface Call {
    Transcript apply(int number, TranscriptionRequest clip, TranscriptionProgress progress)
        throws SutException;
  }

  static Broken broken(String says, Call call) {
    return new Broken(
        () ->
            new PlainBackend() {
              @Override
              Transcript call(int number, TranscriptionRequest c, TranscriptionProgress progress)
                  throws SutException {
                return call.apply(number, c, progress);
              }
            },
        says);
  }

  private static void workOn() {
    long end = java.lang.System.nanoTime() + 2_000_000_000L;
    while (java.lang.System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  private static void waitForTheEnd() {
    try {
      END_OF_TESTS.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Finds nothing wrong with anything. */
  private static final class Accepts extends PlainBackend {
    @Override
    public Preflight preflight(OpenRequest request) {
      return Preflight.ok(List.of());
    }
  }

  /** Maps a file that ends in {@code .so} as loading a library does. */
  private static final class LoadsALibrary extends PlainBackend {
    @Override
    public String description() {
      MappedLibrary.map();
      return super.description();
    }
  }
}
