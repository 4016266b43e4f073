package io.humhelix.bench.selfcheck;

import io.humhelix.bench.harness.HarnessException;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.ResultsFile;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredRecord;
import io.humhelix.bench.testkit.FakeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Whether results survive the death of their writer on this file system: a file is cut within its
 * last record, and all others must be there, and the cut must be told of.
 */
final class ResultsFileCheck extends HarnessCheck {

  /** Reads a results file. */
  @FunctionalInterface
  interface Reader {
    ResultsFile read(Path file) throws StoreException;
  }

  private static final int TRIALS = 3;

  private final Bench bench;
  private final Reader reader;

  ResultsFileCheck(Bench bench, Reader reader) {
    super("results-file");
    this.bench = bench;
    this.reader = reader;
  }

  ResultsFileCheck(Bench bench) {
    this(bench, RecordReader::read);
  }

  @Override
  Finding finding() throws HarnessException, IOException {
    RunResult run =
        bench
            .harness()
            .run(
                bench.definition(1, 0, TRIALS, Bench.fake()).output(bench.folder()).build(),
                new FakeBackend());
    Path file = run.resultsFile().orElseThrow();
    List<String> whole = ids(reader.read(file));
    byte[] bytes = Files.readAllBytes(file);
    int lastLine = lastLineOf(bytes);
    Files.write(file, Arrays.copyOf(bytes, lastLine + (bytes.length - lastLine) / 2));
    ResultsFile torn = reader.read(file);
    boolean told = torn.damages().stream().anyMatch(d -> d.kind() == Damage.Kind.TORN_TAIL);
    boolean kept = ids(torn).equals(whole.subList(0, whole.size() - 1));
    return told && kept
        ? ok("a file cut off in its last record keeps the " + torn.records().size() + " before it.")
        : fail(
            "a file of "
                + whole.size()
                + " records was cut off in the last one; "
                + torn.records().size()
                + " were read, and the cut was "
                + (told ? "" : "not ")
                + "reported.",
            "Report it with the output of --json.");
  }

  private static List<String> ids(ResultsFile file) {
    return file.records().stream().map(StoredRecord::id).toList();
  }

  private static int lastLineOf(byte[] bytes) {
    int at = bytes.length - 2;
    while (at > 0 && bytes[at] != '\n') {
      at--;
    }
    return at + 1;
  }
}
