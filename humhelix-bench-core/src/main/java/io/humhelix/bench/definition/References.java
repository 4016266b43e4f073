package io.humhelix.bench.definition;

import io.humhelix.bench.model.AudioClip;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is said in the audio files, from a file of references: a table with tabs, JSON lines with
 * {@code clip} and {@code text}, or a manifest. A row is about the file at its path, else about the
 * one whose path ends with it, else about the one of that name, whatever its folder and extension:
 * Common Voice names MP3 files, which are converted before they are measured.
 */
final class References {

  private static final int LIMIT = 64 << 20;
  private static final int MOST_SHOWN = 5;

  /** What was found for some audio files. */
  record Matched(List<AudioClip> clips, List<String> remarks) {}

  private final String shown;
  private final Folder base;
  private final List<ReferenceRow> rows;
  private final boolean manifest;
  private final Problems problems;

  private References(
      String shown, Folder base, List<ReferenceRow> rows, boolean manifest, Problems problems) {
    this.shown = shown;
    this.base = base;
    this.rows = rows;
    this.manifest = manifest;
    this.problems = problems;
  }

  /** Reads a file; empty if it cannot be used, which is reported with all its problems. */
  static Optional<References> read(Path file, String shown, Problems problems) {
    int before = problems.size();
    Optional<String> text = new SourceText(problems, shown, "file of references", LIMIT).read(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String start = text.get().stripLeading();
    boolean manifest =
        start.startsWith("{")
            && text.get().lines().limit(100).anyMatch(l -> l.contains("\"audio_filepath\""));
    List<ReferenceRow> rows = new ArrayList<>();
    if (manifest) {
      Manifest.read(file, shown, problems).stream()
          .flatMap(read -> read.lines().stream())
          .map(ReferenceRow::of)
          .forEach(rows::add);
    } else if (start.startsWith("{")) {
      rows.addAll(ReferenceRow.json(text.get(), shown, problems));
    } else {
      rows.addAll(ReferenceTable.rows(text.get(), shown, problems));
    }
    if (problems.size() == before && rows.isEmpty()) {
      problems.add(
          new Problem(
              shown, 0, 0, "", "there are no references in it", ReferenceTable.FORM, "add rows"));
    }
    return problems.size() == before
        ? Optional.of(new References(shown, Folder.around(file), rows, manifest, problems))
        : Optional.empty();
  }

  boolean isManifest() {
    return manifest;
  }

  /** Returns the clips of some files, with their texts; what does not fit is reported or told. */
  Matched match(List<Path> files) {
    Index index = new Index(files);
    Map<Path, List<ReferenceRow>> found = new LinkedHashMap<>();
    List<ReferenceRow> unknown = new ArrayList<>();
    for (ReferenceRow row : rows) {
      List<Path> named = index.find(base, row.name());
      if (named.isEmpty()) {
        unknown.add(row);
      } else if (named.size() > 1) {
        report(
            row,
            Quote.of(row.name())
                + " is the name of several files: "
                + Quote.names(named.stream().map(Path::toString).toList()),
            "names that only one file has",
            "write more of its path");
      } else {
        found.computeIfAbsent(named.get(0), any -> new ArrayList<>()).add(row);
      }
    }
    if (found.isEmpty() && problems.isEmpty()) {
      problems.add(
          new Problem(
              shown,
              0,
              0,
              "",
              "it names none of the audio files, but "
                  + Quote.names(rows.stream().map(ReferenceRow::name).limit(3).toList())
                  + (rows.size() > 3 ? " and others" : ""),
              "names of the audio files, such as "
                  + Quote.of(files.get(0).getFileName().toString()),
              "give the references of this audio"));
    }
    List<String> ids = WorkloadForm.ids(files.stream().map(Path::toString).toList());
    List<AudioClip> clips = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      clips.addAll(clips(files.get(i), ids.get(i), found.getOrDefault(files.get(i), List.of())));
    }
    return new Matched(clips, remarks(clips, unknown));
  }

  private List<AudioClip> clips(Path file, String id, List<ReferenceRow> own) {
    if (own.isEmpty()) {
      return List.of(AudioClip.of(file).withId(id));
    }
    List<AudioClip> clips = new ArrayList<>();
    ReferenceRow first = own.get(0);
    for (ReferenceRow row : own) {
      if (row.line().isPresent()) {
        clips.add(row.line().get().at(file).clip(id));
      } else if (row == first) {
        clips.add(AudioClip.of(file, row.text()).withId(id));
      } else if (!row.text().equals(first.text())) {
        report(
            row,
            Quote.of(row.name()) + " has another text than in line " + first.number(),
            "one text for each file",
            "remove one of the lines");
      }
    }
    return clips;
  }

  private List<String> remarks(List<AudioClip> clips, List<ReferenceRow> unknown) {
    List<String> remarks = new ArrayList<>();
    List<String> without =
        clips.stream().filter(clip -> clip.reference().isEmpty()).map(AudioClip::id).toList();
    if (!without.isEmpty() && without.size() < clips.size()) {
      remarks.add(
          shown
              + ": no reference for "
              + without.size()
              + " of "
              + clips.size()
              + " clips, which count for speed alone: "
              + some(without));
    }
    if (!unknown.isEmpty()) {
      remarks.add(
          shown
              + (unknown.size() == 1
                  ? ": 1 line names a file that is not measured: "
                  : ": " + unknown.size() + " lines name files that are not measured: ")
              + some(unknown.stream().map(r -> "line " + r.number() + " " + r.name()).toList()));
    }
    return remarks;
  }

  private static String some(List<String> all) {
    String text = String.join(", ", all.stream().limit(MOST_SHOWN).map(Quote::plain).toList());
    return all.size() > MOST_SHOWN ? text + ", …" : text;
  }

  private void report(ReferenceRow row, String found, String allowed, String remedy) {
    problems.add(new Problem(shown, row.number(), 0, "", found, allowed, remedy));
  }

  /** Audio files by what rows may call them. */
  private static final class Index {

    private final Set<Path> files;
    private final Map<String, Set<Path>> byName = new HashMap<>();
    private final Map<String, Set<Path>> byStem = new HashMap<>();

    Index(List<Path> files) {
      this.files = new LinkedHashSet<>(files);
      for (Path file : files) {
        String name = file.getFileName().toString();
        byName.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(file);
        byStem.computeIfAbsent(stem(name), any -> new LinkedHashSet<>()).add(file);
      }
    }

    List<Path> find(Folder base, String name) {
      try {
        Path written = Path.of(name.replace('\\', '/'));
        for (Path path : List.of(base.resolve(name), written.toAbsolutePath().normalize())) {
          if (files.contains(path)) {
            return List.of(path);
          }
        }
        Path last = written.getFileName();
        if (last == null) {
          return List.of();
        }
        Set<Path> same = byName.getOrDefault(last.toString(), Set.of());
        List<Path> ending = same.stream().filter(file -> file.endsWith(written)).toList();
        if (!ending.isEmpty()) {
          return ending;
        }
        // Another file of that name in a folder that the row names is another file.
        boolean elsewhere = written.getNameCount() > 1 && Files.exists(base.resolve(name));
        return elsewhere
            ? List.of()
            : !same.isEmpty()
                ? List.copyOf(same)
                : List.copyOf(byStem.getOrDefault(stem(last.toString()), Set.of()));
      } catch (InvalidPathException e) {
        return List.of();
      }
    }

    private static String stem(String name) {
      return name.replaceFirst("(?i)\\.(wav|wave|mp3|flac|ogg|opus|m4a|aac|webm|txt)$", "");
    }
  }
}
