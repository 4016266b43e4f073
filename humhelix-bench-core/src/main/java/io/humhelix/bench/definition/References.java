package io.humhelix.bench.definition;

import io.humhelix.bench.model.AudioClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said in the audio files, from a file of references: a table with tabs, JSON lines with
 * {@code clip} and {@code text}, or a manifest. A row is about the file at its path, else about the
 * one whose path agrees with it in most of its last parts, whatever its extension: Common Voice
 * names MP3 files, which are converted before they are measured. A row that shares only the file's
 * name, and names other folders, is told.
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
    AudioIndex index = new AudioIndex(files);
    Map<Path, List<Named>> named = new LinkedHashMap<>();
    List<ReferenceRow> unknown = new ArrayList<>();
    for (ReferenceRow row : rows) {
      AudioIndex.Found of = index.find(base, row.name());
      if (of.files().isEmpty()) {
        unknown.add(row);
      } else if (of.files().size() > 1) {
        report(
            row,
            Quote.of(row.name())
                + " is the name of several files: "
                + Quote.names(of.files().stream().map(Path::toString).toList()),
            "names that only one file has",
            "write more of its path");
      } else {
        named.computeIfAbsent(of.files().get(0), any -> new ArrayList<>()).add(new Named(row, of));
      }
    }
    Map<Path, List<ReferenceRow>> found = new LinkedHashMap<>();
    List<ReferenceRow> byNameAlone = new ArrayList<>();
    named.forEach(
        (file, all) -> {
          List<ReferenceRow> own = own(all);
          found.put(file, own);
          all.stream().map(Named::row).filter(row -> !own.contains(row)).forEach(unknown::add);
          if (!own.isEmpty() && all.stream().allMatch(one -> one.found().byNameAlone())) {
            byNameAlone.addAll(own);
          }
        });
    found.values().removeIf(List::isEmpty);
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
    return new Matched(clips, remarks(clips, unknown, byNameAlone));
  }

  private record Named(ReferenceRow row, AudioIndex.Found found) {}

  /**
   * Returns the rows that are about a file: those whose paths agree with its own most. Of names in
   * several other folders none is more likely to be its own than the next.
   */
  private static List<ReferenceRow> own(List<Named> all) {
    int most = all.stream().mapToInt(one -> one.found().agreeing()).max().orElse(0);
    List<Named> nearest = all.stream().filter(one -> one.found().agreeing() == most).toList();
    boolean several = nearest.stream().map(one -> one.row().name()).distinct().count() > 1;
    return several && nearest.get(0).found().byNameAlone()
        ? List.of()
        : nearest.stream().map(Named::row).toList();
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

  private List<String> remarks(
      List<AudioClip> clips, List<ReferenceRow> unknown, List<ReferenceRow> byNameAlone) {
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
              + lines(unknown));
    }
    if (!byNameAlone.isEmpty()) {
      remarks.add(
          shown
              + (byNameAlone.size() == 1
                  ? ": 1 line names another folder, and was taken for the file of that name: "
                  : ": "
                      + byNameAlone.size()
                      + " lines name other folders, and were taken for the files of these names: ")
              + lines(byNameAlone));
    }
    return remarks;
  }

  private static String lines(List<ReferenceRow> rows) {
    return some(
        rows.stream()
            .sorted(Comparator.comparing(ReferenceRow::number))
            .map(row -> "line " + row.number() + " " + row.name())
            .toList());
  }

  private static String some(List<String> all) {
    String text = String.join(", ", all.stream().limit(MOST_SHOWN).map(Quote::plain).toList());
    return all.size() > MOST_SHOWN ? text + ", …" : text;
  }

  private void report(ReferenceRow row, String found, String allowed, String remedy) {
    problems.add(new Problem(shown, row.number(), 0, "", found, allowed, remedy));
  }
}
