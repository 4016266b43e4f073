package io.humhelix.bench.harness;

import io.humhelix.bench.accuracy.Normalizers;
import io.humhelix.bench.internal.run.Rescorer;
import io.humhelix.bench.store.BaselineCopy;
import io.humhelix.bench.store.RunCopy;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scores the texts of stored results again, with another normaliser or with corrected references.
 * What was measured stays; scores, error rates, gates with the statuses that follow from them, and
 * estimates are made again, as a run with that normaliser and those references would have.
 */
public final class Rescoring {

  private Rescoring() {}

  /**
   * Scores a run again, into a new file with a run id of its own.
   *
   * @param file its results file, which stays as it is
   * @param folder of the new file, another one than that of the results file; created when missing
   * @param normalizer id of the normaliser for every text, one of {@link Normalizers#ids}; empty
   *     for that of the run's definition, in the version of today
   * @param references corrected references by id of the clip; others stay
   * @return the new file
   * @throws IllegalArgumentException with all that is wrong: an unknown normaliser, clips that the
   *     run does not have
   * @throws StoreException if the file is damaged or lacks texts, or the new one cannot be written
   */
  public static Path rescore(
      Path file, Path folder, Optional<String> normalizer, Map<String, String> references)
      throws StoreException {
    return rescore(file, folder, normalizer, references, () -> {});
  }

  /**
   * Scores a run again, as {@link #rescore(Path, Path, Optional, Map)}, and tells how it goes on.
   *
   * @param file its results file
   * @param folder of the new file
   * @param normalizer id of the normaliser, if any
   * @param references corrected references by id of the clip
   * @param scored is called after each trial, in the calling thread
   * @return the new file
   * @throws IllegalArgumentException with all that is wrong
   * @throws StoreException as the other method
   */
  public static Path rescore(
      Path file,
      Path folder,
      Optional<String> normalizer,
      Map<String, String> references,
      Runnable scored)
      throws StoreException {
    List<String> problems = new ArrayList<>();
    try {
      normalizer.ifPresent(Normalizers::byId);
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
    }
    if (BaselineCopy.note(file).filter(note -> !note.texts()).isPresent()) {
      problems.add(
          "found a baseline without texts: '"
              + file
              + "'; allowed: results with their texts; rescore the run that the baseline was set"
              + " from, or set the baseline with --texts");
    }
    Set<String> known = Rescorer.clips(RunReader.read(file).definition());
    Set<String> unknown = new TreeSet<>(references.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      problems.add(
          "references: found the clips "
              + String.join(", ", unknown)
              + "; allowed are those of the run: "
              + String.join(", ", new TreeSet<>(known))
              + "; remove or rename the others");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return RunCopy.copy(file, folder, new Rescorer(normalizer, references, scored));
  }
}
