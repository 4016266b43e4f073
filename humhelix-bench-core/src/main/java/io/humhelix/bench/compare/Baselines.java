package io.humhelix.bench.compare;

import io.humhelix.bench.estimate.ClipErrors;
import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.store.BaselineCopy;
import io.humhelix.bench.store.BaselineNote;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoreException;
import io.humhelix.bench.store.StoredForm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Baselines by name: a folder that can be committed, with a folder for each name and in it a small
 * copy of a results file ({@link BaselineCopy}). A baseline stays what it is until it is set again:
 * no run replaces it by itself, so that many small losses add up to one that shows.
 */
public final class Baselines {

  /** Where they are if nobody says otherwise: {@code baselines} in the working directory. */
  public static final Path FOLDER = Path.of("baselines");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String NAMES =
      "up to 64 letters, digits, dots, dashes and underscores, the first a letter or digit";

  private final Path folder;

  private Baselines(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the baselines of a folder.
   *
   * @param folder need not exist
   * @return its baselines
   */
  public static Baselines in(Path folder) {
    return new Baselines(folder);
  }

  /**
   * Sets a baseline; one of that name is replaced.
   *
   * @param name its name
   * @param results a results file, or a folder, of which the newest is taken
   * @param texts whether texts and references are kept; otherwise their hashes are
   * @param partial whether the run may have been cancelled, and run configs may lack valid trials
   * @return the new baseline
   * @throws BaselineException if the name or the run is unfit, with all reasons
   * @throws StoreException if it cannot be read or written; a baseline of that name is then as it
   *     was
   */
  public StoredBaseline set(String name, Path results, boolean texts, boolean partial)
      throws BaselineException, StoreException {
    requireName(name);
    RunResult run = RunReader.read(results);
    Path file = run.resultsFile().orElseThrow();
    List<String> problems = unfit(run, file, partial);
    Optional<BaselineNote> before = BaselineCopy.note(file);
    if (texts && before.filter(note -> !note.texts()).isPresent()) {
      problems.add("'" + file + "' is a baseline without texts; name the results it was set from");
    }
    if (!problems.isEmpty()) {
      throw new BaselineException(String.join("\n", problems));
    }
    Map<String, ErrorUnit> units = new HashMap<>();
    for (RunConfigResult config : run.runConfigs()) {
      units.put(config.runConfig().id(), ClipErrors.decidingUnit(config));
    }
    BaselineNote note =
        BaselineNote.now(
            name,
            texts,
            run.candidates().stream().map(c -> StoredForm.label(c.runConfig())).toList(),
            run.candidates().stream().mapToLong(c -> c.validTrials().size()).sum());
    NamedFolder.replace(
        folder.resolve(name), fresh -> BaselineCopy.write(file, fresh, note, units));
    return get(name);
  }

  private static void requireName(String name) throws BaselineException {
    if (!NAME.matcher(name).matches()) {
      throw new BaselineException(
          "baseline name '" + name + "'; allowed: " + NAMES + "; choose another");
    }
  }

  private static List<String> unfit(RunResult run, Path file, boolean partial) {
    List<String> problems = new ArrayList<>();
    if (run.candidates().stream().allMatch(config -> config.validTrials().isEmpty())) {
      problems.add(
          "'" + file + "' has no valid trials; a baseline needs some. See why, and measure again");
    }
    if (partial) {
      return problems;
    }
    String remedy = "; measure again, or keep what there is with --partial";
    if (run.cancelled()) {
      problems.add("'" + file + "': the run was not through" + remedy);
    }
    for (RunConfigResult config : run.candidates()) {
      if (config.status() != TrialStatus.OK || config.validTrials().isEmpty()) {
        problems.add(
            "'"
                + StoredForm.label(config.runConfig())
                + "' is "
                + (config.status() == TrialStatus.OK
                    ? "without valid trials"
                    : config.status() + reason(config))
                + remedy);
      }
    }
    return problems;
  }

  private static String reason(RunConfigResult config) {
    return config.firstProblem().map(text -> " (" + text.replaceFirst("\\.$", "") + ")").orElse("");
  }

  /**
   * Lists the baselines.
   *
   * @return in the order of their names; none if there is no such folder
   * @throws StoreException if one cannot be read
   */
  public List<StoredBaseline> list() throws StoreException {
    List<StoredBaseline> all = new ArrayList<>();
    for (String name : names()) {
      all.add(read(name));
    }
    return all;
  }

  private List<String> names() throws StoreException {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
        entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
      } catch (IOException e) {
        throw new StoreException(folder, "folder '" + folder + "' cannot be listed: " + e, e);
      }
    }
    names.removeIf(name -> !NAME.matcher(name).matches());
    names.sort(null);
    return names;
  }

  /**
   * Returns a baseline.
   *
   * @param name its name
   * @return what it is
   * @throws BaselineException if there is none of that name
   * @throws StoreException if it cannot be read
   */
  public StoredBaseline get(String name) throws BaselineException, StoreException {
    requireKnown(name);
    return read(name);
  }

  private StoredBaseline read(String name) throws StoreException {
    Path own = folder.resolve(name);
    RunResult run = RunReader.read(own);
    BaselineNote note =
        BaselineCopy.note(run.resultsFile().orElseThrow())
            .orElseThrow(
                () ->
                    new StoreException(
                        own,
                        "'"
                            + own
                            + "' holds results that are no baseline; move them elsewhere, and set the"
                            + " baseline from there",
                        null));
    return new StoredBaseline(own, note, NamedFolder.bytes(own), run);
  }

  private void requireKnown(String name) throws BaselineException, StoreException {
    requireName(name);
    if (!names().contains(name)) {
      throw new BaselineException(
          "there is no baseline '" + name + "' " + known() + howToSet(name));
    }
  }

  private String known() throws StoreException {
    List<String> names = names();
    return "in folder '"
        + folder
        + "' (it has "
        + (names.isEmpty() ? "none" : String.join(", ", names))
        + ")";
  }

  private static String howToSet(String name) {
    return "; make one from a run: humhelix-bench baseline set " + name + " RESULTS";
  }

  /**
   * Removes a baseline.
   *
   * @param name its name
   * @throws BaselineException if there is none of that name
   * @throws StoreException if it cannot be removed
   */
  public void remove(String name) throws BaselineException, StoreException {
    requireKnown(name);
    NamedFolder.remove(folder.resolve(name));
  }

  /**
   * Finds stored results.
   *
   * @param given a results file, a folder, of which the newest is meant, or the name of a baseline
   * @return an existing file or folder
   * @throws BaselineException if there is none, or a name means two
   * @throws StoreException if the folder cannot be listed
   */
  public Path find(String given) throws BaselineException, StoreException {
    boolean named = NAME.matcher(given).matches() && names().contains(given);
    boolean there;
    try {
      there = Files.exists(Path.of(given));
    } catch (InvalidPathException e) {
      there = false;
    }
    if (named && there) {
      throw new BaselineException(
          "'"
              + given
              + "' is a baseline in '"
              + folder
              + "' and also a path; write '"
              + folder.resolve(given)
              + "' or './"
              + given
              + "'");
    }
    if (named) {
      return folder.resolve(given);
    }
    if (there) {
      return Path.of(given);
    }
    throw new BaselineException(
        "'"
            + given
            + "' is no results file, no folder, and no baseline "
            + known()
            + (NAME.matcher(given).matches() ? howToSet(given) : "; correct the path"));
  }
}
