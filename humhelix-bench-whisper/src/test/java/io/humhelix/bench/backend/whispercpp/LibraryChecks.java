package io.humhelix.bench.backend.whispercpp;

import io.humhelix.bench.backend.ggml.LoadedLibraries;
import io.humhelix.bench.backend.whisper.TestData;
import io.humhelix.bench.backend.whisper.WhisperJniProvider;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Segment;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Asks in a JVM of its own, since a JVM loads one library. Writes what it is told. */
final class LibraryChecks {

  private LibraryChecks() {}

  /** Arguments: questions, each a word and a library or "-" for none. */
  public static void main(String[] args) throws Exception {
    for (int i = 0; i < args.length; i += 2) {
      System.out.println(args[i] + ": " + answer(args[i], args[i + 1]).replace('\n', ' '));
    }
  }

  private static String answer(String question, String library) throws Exception {
    Options options =
        library.equals("-") ? Options.empty() : Options.empty().with("library", library);
    WhisperCppProvider provider = new WhisperCppProvider();
    return switch (question) {
      case "probe" -> told(provider.probe(options));
      case "untested" -> told(provider.probe(options.with("allow_untested", true)));
      case "jni" -> told(new WhisperJniProvider().probe());
      case "vulkan" -> provider.preflight(TestData.request(onVulkan(library))).issues().toString();
      case "software" -> {
        SutSpec spec = onVulkan(library).withOption("allow_software_device", true);
        yield provider.preflight(TestData.request(spec)).issues().toString();
      }
      case "carried" -> {
        SutSpec spec = Cpp.with(Path.of(library)).withOption("initial_prompt", "x");
        spec = spec.withOption("carry_initial_prompt", true);
        yield provider.preflight(TestData.request(spec)).issues().toString();
      }
      case "preflight" -> {
        SutSpec spec = Cpp.with(Path.of(library)).withOption("allow_untested", true);
        Preflight preflight = provider.preflight(TestData.request(spec));
        yield preflight.issues().toString();
      }
      case "jni-text" -> {
        try (var sut = new WhisperJniProvider().open(TestData.request(TestData.tinyEn()))) {
          yield Cpp.say(sut, TestData.fiveSeconds(), TestData.request(TestData.tinyEn()).task())
              .text();
        }
      }
      case "exit" -> exit(Path.of(library));
      case "loaded" -> LoadedLibraries.loaded().toString();
      case "mixture" -> {
        try {
          LoadedLibraries.refuseMixture("me", List.of(), List.of(Path.of(library)));
          yield "none";
        } catch (SutException e) {
          yield e.getMessage() + " | " + e.remedy();
        }
      }
      case "text" -> {
        SutSpec spec = Cpp.with(Path.of(library));
        try (var sut = Cpp.open(spec)) {
          yield Cpp.say(sut, TestData.fiveSeconds(), TestData.request(spec).task()).text();
        }
      }
      default -> throw new IllegalArgumentException(question);
    };
  }

  private static SutSpec onVulkan(String library) {
    return Cpp.with(Path.of(library)).withDevice("vulkan");
  }

  /** Exits while a call is under way, which says how it ended. */
  private static String exit(Path library) throws Exception {
    CountDownLatch under = new CountDownLatch(1);
    Sut sut = Cpp.open(Cpp.with(library));
    Thread caller =
        new Thread(
            () -> {
              try {
                sut.transcribe(
                    TestData.call(TestData.samples(Cpp.longClip())),
                    new Cpp.Heard() {
                      @Override
                      public void segment(Segment segment) {
                        under.countDown();
                      }
                    });
                System.out.println("call: whole");
              } catch (SutException e) {
                System.out.println("call: ended");
              }
            });
    caller.setDaemon(true);
    caller.start();
    under.await();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> joined(caller)));
    System.exit(0);
    return "";
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String told(Availability availability) {
    return availability.available() + " " + availability.detail() + " | " + availability.remedy();
  }
}
