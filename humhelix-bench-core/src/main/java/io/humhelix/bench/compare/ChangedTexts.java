package io.humhelix.bench.compare;

import io.humhelix.bench.result.ErrorUnit;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.ClipTexts;
import io.humhelix.bench.store.ClipTexts.Wanted;
import io.humhelix.bench.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Brings the texts of changed clips: results may have been read without texts, and then their file
 * is read a second time, for these clips alone. Each file is read at most once for clips with a
 * reference and once for clips without one, however many run configs there are, and not at all
 * where nothing changed. Not thread-safe.
 */
final class ChangedTexts {

  private final Map<Path, Map<Wanted, String>> normalized = new HashMap<>();
  private final Map<Path, Map<String, Map<String, SortedMap<String, Integer>>>> written =
      new HashMap<>();
  private final List<String> notes = new ArrayList<>();

  /** Why texts could not be read, one sentence for each file. */
  List<String> notes() {
    return notes;
  }

  /** Returns the comparisons with the texts of their changed clips. */
  List<RunConfigComparison> of(List<PairComparison> pairs) {
    List<RunConfigComparison> done = pairs.stream().map(PairComparison::compare).toList();
    Map<Path, Set<Wanted>> hashed = new HashMap<>();
    Map<Path, Map<String, Set<String>>> unread = new HashMap<>();
    List<Set<String>> unscored = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      RunConfigComparison pair = done.get(i);
      RunResult oldRun = pairs.get(i).oldRun();
      RunResult newRun = pairs.get(i).newRun();
      for (ChangedClip clip : pair.changedClips()) {
        want(oldRun, pair.baseline(), clip.clipId(), clip.baseline(), hashed);
        want(newRun, pair.candidate(), clip.clipId(), clip.candidate(), hashed);
      }
      unscored.add(pairs.get(i).hasSameAudio() ? unscored(pair) : Set.of());
      if (!unscored.get(i).isEmpty()) {
        wantWritten(oldRun, pair.baseline(), unscored.get(i), unread);
        wantWritten(newRun, pair.candidate(), unscored.get(i), unread);
      }
    }
    hashed.forEach(
        (file, wanted) -> read(() -> normalized.put(file, ClipTexts.normalized(file, wanted))));
    unread.forEach((file, clips) -> read(() -> written.put(file, ClipTexts.written(file, clips))));
    List<RunConfigComparison> complete = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      complete.add(complete(pairs.get(i), done.get(i), unscored.get(i)));
    }
    return complete;
  }

  /** Reads a file. */
  @FunctionalInterface
  private interface Reading {
    void read() throws StoreException;
  }

  private void read(Reading reading) {
    try {
      reading.read();
    } catch (StoreException e) {
      notes.add("the texts of changed clips are not shown: " + e.getMessage() + ".");
    }
  }

  private static Optional<Path> file(RunResult run) {
    return run.resultsFile().filter(Files::isRegularFile);
  }

  private static Wanted wanted(RunConfigResult config, String clipId, ClipText text) {
    return new Wanted(config.runConfig().id(), clipId, text.text());
  }

  private static void want(
      RunResult run,
      RunConfigResult config,
      String clipId,
      ClipText text,
      Map<Path, Set<Wanted>> hashed) {
    if (text.isHashed()) {
      file(run)
          .ifPresent(
              file ->
                  hashed
                      .computeIfAbsent(file, any -> new HashSet<>())
                      .add(wanted(config, clipId, text)));
    }
  }

  private static Set<String> unscored(RunConfigComparison pair) {
    Set<String> ids = ClipChanges.unscored(pair.candidate());
    if (!ids.isEmpty()) {
      ids.retainAll(ClipChanges.unscored(pair.baseline()));
    }
    return ids;
  }

  private static void wantWritten(
      RunResult run,
      RunConfigResult config,
      Set<String> clips,
      Map<Path, Map<String, Set<String>>> unread) {
    if (lacksTexts(config)) {
      file(run)
          .ifPresent(
              file ->
                  unread
                      .computeIfAbsent(file, any -> new HashMap<>())
                      .put(config.runConfig().id(), clips));
    }
  }

  /** Whether it was read without texts, or has none. */
  private static boolean lacksTexts(RunConfigResult config) {
    return ClipChanges.written(config).values().stream()
        .allMatch(texts -> texts.keySet().equals(Set.of("")));
  }

  private RunConfigComparison complete(
      PairComparison of, RunConfigComparison pair, Set<String> unscored) {
    RunResult oldRun = of.oldRun();
    RunResult newRun = of.newRun();
    List<ChangedClip> clips = new ArrayList<>();
    for (ChangedClip clip : pair.changedClips()) {
      clips.add(
          clip.with(
              text(oldRun, pair.baseline(), clip.clipId(), clip.baseline()),
              text(newRun, pair.candidate(), clip.clipId(), clip.candidate())));
    }
    List<String> notCompared = new ArrayList<>(pair.notCompared());
    if (!unscored.isEmpty()) {
      Map<String, SortedMap<String, Integer>> before = written(oldRun, pair.baseline());
      Map<String, SortedMap<String, Integer>> now = written(newRun, pair.candidate());
      if (before.isEmpty() || now.isEmpty()) {
        notCompared.add(
            "the texts of clips without a reference are not compared: the "
                + (before.isEmpty() ? "baseline" : "candidate")
                + " has none stored.");
      }
      clips.addAll(ClipChanges.unscored(ErrorUnit.WORD, before, now));
    }
    clips.sort(ChangedClip.WORST_FIRST);
    return pair.with(clips, notCompared);
  }

  private ClipText text(RunResult run, RunConfigResult config, String clipId, ClipText text) {
    return text.isHashed()
        ? file(run)
            .map(normalized::get)
            .map(found -> found.get(wanted(config, clipId, text)))
            .map(text::withText)
            .orElse(text)
        : text;
  }

  private Map<String, SortedMap<String, Integer>> written(RunResult run, RunConfigResult config) {
    return lacksTexts(config)
        ? file(run)
            .map(written::get)
            .map(all -> all.get(config.runConfig().id()))
            .orElseGet(Map::of)
        : ClipChanges.written(config);
  }
}
