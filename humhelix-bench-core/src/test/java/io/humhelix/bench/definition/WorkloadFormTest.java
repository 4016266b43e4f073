package io.humhelix.bench.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.AudioClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, patterns, manifests and references. */
class WorkloadFormTest {

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void files() {
    written =
        new Written(
            folder,
            "a.wav",
            "x/b.wav",
            "x/a.wav",
            "x/deep/a.wav",
            "x/deep/c.flac",
            "x/.hidden.wav",
            "odd[1].wav");
  }

  private static String workload(String keys) {
    return """
        name: n
        suts: [{backend: b, model: m}]
        workloads:
          - name: w
        """
        + keys.indent(4);
  }

  private List<AudioClip> clips(String keys) throws Exception {
    return written.read(workload(keys)).workloads().get(0).clips();
  }

  private List<String> ids(String keys) throws Exception {
    return clips(keys).stream().map(AudioClip::id).toList();
  }

  private List<String> problems(String keys) {
    return written.problems(workload(keys));
  }

  @Test
  void patternsFindFilesInTheOrderOfTheirPaths() throws Exception {
    assertEquals(List.of("a.wav", "b.wav"), ids("files: [x/*.wav]"));
    assertEquals(List.of("x/a.wav", "b.wav", "deep/a.wav"), ids("files: ['x/**/*.wav']"));
    assertEquals(
        List.of("a.wav", "b.wav", "c.flac"), ids("files: ['x/[ab].wav', 'x/*/*.{flac,mp3}']"));
    assertEquals(List.of(".hidden.wav"), ids("files: ['x/.h*']"));
    assertEquals(List.of("odd[1].wav"), ids("files: ['odd[1].wav']"));
  }

  @Test
  void aFileThatIsFoundTwiceIsOneClip() throws Exception {
    assertEquals(List.of("b.wav", "a.wav"), ids("files: [x/b.wav, x/*.wav, ./x/../x/a.wav]"));
  }

  @Test
  void clipsOfOneNameAreToldApartByTheirFolders() throws Exception {
    String root = folder.getFileName().toString();
    assertEquals(
        List.of(root + "/a.wav", "x/a.wav", "deep/a.wav", "b.wav"),
        ids("files: [a.wav, x/a.wav, x/deep/a.wav, x/b.wav]"));
  }

  @Test
  void absolutePathsAndLinkedFoldersWork() throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("x"));
    assertEquals(
        List.of(folder.resolve("link/a.wav"), folder.resolve("link/b.wav")),
        clips("files: [link/*.wav]").stream().map(AudioClip::audio).toList());
    assertEquals(List.of("b.wav"), ids("files: ['" + folder.resolve("x/b.wav") + "']"));
  }

  @Test
  void saysWhatAPatternLooksFor() {
    assertEquals(
        List.of(
            "bench.yaml:5:13: workloads[0].files: no file in x matches '*.ogg'; allowed: audio"
                + " files, relative to .; correct the path",
            "bench.yaml:5:22: workloads[0].files: there is no folder y; allowed: audio files,"
                + " relative to .; correct the path",
            "bench.yaml:5:31: workloads[0].files: x is a folder; allowed: audio files, relative to"
                + " .; correct the path"),
        problems("files: [x/*.ogg, y/*.wav, x]"));
    assertTrue(problems("files: ['x/{a']").get(0).contains("is not a pattern"));
    assertTrue(problems("files: [\"a\\0.wav\"]").get(0).contains("is not a path"));
    assertTrue(problems("language: en").get(0).contains("workloads[0].files: the key is missing"));
  }

  @Test
  void referencesComeFromTheMapOrTheText() throws Exception {
    assertEquals(
        List.of(Optional.empty(), Optional.of("hello: there")),
        clips("files: [x/*.wav]\nreferences: {b.wav: 'hello: there'}").stream()
            .map(AudioClip::reference)
            .toList());
    assertEquals(Optional.of("no"), clips("files: [a.wav]\ntext: no").get(0).reference());
    assertEquals(
        List.of(
            "bench.yaml:6:11: workloads[0].text: one text for 2 files; allowed: text for one file;"
                + " use references"),
        problems("files: [x/*.wav]\ntext: no"));
    assertEquals(
        List.of(
            "bench.yaml:6:18: workloads[0].references.c.wav: no clip is called 'c.wav'; allowed:"
                + " a.wav, b.wav; did you mean a.wav?",
            "bench.yaml:6:35: workloads[0].references.a.wav: found a list; allowed: a text; write"
                + " one"),
        problems("files: [x/*.wav]\nreferences: {c.wav: x, a.wav: [1]}"));
    assertEquals(
        List.of(
            "bench.yaml:6:17: workloads[0].references: found a list; allowed: a map from file to"
                + " text, or a file with names, tabs and texts; write for example 30s.wav: what is"
                + " said in it"),
        problems("files: [x/*.wav]\nreferences: [x]"));
  }

  @Test
  void aManifestGivesEverything() throws Exception {
    written.put(
        "x/manifest.jsonl",
        """
        {"audio_filepath": "b.wav", "duration": 2.5, "text": "be", "lang": "en", "x": {"y": [1]}}

        {"audio_filepath": "../a.wav", "text": "", "speaker": 7, "duration": null, "offset": 0}\r
        {"audio_filepath": "%s", "text": null, "speaker": "s"}
        """
            .formatted(folder.resolve("x/deep/a.wav")));
    List<AudioClip> expected =
        List.of(
            AudioClip.of(folder.resolve("x/b.wav"), "be")
                .withLanguage("en")
                .withDeclaredSeconds(2.5),
            AudioClip.of(folder.resolve("a.wav"), "")
                .withId(folder.getFileName() + "/a.wav")
                .withSpeaker("7"),
            AudioClip.of(folder.resolve("x/deep/a.wav")).withId("deep/a.wav").withSpeaker("s"));
    assertEquals(expected, clips("manifest: x/manifest.jsonl"));
    assertEquals(List.of(expected.get(0)), clips("files: [x/b.wav]\nmanifest: x/manifest.jsonl"));
    assertEquals(
        List.of(
            "bench.yaml:5:12: workloads[0].files: x/manifest.jsonl has no line for x/a.wav;"
                + " allowed: files in the manifest, if there is one; add lines, or choose other"
                + " files"),
        problems("files: [x/*.wav]\nmanifest: x/manifest.jsonl"));
    assertEquals(
        List.of(
            "bench.yaml:6:11: workloads[0].text: found manifest beside it; allowed: one of the two;"
                + " remove one of them: the manifest has the texts"),
        problems("manifest: x/manifest.jsonl\ntext: x").stream().limit(1).toList());
  }

  @Test
  void problemsOfAManifestAreLocatedInIt() {
    written.put(
        "x/manifest.jsonl",
        """
        {"audio_filepath": "b.wav", "duration": -1}
        {"audio_filepath": 5}
        {"text": "no path"}
        [1]
        {"audio_filepath": "a.wav", "text": ["x"]}
        {"audio_filepath": "a.wav", "offset": 3.5}
        {"audio_filepath": "a.wav"} {}
        {"audio_filepath": "a.wav"
        {"audio_filepath": "deep/../a.wav"}
        {"audio_filepath": "a.wav", "text": "a", "text": "b"}
        """);
    assertEquals(
        List.of(
            "x/manifest.jsonl:1:41: duration: found '-1'; allowed: seconds, 0 or more",
            "x/manifest.jsonl:2:20: audio_filepath: found '5'; allowed: a text in double quotes",
            "x/manifest.jsonl:3:1: audio_filepath: the key is missing; allowed: a path; add it",
            "x/manifest.jsonl:4:1: this is not a JSON object; allowed: {\"audio_filepath\": …}",
            "x/manifest.jsonl:5:37: text: found '['; allowed: a text in double quotes",
            "x/manifest.jsonl:7:29: more text after the object; allowed: one object per line",
            "x/manifest.jsonl:8:27: this is not JSON: Unexpected end-of-input",
            "x/manifest.jsonl:9:20: audio_filepath: this file is already in line 5; allowed:"
                + " each file, or part of one, once; remove one of the lines",
            "x/manifest.jsonl:10:48: this is not JSON: Duplicate"),
        problems("manifest: x/manifest.jsonl").stream()
            .filter(line -> !line.contains(":7:20:"))
            .map(line -> line.replaceAll("(Duplicate|Unexpected end-of-input).*", "$1"))
            .sorted(java.util.Comparator.comparingInt(WorkloadFormTest::line))
            .toList());
  }

  private static int line(String problem) {
    return Integer.parseInt(problem.split(":")[1]);
  }

  @Test
  void saysWhatIsMissingOfAManifest() {
    assertEquals(
        List.of(
            "nowhere.jsonl: there is no such file; allowed: the manifest: one JSON object per line;"
                + " check the path"),
        problems("manifest: nowhere.jsonl"));
    written.put("empty.jsonl", "\n");
    assertEquals(
        List.of("empty.jsonl: it has no lines; allowed: one JSON object per line; add clips"),
        problems("manifest: empty.jsonl"));
    written.put("gone.jsonl", "{\"audio_filepath\": \"gone.wav\"}\n");
    assertEquals(
        List.of(
            "gone.jsonl:1:20: audio_filepath: there is no file 'gone.wav'; allowed: audio files,"
                + " relative to the manifest; correct the path"),
        problems("manifest: gone.jsonl"));
  }

  @Test
  void aGateNeedsEveryReference() throws Exception {
    String gate = "accuracy: {max_wer_percent: 10}\n";
    assertEquals(
        List.of(
            "bench.yaml:6:12: workloads[0].files: 1 of 2 clips have no reference text: a.wav;"
                + " allowed: a reference for every clip, since accuracy.max_wer_percent is"
                + " set; add references (or text, for one file), or name a manifest"),
        written.problems(gate + workload("files: [x/*.wav]\nreferences: {b.wav: x}")));
    assertEquals(
        2,
        written
            .read(gate + workload("files: [x/*.wav]\nreferences: {b.wav: x, a.wav: ''}"))
            .workloads()
            .get(0)
            .clips()
            .size());
  }

  @Test
  void whatTheYamlParserReportedIsNotReportedAgain() {
    assertEquals(
        List.of(
            "bench.yaml:5:13: workloads[0].files[0]: an anchor; allowed: plain values; write the"
                + " value where it is needed"),
        problems("files: [&a a.wav]"));
  }

  @Test
  void messagesStayOneLineWhateverAPathHolds() {
    assertEquals(
        List.of(
            "bench.yaml:5:13: workloads[0].files: there is no file a\\n\\u0007b.wav; allowed: audio"
                + " files, relative to .; correct the path"),
        problems("files: [\"a\\n\\ab.wav\"]"));
  }

  @Test
  void languageIsACode() {
    assertTrue(
        problems("files: [a.wav]\nlanguage: auto")
            .get(0)
            .endsWith("leave it out to let the engine detect it"));
    assertTrue(problems("files: [a.wav]\nlanguage: EN").get(0).contains("found 'EN'"));
  }

  @Test
  void theWorkloadsFolderCanBeAnother(@TempDir Path other) throws Exception {
    new Written(other, "only-there.wav");
    String yaml = workload("files: [only-there.wav]");
    assertTrue(written.problems(yaml).get(0).contains("there is no file only-there.wav"));
    assertEquals(
        other.resolve("only-there.wav"),
        written
            .read(yaml, Overrides.builder().workloads(other).build())
            .workloads()
            .get(0)
            .clips()
            .get(0)
            .audio());
  }
}
