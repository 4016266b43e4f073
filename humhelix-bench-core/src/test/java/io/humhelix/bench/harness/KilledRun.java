package io.humhelix.bench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.event.RunEvents;
import io.humhelix.bench.event.RunListener;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.result.TrialResult;
import io.humhelix.bench.store.DyingDisk;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.ResultsFile;
import io.humhelix.bench.store.StoredRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** A run of twenty trials in a folder of its own, whose harness is killed and which is resumed. */
@SuppressWarnings("exports")
public final class KilledRun {

  private final Path folder;
  private final BenchmarkDefinition definition;

  KilledRun(Path folder) throws IOException {
    this.folder = folder;
    definition = ResumeTest.twenty(folder).build();
  }

  private Path out() {
    return folder.resolve("out");
  }

  private static Harness.Builder harness() {
    return Harness.builder().discovery(false).provider(new FakeProvider());
  }

  /** Returns what the results are when nobody dies. */
  ResultsFile undisturbed() throws Exception {
    harness().output(out()).run(definition);
    ResultsFile whole = RecordReader.read(out());
    assertEquals(20, whole.records().stream().filter(KilledRun::isTrial).count());
    delete(out());
    return whole;
  }

  private static boolean isTrial(StoredRecord record) {
    return record.kind() == RecordKind.FIRST_CALL
        || record.kind() == RecordKind.WARM_UP
        || record.kind() == RecordKind.TRIAL;
  }

  /** Starts the harness in a process that dies at a call of its disk; never if 0. */
  Process start(int call) throws IOException {
    Files.createFile(folder.resolve("acknowledged"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:-UsePerfData");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Program.class.getName(), folder.toString(), Integer.toString(call)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  long sizeOfResults() throws IOException {
    if (!Files.isDirectory(out())) {
      return 0;
    }
    try (var files = Files.newDirectoryStream(out(), "benchmark-*.db.yaml")) {
      for (Path file : files) {
        return Files.size(file);
      }
    }
    return 0;
  }

  void assertSameAfterResuming(ResultsFile whole) throws Exception {
    List<String> acknowledged = Files.readAllLines(folder.resolve("acknowledged"));
    if (sizeOfResults() == 0) {
      assertEquals(List.of(), acknowledged);
      delete(out());
      harness().output(out()).run(definition);
    } else {
      harness().resume(out()).run(definition);
    }
    ResultsFile resumed = RecordReader.read(out());
    assertEquals(List.of(), resumed.damages());
    assertEquals(List.of(), locks());
    assertEquals(keys(whole), keys(resumed));
    for (String trial : acknowledged) {
      assertTrue(resumed.records().stream().anyMatch(r -> about(r).equals(trial)), trial);
    }
    for (int i = 0; i < resumed.records().size(); i++) {
      assertEquals(i, resumed.records().get(i).seq().orElse(-1));
    }
  }

  /** Locks that outlive their writer. */
  private List<Path> locks() throws IOException {
    try (var files = Files.list(out())) {
      return files.filter(file -> file.toString().endsWith(".lock")).toList();
    }
  }

  private static String about(StoredRecord record) {
    return record.text("run_config_id").orElse("") + " " + record.text("started_at").orElse("");
  }

  /** What the records are about, and how often there is one about it. */
  private static TreeMap<String, Integer> keys(ResultsFile file) {
    TreeMap<String, Integer> keys = new TreeMap<>();
    file.records().forEach(record -> keys.merge(key(record), 1, Integer::sum));
    return keys;
  }

  /** What a record is about. */
  static String key(StoredRecord record) {
    return String.join(
        " ",
        record.kind().word(),
        record.runConfigId().orElse("-"),
        record.fork().toString(),
        record.trial().toString(),
        record.text("status").orElse("-"));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The harness that dies. */
  public static final class Program {

    private Program() {}

    /**
     * Runs twenty trials, and notes each that it was told of.
     *
     * @param args folder, and the call of the disk at which to die
     * @throws Exception if it goes wrong in another way
     */
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      DyingDisk.install(Integer.parseInt(args[1]));
      Harness.builder()
          .discovery(false)
          .provider(new FakeProvider())
          .output(folder.resolve("out"))
          .listener(
              new RunListener() {
                @Override
                public void trialFinished(RunEvents.TrialFinished event) {
                  TrialResult trial = event.result();
                  String line =
                      trial.runConfigId() + " " + trial.startedAt().truncatedTo(ChronoUnit.MILLIS);
                  try {
                    Files.writeString(
                        folder.resolve("acknowledged"), line + "\n", StandardOpenOption.APPEND);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }
              })
          .run(ResumeTest.twenty(folder).build());
    }
  }
}
