package io.humhelix.bench.sync;

import io.humhelix.bench.store.Damage;
import io.humhelix.bench.store.FileCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that came from a host, and what became of it here.
 *
 * @param name path from the host's folder on, with slashes
 * @param file where it is here; of a refused file, where it would be
 * @param state what became of it
 * @param bytes length of the host's file
 * @param kept where the host's file is, if it differs from the one here
 * @param check of a results file: what its checksums say, or of one of hum-helix whether it can be
 *     read; of one that differs, the host's. Empty for other files, and where the one here stays
 */
public record ArrivedFile(
    String name,
    Path file,
    State state,
    long bytes,
    Optional<Path> kept,
    Optional<FileCheck.Outcome> check) {

  /** What became of a file. */
  public enum State {
    /** It was not here before. */
    NEW,
    /** It goes on where the one here ended. */
    GROWN,
    /** It is the one that is here; its time alone differed, or its artifacts came. */
    SAME,
    /** It ends earlier than the one here, which stays. */
    SHORTER,
    /** It is another one than the one here, which stays; the host's is kept beside it. */
    DIFFERENT,
    /** Its name is not one that a file here may have; it was not kept. */
    REFUSED
  }

  public ArrivedFile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(kept, "kept");
    Objects.requireNonNull(check, "check");
  }

  ArrivedFile with(State other) {
    return new ArrivedFile(name, file, other, bytes, kept, check);
  }

  ArrivedFile with(FileCheck.Outcome found) {
    return new ArrivedFile(name, file, state, bytes, kept, Optional.of(found));
  }

  /**
   * Returns whether its last record is not complete yet: the next sync brings the rest.
   *
   * @return whether its end is torn
   */
  public boolean isTorn() {
    return check.stream()
        .flatMap(found -> found.damages().stream())
        .anyMatch(damage -> damage.kind() == Damage.Kind.TORN_TAIL);
  }

  /**
   * Returns what is wrong with its content.
   *
   * @return a line for each damage, gap and artifact that is not what its record names; a torn end
   *     is none of them, nor is a record that is there twice, which counts once
   */
  public List<String> faults() {
    return check.map(ArrivedFile::faults).orElse(List.of());
  }

  private static List<String> faults(FileCheck.Outcome check) {
    List<String> faults = new ArrayList<>();
    for (Damage damage : check.damages()) {
      if (damage.kind() != Damage.Kind.TORN_TAIL && damage.kind() != Damage.Kind.REPEATED) {
        faults.add("line " + damage.line() + ": " + damage.message());
      }
    }
    check.missing().forEach(gap -> faults.add("not there: " + gap));
    check
        .badArtifacts()
        .forEach(
            bad ->
                faults.add(
                    "artifact "
                        + bad.artifact().place()
                        + ": "
                        + bad.state().name().toLowerCase(Locale.ROOT)));
    return faults;
  }

  /**
   * Returns whether nobody needs to look at it.
   *
   * @return false for damaged, shorter, different and refused files
   */
  public boolean isWell() {
    return faults().isEmpty()
        && (state == State.NEW || state == State.GROWN || state == State.SAME);
  }
}
