package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.ForkResult;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written once is read, and written again as the same bytes. */
class GoldenRecordsTest {

  private static final List<String> ENVELOPE =
      List.of("record", "schema", "run_id", "seq", "record_id", "at");

  @TempDir Path folder;
  @TempDir Path again;

  /** A record and its bytes in the file. */
  private record Line(StoredRecord record, String json) {
    String where() {
      return record.kind() + " " + record.seq().orElseThrow();
    }
  }

  static List<String> cases() throws IOException {
    return GoldenRuns.cases();
  }

  private static List<Line> lines(Path file) throws StoreException {
    List<Line> lines = new ArrayList<>();
    ResultsFormat format =
        ResultsReader.scan(
            file,
            new RecordSink() {
              @Override
              public void record(StoredRecord stored, byte[] json) {
                assertTrue(stored.isVerified(), stored.toString());
                lines.add(new Line(stored, new String(json, StandardCharsets.UTF_8)));
              }

              @Override
              public void damage(Damage damage) {
                throw new AssertionError(damage.text());
              }
            });
    assertEquals(ResultsFormat.RECORD_LINES, format);
    return lines;
  }

  @Test
  void everyKindOfRecordIsThere() throws Exception {
    Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
    for (String name : cases()) {
      Path file = GoldenRuns.copy(name, Files.createDirectory(folder.resolve(name)));
      lines(file).forEach(line -> kinds.add(line.record().kind()));
    }
    assertEquals(EnumSet.complementOf(EnumSet.of(RecordKind.OTHER)), kinds);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyTreeIsWrittenAgainAsTheSameBytes(String name) throws Exception {
    Path file = GoldenRuns.copy(name, folder);
    long bytes = 0;
    for (Line line : lines(file)) {
      byte[] json = RecordJson.bytes(line.record().tree());
      assertEquals(line.json(), new String(json, StandardCharsets.UTF_8), line.where());
      bytes += RecordLine.frame(json).length;
    }
    assertEquals(Files.size(file), bytes);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyTrialIsWrittenAgainAsTheSameBytes(String name) throws Exception {
    for (Line line : lines(GoldenRuns.copy(name, folder))) {
      Optional<TrialResult> trial = StoredResults.trial(line.record());
      if (trial.isPresent()) {
        TrialContext context = GoldenContext.of(line.record());
        ObjectNode record = Json.object();
        if (trial.get().counts()) {
          TrialValues.of(context, trial.get()).putInto(record);
          Json.put(
              record,
              "effective_compute_type",
              context
                  .effective()
                  .map(EffectiveSut::computeType)
                  .orElseGet(() -> context.runConfig().sut().computeType().canonical()));
        }
        envelope(record, line);
        TrialJson.fill(record, context, asMeasured(trial.get()));
        if (!isLost(record, line)) {
          assertSame(line, fitted(record, line));
        }
      }
    }
    assertSameArtifacts();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyForkIsWrittenAgainAsTheSameBytes(String name) throws Exception {
    List<Line> lines = lines(GoldenRuns.copy(name, folder));
    TreeMap<String, TrialContext> contexts = new TreeMap<>();
    for (Line line : lines) {
      if (line.record().tree().has("sut")) {
        contexts.put(line.record().runConfigId().orElseThrow(), GoldenContext.of(line.record()));
      }
    }
    for (Line line : lines) {
      if (line.record().kind() == RecordKind.FORK) {
        ForkResult fork = StoredResults.fork(line.record());
        double spent = line.record().tree().get("spent_s").doubleValue();
        ObjectNode record = envelope(Json.object(), line);
        ForkJson.fill(
            record,
            contexts.get(fork.runConfigId()),
            fork,
            Duration.ofNanos(Math.round(spent * 1e9)));
        assertSame(line, fitted(record, line));
      }
    }
  }

  /** All but the number of trials and the estimates, which follow from other records. */
  @ParameterizedTest
  @MethodSource("cases")
  void everyEndOfARunConfigIsWrittenAgainAsTheSameBytes(String name) throws Exception {
    for (Line line : lines(GoldenRuns.copy(name, folder))) {
      if (line.record().kind() == RecordKind.RUN_CONFIG) {
        ObjectNode stored = line.record().tree().deepCopy();
        ForkResult asFork = StoredResults.fork(startedOnce(line.record()));
        TrialContext context = GoldenContext.of(line.record());
        ObjectNode record = envelope(Json.object(), line);
        TrialJson.fill(
            record,
            new RunConfigResult(
                context.runConfig(),
                line.record().status().orElseThrow(),
                context.effective(),
                context.normalizer(),
                List.of(),
                asFork.issues(),
                asFork.failure()));
        stored.remove(List.of("trials", "estimates"));
        record.remove("trials");
        assertSame(new Line(line.record(), RecordJson.write(stored)), RecordJson.write(record));
      }
    }
  }

  /** The end of a run config has issues and failure as a fork has them, and no start. */
  private static StoredRecord startedOnce(StoredRecord record) {
    ObjectNode json = record.tree().deepCopy();
    json.put("started_at", "1970-01-01T00:00:00Z").put("fork", 1);
    return new StoredRecord(record.file(), record.id(), true, json);
  }

  private static ObjectNode envelope(ObjectNode record, Line line) {
    ENVELOPE.forEach(key -> record.set(key, line.record().tree().get(key)));
    return record;
  }

  /** The writer says itself which texts it shortened. */
  private static TrialResult asMeasured(TrialResult trial) {
    List<Issue> issues =
        trial.issues().stream().filter(issue -> !issue.code().equals("text-shortened")).toList();
    return new TrialResult(
        trial.runConfigId(),
        trial.kind(),
        trial.fork(),
        trial.trial(),
        trial.status(),
        trial.startedAt(),
        trial.wallNanos(),
        trial.loadNanos(),
        trial.clips(),
        trial.metrics(),
        issues,
        trial.failure(),
        trial.scenario());
  }

  /** The one thing that reading loses: a failure's text beyond what its record keeps. */
  private static boolean isLost(ObjectNode record, Line line) {
    ObjectNode stored = line.record().tree();
    if (stored.at("/failure/message_artifact").isMissingNode()) {
      return false;
    }
    assertEquals(Artifacts.KEPT_TEXT, record.at("/failure/message").textValue().length());
    return true;
  }

  private String fitted(ObjectNode record, Line line) throws IOException {
    Path beside = Artifacts.folderFor(again.resolve(line.record().file().getFileName()));
    byte[] json =
        new Artifacts(DiskIo.INSTANCE, beside).fit(record, line.record().seq().orElseThrow());
    return new String(json, StandardCharsets.UTF_8);
  }

  /**
   * A secret that was taken out and is written again is taken for a secret: its mark has another
   * hash then.
   */
  private static void assertSame(Line expected, String json) {
    assertEquals(unmarked(expected.json()), unmarked(json), expected.where());
  }

  private static String unmarked(String json) {
    return json.replaceAll("<redacted:[0-9a-f]{8}>", "<redacted>");
  }

  private void assertSameArtifacts() throws IOException {
    try (var files = Files.walk(again)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path before = folder.resolve(again.relativize(file).toString());
        assertEquals(-1, Files.mismatch(before, file), file.toString());
      }
    }
  }
}
