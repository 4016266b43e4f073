package io.humhelix.bench.sync;

import io.humhelix.bench.internal.text.DiskReason;
import io.humhelix.bench.store.FileFormat;
import io.humhelix.bench.store.GatheredFolder;
import io.humhelix.bench.store.RecordKind;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredRecord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The runs of several hosts in one folder. Only files that say which host they are of are gathered:
 * those of hum-helix do not, and stay in the folder of their host, which says it for them. Whoever
 * reads the folder above reads both.
 */
public final class HostGathering {

  private HostGathering() {}

  /**
   * What was done.
   *
   * @param gathered what {@link GatheredFolder} did
   * @param leftOut files of hum-helix, which stay in the folder of their host
   * @param unreadable files without any record that can be read
   * @param sameNames names that machines of several hosts have, each with those hosts: tables take
   *     their trials for one machine's
   */
  public record Outcome(
      GatheredFolder.Outcome gathered,
      List<Path> leftOut,
      List<Path> unreadable,
      Map<String, Set<String>> sameNames) {

    public Outcome {
      Objects.requireNonNull(gathered, "gathered");
      leftOut = List.copyOf(leftOut);
      unreadable = List.copyOf(unreadable);
      sameNames = Map.copyOf(sameNames);
    }
  }

  /**
   * Gathers what is in the hosts' folders.
   *
   * @param folder the folder above them, or another one; created when missing
   * @param hosts what came of the hosts; what came of them earlier is gathered too
   * @param progress told each file that was read
   * @return what was done
   * @throws StoreException if a file cannot be read, or the folder not be written
   */
  public static Outcome gather(Path folder, List<HostResult> hosts, Consumer<Path> progress)
      throws StoreException {
    List<Path> files = new ArrayList<>();
    List<Path> leftOut = new ArrayList<>();
    List<Path> unreadable = new ArrayList<>();
    Map<String, Set<String>> machines = new TreeMap<>();
    for (HostResult host : hosts) {
      for (Path file : resultsIn(host.folder())) {
        long[] records = {0};
        FileFormat format =
            RecordReader.scan(
                file,
                record -> {
                  records[0]++;
                  addMachine(machines, record, host.source().name());
                },
                damage -> {});
        boolean runs = format == FileFormat.RECORD_LINES;
        (runs ? files : records[0] > 0 ? leftOut : unreadable).add(file);
      }
    }
    machines.values().removeIf(names -> names.size() < 2);
    GatheredFolder.Outcome gathered =
        files.isEmpty()
            ? new GatheredFolder.Outcome(List.of(), List.of(), List.of(), List.of(), List.of())
            : GatheredFolder.gather(folder, files, progress);
    return new Outcome(gathered, leftOut, unreadable, machines);
  }

  private static void addMachine(
      Map<String, Set<String>> machines, StoredRecord record, String host) {
    if (record.kind() == RecordKind.RUN
        && record.asMap().get("provenance") instanceof Map<?, ?> provenance
        && provenance.get("host") instanceof Map<?, ?> facts
        && facts.get("name") instanceof String name) {
      machines.computeIfAbsent(name, key -> new TreeSet<>()).add(host);
    }
  }

  private static List<Path> resultsIn(Path folder) throws StoreException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, HostFolder.RESULTS)) {
        entries.forEach(files::add);
      } catch (IOException e) {
        throw new StoreException(
            folder, "folder '" + folder + "' cannot be listed: " + DiskReason.of(e), e);
      }
    }
    files.sort(null);
    return files;
  }
}
