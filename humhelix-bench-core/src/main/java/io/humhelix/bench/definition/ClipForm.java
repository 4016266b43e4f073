package io.humhelix.bench.definition;

import io.humhelix.bench.internal.text.Suggestion;
import io.humhelix.bench.model.AudioClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the clips of one workload: {@code files}, {@code manifest}, {@code references}, text. */
final class ClipForm {

  private final Section section;
  private final Folder base;
  private final Problems problems;

  ClipForm(Section section, Folder base) {
    this.section = section;
    this.base = base;
    this.problems = section.problems();
  }

  /** Returns the clips; none, or some of them, if there are problems, which are reported. */
  List<AudioClip> clips() {
    if (!section.has("files") && !section.has("manifest")) {
      section.missing("files", "files, or a manifest that names them", "add files or manifest");
    }
    refuseTogether("manifest", "references", "the manifest has the texts");
    refuseTogether("manifest", "text", "the manifest has the texts");
    refuseTogether("references", "text", "text is for a workload of one file");
    List<AudioClip> clips;
    if (section.has("manifest")) {
      clips = manifest();
    } else {
      clips = named(files());
    }
    return references(clips);
  }

  private void refuseTogether(String one, String other, String why) {
    if (section.has(one) && section.has(other)) {
      section.report(
          other, "found " + one + " beside it", "one of the two", "remove one of them: " + why);
    }
  }

  private List<Path> files() {
    Set<Path> files = new LinkedHashSet<>();
    List<Node.Scalar> texts = section.texts("files", "paths or patterns such as audio/*.wav");
    for (Node.Scalar text : texts) {
      try {
        files.addAll(AudioFiles.find(base, text.text()));
      } catch (AudioFiles.NotFound e) {
        problems.at(
            text,
            section.path("files"),
            e.getMessage(),
            "audio files, relative to " + base.show(base.path()),
            "correct the path");
      }
    }
    return List.copyOf(files);
  }

  private List<AudioClip> named(List<Path> files) {
    List<String> ids = WorkloadForm.ids(files.stream().map(Path::toString).toList());
    List<AudioClip> clips = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      clips.add(AudioClip.of(files.get(i)).withId(ids.get(i)));
    }
    return clips;
  }

  private List<AudioClip> manifest() {
    Optional<Manifest> manifest =
        section
            .folder("manifest", base)
            .flatMap(path -> Manifest.read(path, base.show(path), problems));
    if (manifest.isEmpty()) {
      if (section.has("files")) {
        files();
      }
      return List.of();
    }
    List<Manifest.Line> lines =
        section.has("files") ? chosen(manifest.get(), files()) : existing(manifest.get());
    List<String> paths = lines.stream().map(line -> line.audio().toString()).toList();
    List<String> distinct = paths.stream().distinct().toList();
    List<String> names = WorkloadForm.ids(distinct);
    Map<String, String> ids = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      ids.put(distinct.get(i), names.get(i));
    }
    List<AudioClip> clips = new ArrayList<>();
    Map<String, Manifest.Line> known = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      AudioClip clip = lines.get(i).clip(ids.get(paths.get(i)));
      clips.add(clip);
      Manifest.Line earlier = known.putIfAbsent(clip.id(), lines.get(i));
      if (earlier != null) {
        manifest
            .get()
            .report(
                lines.get(i),
                "its clip would be called "
                    + Quote.of(clip.id())
                    + ", as that of line "
                    + earlier.line(),
                "clips of different names",
                "rename the file");
      }
    }
    return clips;
  }

  private static List<Manifest.Line> existing(Manifest manifest) {
    List<Manifest.Line> lines = new ArrayList<>();
    for (Manifest.Line line : manifest.lines()) {
      if (Files.isRegularFile(line.audio())) {
        lines.add(line);
      } else {
        manifest.report(
            line,
            "there is no file " + Quote.of(line.written()),
            "audio files, relative to the manifest",
            "correct the path");
      }
    }
    return lines;
  }

  private List<Manifest.Line> chosen(Manifest manifest, List<Path> files) {
    List<Manifest.Line> lines = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (Path file : files) {
      List<Manifest.Line> found = manifest.find(file);
      lines.addAll(found);
      if (found.isEmpty()) {
        absent.add(base.show(file));
      }
    }
    if (!absent.isEmpty()) {
      section.report(
          "files",
          manifest.file() + " has no line for " + Quote.names(absent),
          "files in the manifest, if there is one",
          "add lines, or choose other files");
    }
    return lines;
  }

  private List<AudioClip> references(List<AudioClip> clips) {
    Optional<String> text = section.anyText("text", "what is said in the file");
    if (text.isPresent() && clips.size() > 1) {
      section.report(
          "text", "one text for " + clips.size() + " files", "text for one file", "use references");
    }
    if (section.node("references").orElse(null) instanceof Node.Scalar scalar
        && !scalar.isNothing()) {
      return referenceFile(clips);
    }
    Map<String, String> byKey = referenceMap(clips);
    return clips.stream()
        .map(clip -> withReference(clip, text.or(() -> Optional.ofNullable(byKey.get(clip.id())))))
        .toList();
  }

  private static AudioClip withReference(AudioClip clip, Optional<String> text) {
    return text.map(clip::withReference).orElse(clip);
  }

  private List<AudioClip> referenceFile(List<AudioClip> clips) {
    Optional<References> references =
        section
            .folder("references", base)
            .flatMap(path -> References.read(path, base.show(path), problems));
    return references.isEmpty() || clips.isEmpty()
        ? clips
        : references.get().match(clips.stream().map(AudioClip::audio).toList()).clips();
  }

  private Map<String, String> referenceMap(List<AudioClip> clips) {
    Map<String, String> texts = new HashMap<>();
    Optional<Node> node = section.node("references");
    if (node.isEmpty()) {
      return texts;
    }
    String path = section.path("references");
    if (!(node.get() instanceof Node.Entries map)) {
      if (!(node.get() instanceof Node.Unusable)) {
        section.report(
            "references",
            "found " + Quote.describe(node.get()),
            "a map from file to text, or a file with names, tabs and texts",
            "write for example 30s.wav: what is said in it");
      }
      return texts;
    }
    List<String> ids = clips.stream().map(AudioClip::id).toList();
    for (Node.Entry entry : map.entries().values()) {
      String id = entry.key().text();
      String own = path + "." + Quote.plain(id);
      if (!ids.contains(id) && !clips.isEmpty()) {
        problems.at(
            entry.key(),
            own,
            "no clip is called " + Quote.of(id),
            Quote.names(ids),
            Suggestion.question(id, ids));
      }
      if (entry.value() instanceof Node.Scalar scalar && !scalar.isNothing()) {
        texts.put(id, scalar.text());
      } else if (!(entry.value() instanceof Node.Unusable)) {
        problems.at(
            entry.value(), own, "found " + Quote.describe(entry.value()), "a text", "write one");
      }
    }
    return texts;
  }
}
