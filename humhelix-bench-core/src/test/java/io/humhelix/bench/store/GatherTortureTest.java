package io.humhelix.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.result.TrialKind;
import io.humhelix.bench.result.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability bar 10 of the store: many processes write into one folder at once, and what they
 * wrote is gathered twice in every order of four hosts.
 */
class GatherTortureTest {

  private static final int HOSTS = 4;

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void fourProcessesOfTwentyFiveRecords() throws Exception {
    writeAndGather(4, 25);
  }

  @Test
  @Tag("full")
  void sixteenProcessesOfAThousandRecords() throws Exception {
    writeAndGather(16, 1000);
  }

  private void writeAndGather(int processes, int records) throws Exception {
    Path shared = folder.resolve("shared");
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      children.add(start(shared, i, records));
    }
    for (Process child : children) {
      assertTrue(child.waitFor(10, TimeUnit.MINUTES));
      assertEquals(0, child.exitValue(), log());
    }
    List<Path> files = RecordReader.filesIn(shared);
    assertEquals(processes, files.size());
    List<Path> hosts = split(files);

    Map<String, String> expected = null;
    int orders = 0;
    for (List<Path> order : orders(hosts)) {
      Path into = folder.resolve("into-" + orders++);
      long added = 0;
      for (int round = 0; round < 2; round++) {
        for (Path host : order) {
          added += GatheredFolder.gather(into, List.of(host), file -> {}).added();
        }
      }
      assertEquals((long) processes * records, added);
      Map<String, String> bytes = FolderBytes.of(into);
      expected = expected == null ? bytes : expected;
      assertEquals(expected, bytes);
    }
    assertEquals(24, orders);
    assertEquals(FolderBytes.of(shared), expected);
    ResultsFile all = RecordReader.read(folder.resolve("into-0"));
    Set<String> ids = new HashSet<>();
    all.records().forEach(record -> ids.add(record.id()));
    assertEquals(List.of(), all.damages());
    assertEquals(processes * records, ids.size());
    assertEquals(processes * records, all.records().size());
  }

  /** A file is on one host, or on two: somebody copied it. */
  private List<Path> split(List<Path> files) throws IOException {
    List<Path> hosts = new ArrayList<>();
    for (int i = 0; i < HOSTS; i++) {
      hosts.add(Files.createDirectory(folder.resolve("host-" + i)));
    }
    for (int i = 0; i < files.size(); i++) {
      for (int host : new int[] {i % HOSTS, i * 7 % HOSTS}) {
        Path copy = hosts.get(host).resolve(files.get(i).getFileName());
        if (!Files.exists(copy)) {
          Files.copy(files.get(i), copy);
        }
      }
    }
    return hosts;
  }

  private static List<List<Path>> orders(List<Path> hosts) {
    if (hosts.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Path>> all = new ArrayList<>();
    for (Path first : hosts) {
      List<Path> others = new ArrayList<>(hosts);
      others.remove(first);
      for (List<Path> rest : orders(others)) {
        List<Path> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        all.add(order);
      }
    }
    return all;
  }

  private Process start(Path shared, int number, int records) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            shared.toString(),
            Integer.toString(number),
            Integer.toString(records))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log-" + number).toFile())
        .start();
  }

  private String log() throws IOException {
    StringBuilder text = new StringBuilder();
    try (var files = Files.newDirectoryStream(folder, "log-*")) {
      for (Path file : files) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  /** One of the processes. */
  public static final class Writer {

    private Writer() {}

    /**
     * Writes a run.
     *
     * @param args folder, number of the process, how many records
     * @throws Exception if it cannot be stored
     */
    public static void main(String[] args) throws Exception {
      int number = Integer.parseInt(args[1]);
      int records = Integer.parseInt(args[2]);
      // All begin within the same second; their ids differ in the first digits.
      String id = String.format("%08x", number + 1).repeat(4);
      RunHeader header =
          new RunHeader(id, Samples.START, Samples.definition(), Samples.provenance(1));
      try (RunWriter writer = RunWriter.create(Path.of(args[0]), header)) {
        for (int i = 1; i < records; i++) {
          writer.append(
              Samples.context(),
              Samples.trial(
                  TrialKind.MEASURED,
                  i,
                  i % 5 == 0 ? TrialStatus.INVALID : TrialStatus.OK,
                  Samples.clip("5s.wav", 0, Samples.TEXT + i % 3)));
        }
      }
    }
  }
}
