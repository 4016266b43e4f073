package io.humhelix.bench.sync;

import io.humhelix.bench.store.Damage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that came from a host, and what became of it here.
 *
 * @param name path from the host's folder on, with slashes
 * @param file where it is here; of a refused file, where it would be
 * @param state what became of it
 * @param bytes length of the host's file
 * @param records how many records of it can be read; 0 for artifacts and refused files
 * @param verified how many of them have a checksum that fits; hum-helix's own files have none
 * @param damages what of it cannot be read; a torn end is a record that is still being written
 * @param kept where the host's file is, if it differs from the one here
 */
public record ArrivedFile(
    String name,
    Path file,
    State state,
    long bytes,
    long records,
    long verified,
    List<Damage> damages,
    Optional<Path> kept) {

  /** What became of a file. */
  public enum State {
    /** It was not here before. */
    NEW,
    /** It goes on where the one here ended. */
    GROWN,
    /** It is the one that is here; its time alone differed. */
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
    damages = List.copyOf(damages);
    Objects.requireNonNull(kept, "kept");
  }

  /**
   * Returns whether the last record is not complete yet.
   *
   * @return whether its end is torn
   */
  public boolean isTorn() {
    return damages.stream().anyMatch(damage -> damage.kind() == Damage.Kind.TORN_TAIL);
  }

  /**
   * Returns what cannot be read elsewhere than at the end.
   *
   * @return damages without the torn end
   */
  public List<Damage> realDamages() {
    return damages.stream().filter(damage -> damage.kind() != Damage.Kind.TORN_TAIL).toList();
  }

  /**
   * Returns whether nobody needs to look at it.
   *
   * @return false for damaged, shorter, different and refused files
   */
  public boolean isWell() {
    return realDamages().isEmpty()
        && (state == State.NEW || state == State.GROWN || state == State.SAME);
  }
}
