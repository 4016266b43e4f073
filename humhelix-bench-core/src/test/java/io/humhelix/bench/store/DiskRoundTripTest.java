package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.internal.codec.ApiRecords;
import io.humhelix.bench.internal.codec.Generated;
import io.humhelix.bench.model.PrecisionTarget;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Artifact;
import io.humhelix.bench.result.FileFingerprint;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Measurement;
import io.humhelix.bench.result.Metrics;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.result.TrialStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record that is read back from a results file is the one that was written. */
class DiskRoundTripTest {

  private static final int VALUES = Boolean.getBoolean("humhelix.test.full") ? 20_000 : 300;
  private static final int FILES = Boolean.getBoolean("humhelix.test.full") ? 2_000 : 60;

  /** Have a form of their own, or one that takes a whole trial: they are parts of others below. */
  private static final Set<String> WITHIN_OTHERS =
      Set.of(
          "ComputeType", "Device", "Limit", "Matrix", "TrialResult", "ClipResult", "FailedCalls");

  @TempDir Path folder;

  static Stream<Class<?>> records() {
    return ApiRecords.within(ReadBack.RECORDS).stream()
        .filter(type -> !WITHIN_OTHERS.contains(type.getSimpleName()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordIsReadAsItWasWritten(Class<? extends Record> type) throws Exception {
    Generated generated = values(type.getName().hashCode());
    for (int i = 0; i < VALUES; i++) {
      Record written = generated.of(type);
      assertEquals(written, DiskForms.CODEC.decode(type, stored(DiskForms.CODEC.encode(written))));
    }
  }

  /** Through the bytes of a file. */
  private static Object stored(Object tree) throws Exception {
    String json = RecordJson.write(Json.of(tree));
    return Json.tree(Json.MAPPER.readTree(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void everyTrialAndForkIsReadAsItWasWritten() throws Exception {
    Generated generated = values(5);
    List<TrialResult> trials = new ArrayList<>();
    List<ForkResult> forks = new ArrayList<>();
    Path file;
    try (RunWriter writer = RunWriter.create(folder, Samples.header())) {
      file = writer.file();
      for (int i = 0; i < FILES; i++) {
        TrialResult trial = generated.of(TrialResult.class);
        boolean empty = trial.counts() && trial.clips().isEmpty();
        if (!empty && trial.status() != TrialStatus.CANCELLED) {
          trials.add(trial);
          writer.append(Samples.context(), trial);
        }
        ForkResult fork = generated.of(ForkResult.class);
        forks.add(fork);
        writer.appendFork(Samples.context(), fork, Duration.ZERO);
      }
    }
    List<TrialResult> trialsRead = new ArrayList<>();
    List<ForkResult> forksRead = new ArrayList<>();
    for (StoredRecord record : RecordReader.read(file).records()) {
      Optional<TrialResult> trial = RecordDecoder.trial(record);
      trial.ifPresent(trialsRead::add);
      if (record.kind() == RecordKind.FORK) {
        forksRead.add(RecordDecoder.fork(record));
      }
    }
    assertEquals(trials, trialsRead);
    assertEquals(forks, forksRead);
  }

  static Generated values(long seed) {
    Random random = new Random(seed);
    return new Generated(seed, false)
        // Names of workloads that a definition must have; one names one below.
        .part(SutSpec.class, "workloads", List::of)
        // As people write them: a percentage has no more digits than a double.
        .part(PrecisionTarget.class, "halfWidth", () -> (1 + random.nextInt(999)) / 1000.0)
        // Of a metric of its own the file keeps the name alone, and every trial has the load time.
        .part(TrialResult.class, "loadNanos", () -> 1_500_000_000L)
        .part(TrialResult.class, "metrics", () -> measurements(random))
        // Its name is that of its path.
        .afterwards(Artifact.class, DiskRoundTripTest::named);
  }

  static List<Measurement> measurements(Random random) {
    return Metrics.all().stream()
        .filter(metric -> metric.equals(Metrics.LOAD_S) || random.nextInt(4) == 0)
        .sorted(Comparator.comparing(metric -> metric.equals(Metrics.LOAD_S) ? 0 : 1))
        .map(m -> new Measurement(m, m.equals(Metrics.LOAD_S) ? 1.5 : random.nextDouble()))
        .toList();
  }

  private static Artifact named(Artifact one) {
    FileFingerprint file = one.fingerprint();
    String name = one.file().getFileName().toString();
    return new Artifact(
        one.kind(), one.file(), new FileFingerprint(name, file.bytes(), file.sha256()));
  }

  @Test
  void systemsKeepTheNamesOfTheirWorkloads() throws Exception {
    SutSpec written = SutSpec.of("n", "b", "m").withWorkloads(List.of("one", "two"));
    assertEquals(
        written, DiskForms.CODEC.decode(SutSpec.class, stored(DiskForms.CODEC.encode(written))));
  }
}
