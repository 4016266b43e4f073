package io.humhelix.bench.html;

import io.humhelix.bench.harness.SimulatedEngine;
import io.humhelix.bench.harness.SimulatedRun;
import io.humhelix.bench.model.AccuracyPolicy;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.store.MultipliedTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Results files to make reports of: simulated engines, but real records, scores, metrics and flags.
 * The same call writes the same numbers each time. See {@link #main} to write all of them.
 */
public final class ReportFixtures {

  private static final Instant DAY = Instant.parse("2026-11-02T21:14:05.120Z");
  private static final String LANGUAGE = "en";

  private ReportFixtures() {}

  /**
   * A run of three engines over short clips and one of 30 s, with a system that is refused, one
   * that fails and one whose texts are too bad; one fork was disturbed.
   */
  public static List<Path> singleStream(Path folder) {
    List<AudioClip> clips = SpokenTexts.english(24);
    AudioClip half = SpokenTexts.inOne("30s.wav", clips.subList(0, 6), " ", 30);
    return List.of(
        single(
            "engines",
            LANGUAGE,
            new Workload("dictation", clips, TranscriptionTask.transcribe(LANGUAGE)),
            new Workload("30s.wav", List.of(half), TranscriptionTask.transcribe(LANGUAGE)),
            folder));
  }

  /** The same in Chinese, where characters decide. */
  public static List<Path> chinese(Path folder) {
    List<AudioClip> clips = SpokenTexts.chinese(16);
    AudioClip half = SpokenTexts.inOne("30s-zh.wav", clips.subList(0, 7), "", 30);
    return List.of(
        single(
            "engines, Chinese",
            "zh",
            new Workload("duanju", clips, TranscriptionTask.transcribe("zh")),
            new Workload("30s-zh.wav", List.of(half), TranscriptionTask.transcribe("zh")),
            folder));
  }

  private static Path single(
      String name, String language, Workload first, Workload second, Path folder) {
    AccuracyPolicy gates =
        language.equals(LANGUAGE)
            ? AccuracyPolicy.DEFAULT.withMaxWerPercent(25)
            : AccuracyPolicy.DEFAULT.withMaxCerPercent(25);
    List<String> onlyFirst = List.of(first.name());
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder(name)
            .models(Path.of("models"))
            .workload(first, second)
            .suts(
                List.of(
                    sut("whisper.cpp", "whisper-jni", "tiny", "q5_1", "cpu", 5),
                    sut("onnxruntime 8 bit", "onnxruntime", "tiny", "quantized", "cpu", 5),
                    sut("faster-whisper", "faster-whisper", "small", "float16", "cuda:0", 5),
                    sut("whisper.cpp CUDA", "whisper-jni", "small", "f16", "cuda:7", 5)
                        .withWorkloads(onlyFirst),
                    sut("faster-whisper large", "faster-whisper", "large-v3", "float32", "cpu", 5)
                        .withWorkloads(onlyFirst),
                    sut("whisper.cpp greedy", "whisper-jni", "tiny", "q4_0", "cpu", 1)
                        .withWorkloads(onlyFirst)))
            .trials(TrialPolicy.DEFAULT.withCounts(1, 5).withForks(3).withSeed(17))
            .accuracy(gates)
            .build();
    return new SimulatedRun(definition, DAY)
        .host("gpu", "NVIDIA L4, 23034 MiB, driver 570.86.10")
        .engine(
            "whisper.cpp",
            engine("whisper.cpp", "1.7.4", "BLAS")
                .takes(0.35, 0.31, 0.034)
                .resident(310_000_000)
                .hears((clip, fork) -> SpokenTexts.heard(clip, 0.055, 1))
                .otherLoad((fork, trial) -> fork == 2 ? 0.31 : 0.02)
                .pace((fork, trial) -> fork == 2 ? 1.12 : 1))
        .engine(
            "onnxruntime 8 bit",
            engine("ONNX Runtime", "1.20.1", "CPU (957 nodes)")
                .takes(0.9, 0.09, 0.021)
                .resident(640_000_000)
                .hears((clip, fork) -> SpokenTexts.heard(clip, 0.06, 2)))
        .engine(
            "faster-whisper",
            engine("CTranslate2", "4.5.0", "CUDA")
                .takes(2.4, 0.055, 0.0068)
                .resident(1_900_000_000)
                .spread(0.03)
                .hears(
                    (clip, fork) ->
                        SpokenTexts.heard(
                            clip, 0.02, fork == 3 && clip.id().contains("00") ? 9 : 3)))
        .engine(
            "whisper.cpp CUDA",
            engine("whisper.cpp", "1.7.4", "CUDA")
                .issue(
                    Issue.error(
                        "device-missing",
                        "sut 'whisper.cpp CUDA' asks for device 'cuda:7', but this machine has one"
                            + " GPU: cuda:0 (NVIDIA L4).",
                        "Set device to cuda:0 or cpu.")))
        .engine(
            "faster-whisper large",
            engine("CTranslate2", "4.5.0", "CPU")
                .takes(11, 1, 1)
                .failing(
                    new Failure(
                        FailureKind.OUT_OF_MEMORY_KILLED,
                        "open",
                        "the worker process was killed while it loaded the model: its control group"
                            + " ran out of memory (limit 4 GiB).",
                        "Take a smaller model or compute type, or raise the limit.",
                        "oom-kill:constraint=CONSTRAINT_MEMCG,task=java,pid=4711")))
        .engine(
            "whisper.cpp greedy",
            engine("whisper.cpp", "1.7.4", "BLAS")
                .takes(0.3, 0.2, 0.012)
                .resident(260_000_000)
                .option("beam_size", 1L)
                .hears((clip, fork) -> SpokenTexts.heard(clip, 0.35, 4)))
        .store(folder)
        .resultsFile()
        .orElseThrow();
  }

  /** Runs of two servers at rising rates, searches of the peak, and live streams. */
  public static List<Path> load(Path folder) {
    return LoadFixtures.write(folder);
  }

  /** Twenty nights on each of two hosts; one system became slower on one of them. */
  public static List<Path> history(Path folder) {
    List<Path> files = new ArrayList<>();
    for (int host = 1; host <= 2; host++) {
      for (int night = 0; night < 20; night++) {
        files.add(night(folder, host, night));
      }
    }
    return files;
  }

  private static Path night(Path folder, int host, int night) {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("nightly")
            .workload(
                new Workload(
                    "dictation", SpokenTexts.english(8), TranscriptionTask.transcribe(LANGUAGE)))
            .suts(
                List.of(
                    sut("whisper.cpp", "whisper-jni", "tiny", "q5_1", "cpu", 5),
                    sut("onnxruntime 8 bit", "onnxruntime", "tiny", "quantized", "cpu", 5)))
            .trials(TrialPolicy.DEFAULT.withCounts(0, 3).withForks(4).withSeed(5 + night))
            .build();
    boolean slower = host == 1 && night >= 12;
    double ofHost = host == 1 ? 1 : 0.8;
    double ofNight = 1 + 0.012 * Math.sin(7.3 * night + host);
    boolean worse = night >= 15;
    Instant start = Instant.parse("2026-10-01T02:00:00Z").plus(Duration.ofDays(night));
    return new SimulatedRun(definition, start.plusSeconds(61L * host))
        .host("name", "bench-" + host)
        .host("cpu", host == 1 ? "AMD EPYC 9354 32-Core Processor" : "Intel(R) Xeon(R) Gold 6430")
        .engine(
            "whisper.cpp",
            engine("whisper.cpp", slower ? "1.7.5" : "1.7.4", "BLAS")
                .takes(0.35, 0.31, 0.034)
                .resident(slower ? 350_000_000 : 310_000_000)
                .pace((fork, trial) -> ofHost * ofNight * (slower ? 1.13 : 1))
                .hears((clip, fork) -> SpokenTexts.heard(clip, worse ? 0.09 : 0.055, 1)))
        .engine(
            "onnxruntime 8 bit",
            engine("ONNX Runtime", "1.20.1", "CPU (957 nodes)")
                .takes(0.9, 0.09, 0.021)
                .resident(640_000_000)
                .pace((fork, trial) -> ofHost * (2 - ofNight))
                .hears((clip, fork) -> SpokenTexts.heard(clip, 0.06, 2)))
        .store(folder)
        .resultsFile()
        .orElseThrow();
  }

  /**
   * A baseline and a candidate, in this order: one system is slower now, one faster, one the same,
   * and one as fast with other texts.
   */
  public static List<Path> pair(Path folder) {
    return List.of(
        ofPair(folder.resolve("baseline"), false), ofPair(folder.resolve("candidate"), true));
  }

  private static Path ofPair(Path folder, boolean candidate) {
    List<String> names = List.of("slower now", "faster now", "the same", "other texts");
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("release check")
            .workload(
                new Workload(
                    "dictation", SpokenTexts.english(24), TranscriptionTask.transcribe(LANGUAGE)))
            .suts(
                names.stream()
                    .map(name -> sut(name, "whisper-jni", "tiny", "q5_1", "cpu", 5))
                    .toList())
            .trials(TrialPolicy.DEFAULT.withCounts(0, 4).withForks(10).withSeed(candidate ? 4 : 3))
            .build();
    List<Double> factors = List.of(1.14, 0.83, 1.0, 1.0);
    SimulatedRun run = new SimulatedRun(definition, candidate ? DAY.plus(Duration.ofDays(9)) : DAY);
    for (int i = 0; i < names.size(); i++) {
      double factor = candidate ? factors.get(i) : 1;
      int engine = candidate && i == 3 ? 7 : 1;
      run.engine(
          names.get(i),
          engine("whisper.cpp", "1.7.4", "BLAS")
              .takes(0.35, 0.31, 0.034)
              .resident(candidate && i == 1 ? 420_000_000 : 310_000_000)
              .pace((fork, trial) -> factor * (1 + 0.001 * (fork % 3) * (candidate ? 1 : -1)))
              .hears((clip, fork) -> SpokenTexts.heard(clip, engine == 7 ? 0.08 : 0.055, engine)));
    }
    return run.store(folder).resultsFile().orElseThrow();
  }

  /** A run whose every text is one of {@link HostileStrings}. */
  public static List<Path> hostile(Path folder) {
    return List.of(HostileFixture.write(folder));
  }

  /** So many files with so many trials in each, of four models and one clip: 2 KB a trial. */
  public static List<Path> many(Path folder, int files, int trials) {
    List<Path> written = new ArrayList<>();
    try {
      Path template = Files.createTempDirectory("template");
      MultipliedTrials made = new MultipliedTrials(fourModels(template));
      for (int file = 0; file < files; file++) {
        written.add(made.write(folder, file, trials));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return written;
  }

  private static Path fourModels(Path folder) {
    AudioClip clip = SpokenTexts.inOne("5s.wav", SpokenTexts.english(1), " ", 5);
    List<String> models = List.of("tiny.en", "base.en", "small.en", "medium.en");
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("many")
            .workload(new Workload("5s.wav", List.of(clip), TranscriptionTask.transcribe(LANGUAGE)))
            .suts(models.stream().map(m -> sut(m, "whisper-jni", m, "q5_1", "cpu", 5)).toList())
            .trials(TrialPolicy.DEFAULT.withCounts(0, 1).withForks(1).withSeed(1))
            .build();
    SimulatedRun run = new SimulatedRun(definition, DAY);
    for (String model : models) {
      double slower = 1 << 2 * models.indexOf(model);
      run.engine(model, engine("whisper.cpp", "1.7.4", "BLAS").takes(0.3, 0.1, 0.02 * slower));
    }
    return run.store(folder).resultsFile().orElseThrow();
  }

  static SutSpec sut(
      String name, String backend, String model, String computeType, String device, int beams) {
    return SutSpec.of(name, backend, model)
        .withComputeType(computeType)
        .withDevice(device)
        .withOption("beam_size", (long) beams);
  }

  static SimulatedEngine engine(String name, String version, String provider) {
    return new SimulatedEngine(name, version, provider)
        .option("beam_size", 5L)
        .option("temperatures", "0, 0.2, 0.4, 0.6, 0.8, 1")
        .option("timestamps_decoded", "for long audio and word times")
        .option("vad_filter", false)
        .option("threads", 8L);
  }

  /**
   * Writes every fixture.
   *
   * @param folder gets a folder for each
   */
  static void writeAll(Path folder) {
    singleStream(folder.resolve("single"));
    chinese(folder.resolve("chinese"));
    load(folder.resolve("load"));
    history(folder.resolve("history"));
    pair(folder.resolve("pair"));
    hostile(folder.resolve("hostile"));
    many(folder.resolve("many100k"), 50, 2000);
  }

  /**
   * Writes every fixture.
   *
   * @param args the folder to write to
   */
  public static void main(String[] args) {
    writeAll(Path.of(args[0]));
  }
}
