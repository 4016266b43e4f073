package io.humhelix.bench.sync;

import io.humhelix.bench.internal.text.DiskReason;
import io.humhelix.bench.store.FileCheck;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.sync.ArrivedFile.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the results of one host into its folder. */
final class HostSync {

  private static final String RESULTS = ".db.yaml";
  private static final String ARTIFACTS = ".artifacts/";
  private static final int VANISHED = 24;
  private static final int NOT_ALL = 23;

  private final SyncSource source;
  private final HostFolder folder;
  private final RsyncCall rsync;
  private final boolean artifacts;
  private final Map<String, ArrivedFile> arrived = new LinkedHashMap<>();
  private final List<String> skipped = new ArrayList<>();

  HostSync(SyncSource source, HostFolder folder, RsyncCall rsync, boolean artifacts) {
    this.source = source;
    this.folder = folder;
    this.rsync = rsync;
    this.artifacts = artifacts;
  }

  HostResult run(SyncListener listener) throws InterruptedException {
    Optional<HostProblem> problem;
    int files = 0;
    try {
      // What an earlier sync had brought when it was ended.
      take(false);
      problem = call(RsyncCall.RESULTS, listener);
      if (problem.isEmpty() && artifacts) {
        // After the records that name them: an artifact is on the disk before its record.
        problem = call(RsyncCall.ARTIFACTS, listener);
      }
      folder.removeStaging();
      check();
      files = folder.resultsFiles();
      if (problem.isEmpty() && files == 0 && arrived.isEmpty()) {
        problem = Optional.of(nothing());
      }
    } catch (IOException e) {
      problem = Optional.of(notWritten(e));
    }
    List<ArrivedFile> sorted =
        arrived.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList();
    return new HostResult(source, folder.path(), files, sorted, skipped, problem);
  }

  private Optional<HostProblem> call(List<String> filter, SyncListener listener)
      throws IOException, InterruptedException {
    folder.clearStaging();
    RsyncCall.Ended ended =
        rsync.run(
            source,
            filter,
            folder.path(),
            HostFolder.STAGING,
            (bytes, percent) -> listener.progressed(source, bytes, percent));
    boolean whole = ended.exit() == 0 || ended.exit() == VANISHED || ended.exit() == NOT_ALL;
    take(whole);
    skipped.addAll(ended.skipped());
    return ended.exit() == 0 || ended.exit() == VANISHED
        ? Optional.empty()
        : Optional.of(RsyncFailure.of(ended, source, rsync.shell()));
  }

  /**
   * Takes over what arrived.
   *
   * @param whole whether the files are known to have come to their end
   */
  private void take(boolean whole) throws IOException {
    if (!folder.hasArrivals()) {
      return;
    }
    folder.mark();
    for (ArrivedFile file : Arrival.of(folder.path(), folder.staging())) {
      if (file.state() == State.SHORTER && !whole) {
        continue;
      }
      ArrivedFile before = arrived.get(file.name());
      boolean stillNew = before != null && before.state() == State.NEW && file.isWell();
      arrived.put(file.name(), stillNew ? file.with(State.NEW) : file);
    }
  }

  /** Reads the results files that came, or whose artifacts did. */
  private void check() throws StoreException {
    Map<String, ArrivedFile> checked = new LinkedHashMap<>();
    for (ArrivedFile file : arrived.values()) {
      checked.putIfAbsent(file.name(), file);
      int end = file.name().indexOf(ARTIFACTS);
      Path results = folder.path().resolve(file.name().substring(0, Math.max(0, end)) + RESULTS);
      String name = results.getFileName().toString();
      if (end > 0 && !arrived.containsKey(name) && Files.isRegularFile(results)) {
        long bytes = results.toFile().length();
        checked.put(
            name,
            new ArrivedFile(name, results, State.SAME, bytes, Optional.empty(), Optional.empty()));
      }
    }
    for (ArrivedFile file : checked.values()) {
      boolean isHere = file.state() != State.SHORTER && file.state() != State.REFUSED;
      if (isHere && file.name().endsWith(RESULTS)) {
        checked.put(file.name(), file.with(check(file.kept().orElse(file.file()))));
      }
    }
    arrived.clear();
    arrived.putAll(checked);
  }

  private FileCheck.Outcome check(Path file) throws StoreException {
    FileCheck.Outcome found = FileCheck.of(file);
    return artifacts
        ? found
        : new FileCheck.Outcome(
            found.file(),
            found.format(),
            found.records(),
            found.verified(),
            found.runs(),
            found.unfinished(),
            found.damages(),
            found.missing(),
            0,
            List.of());
  }

  private static HostProblem nothing() {
    return new HostProblem(
        HostProblem.Kind.HOST,
        "its folder has no benchmark-*.db.yaml",
        "name the folder that has them; those below it are not searched",
        List.of());
  }

  private HostProblem notWritten(IOException e) {
    return new HostProblem(
        HostProblem.Kind.STORAGE,
        "cannot be stored in '" + folder.path() + "': " + DiskReason.of(e),
        "what came before is intact; free space on that disk or choose another folder, and sync"
            + " again",
        List.of());
  }
}
