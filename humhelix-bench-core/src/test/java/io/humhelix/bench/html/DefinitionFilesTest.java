package io.humhelix.bench.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.html.DefinitionFiles.File;
import io.humhelix.bench.internal.form.DefinitionTree;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.TrialPolicy;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Provenance;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.RunReader;
import io.humhelix.bench.store.StoredForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report gives to repeat a run. */
class DefinitionFilesTest {

  private static final Provenance PROVENANCE =
      new Provenance("1", Map.of(), Map.of(), 4711, List.of(), List.of());

  @TempDir Path folder;

  @Test
  void isReadAsTheDefinitionOfEveryGoldenRun() throws Exception {
    int read = 0;
    for (String name : GoldenRuns.cases()) {
      Path own = Files.createDirectory(folder.resolve(name));
      RunResult run =
          RunReader.read(GoldenRuns.copy(name, Files.createDirectory(own.resolve("r"))));
      BenchmarkDefinition definition = withFiles(run.definition(), own);
      BenchmarkDefinition again = saved(definition, own);
      assertEquals(pathsApart(definition), pathsApart(again), name);
      read++;
    }
    assertTrue(read > 15, "cases");
  }

  @Test
  void keepsWhatAClipIs() throws Exception {
    Path audio = Files.createFile(folder.resolve("a [1] {x}*.wav"));
    Path other = Files.createFile(folder.resolve("b.wav"));
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("Quotes: \"x\", 'y' # no comment")
            .workload(
                Workload.of("plain", AudioClip.of(audio, "no: it is # 1e3 {said}\nin two lines")),
                new Workload(
                    "rich",
                    List.of(
                        AudioClip.of(other, "أهلا").withSpeaker("7").withLanguage("ar"),
                        new AudioClip(
                            "b.wav@1.5+2",
                            other,
                            Optional.of(""),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalDouble.of(1.5),
                            OptionalDouble.of(2))),
                    TranscriptionTask.DEFAULT))
            .sut(
                sut("no")
                    .withOption("text", "012")
                    .withOption("flag", "true")
                    .withOption("number", 3L)
                    .withOption("nothing", "null"))
            .build();
    BenchmarkDefinition again = saved(definition, folder);
    assertEquals(pathsApart(definition), pathsApart(again));
    assertEquals(audio.toRealPath(), again.workloads().get(0).clips().get(0).audio().toRealPath());
  }

  @Test
  void isReadWhereClipsHaveNamesOfTheirOwn() throws Exception {
    Path audio = Files.createFile(folder.resolve("a.wav"));
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("b")
            .workload(Workload.of("w", AudioClip.of(audio, "said").withId("first")))
            .sut(sut("x"))
            .build();
    AudioClip clip = saved(definition, folder).workloads().get(0).clips().get(0);
    assertEquals("a.wav", clip.id());
    assertEquals(Optional.of("said"), clip.reference());
  }

  @Test
  void saysWhatToPutRight() throws Exception {
    Path audio = Path.of("/home/jane doe/speech/a.wav");
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("b")
            .models(Path.of("/home/jane/models"))
            .workload(Workload.of("w", AudioClip.of(audio).withId("first"), AudioClip.of(audio)))
            .sut(sut("x").withOption("api_key", "sk-0123456789abcdef0123"))
            .build();
    String text = DefinitionFiles.of(definition, PROVENANCE).get(0).text();
    assertTrue(text.contains("# The run drew its seed, 4711"), text);
    assertTrue(text.contains("# ~ is the home folder"), text);
    assertTrue(text.contains("# <redacted> is a secret"), text);
    assertTrue(text.contains("# Clips of workload 'w' had names of their own"), text);
    assertTrue(text.contains("# Workload 'w' took a file more than once"), text);
    assertTrue(text.contains("~/models"), text);
    assertFalse(text.contains("0123456789abcdef"), text);
    assertFalse(text.contains("/home/jane/"), text);
  }

  @Test
  void saysThatHomeFoldersAreHiddenInAManifestToo() {
    AudioClip clip = AudioClip.of(Path.of("/home/jane/a.wav")).withSpeaker("s");
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("b").workload(Workload.of("w", clip)).sut(sut("x")).build();
    List<File> files = DefinitionFiles.of(definition, PROVENANCE);
    assertTrue(files.get(0).text().contains("# ~ is the home folder"), files.get(0).text());
    assertTrue(files.get(1).text().contains("\"~/a.wav\""), files.get(1).text());
  }

  @Test
  void saysNothingWhereAllIsThere() throws Exception {
    BenchmarkDefinition definition =
        BenchmarkDefinition.builder("b")
            .workload(Workload.of("w", AudioClip.of(Path.of("/data/a.wav"))))
            .sut(sut("x"))
            .trials(TrialPolicy.DEFAULT.withSeed(3))
            .build();
    String text = DefinitionFiles.of(definition, PROVENANCE).get(0).text();
    assertFalse(text.contains("#"), text);
  }

  @Test
  void namesAreOnesOfFilesAndNothingElse() {
    assertEquals("three-engines", DefinitionTree.fileName("Three engines", "x"));
    assertEquals("x", DefinitionTree.fileName("../;$(rm)'".replace("rm", ""), "x"));
    assertEquals("a-b", DefinitionTree.fileName("a/../b", "x"));
    assertEquals("x", DefinitionTree.fileName("中文", "x"));
    assertEquals(60, DefinitionTree.fileName("a".repeat(200), "x").length());
  }

  private static SutSpec sut(String name) {
    return SutSpec.of(name, "whisper-jni", "tiny");
  }

  /** The same with audio files that are there. */
  private static BenchmarkDefinition withFiles(BenchmarkDefinition definition, Path folder)
      throws Exception {
    List<Workload> workloads = new ArrayList<>();
    for (Workload workload : definition.workloads()) {
      List<AudioClip> clips = new ArrayList<>();
      for (AudioClip clip : workload.clips()) {
        Path file = folder.resolve("audio").resolve(clip.audio().toString().replaceFirst("^/", ""));
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
          Files.createFile(file);
        }
        clips.add(
            new AudioClip(
                clip.id(),
                file,
                clip.reference(),
                clip.speaker(),
                clip.language(),
                clip.offsetSeconds(),
                clip.declaredSeconds()));
      }
      workloads.add(new Workload(workload.name(), clips, workload.task()));
    }
    return definition.toBuilder().workloads(workloads).build();
  }

  private static BenchmarkDefinition saved(BenchmarkDefinition definition, Path folder)
      throws Exception {
    List<File> files = DefinitionFiles.of(definition, PROVENANCE);
    for (File file : files) {
      Files.writeString(folder.resolve(file.name()), file.text());
    }
    return DefinitionReader.read(folder.resolve(files.get(0).name()));
  }

  /** As results have it: maps and lists, the folders left out. */
  private static Map<String, Object> pathsApart(BenchmarkDefinition definition) {
    List<Workload> workloads = new ArrayList<>();
    for (Workload workload : definition.workloads()) {
      List<AudioClip> clips = new ArrayList<>();
      for (AudioClip clip : workload.clips()) {
        clips.add(
            new AudioClip(
                clip.id(),
                clip.audio().getFileName(),
                clip.reference(),
                clip.speaker(),
                clip.language(),
                clip.offsetSeconds(),
                clip.declaredSeconds()));
      }
      workloads.add(new Workload(workload.name(), clips, workload.task()));
    }
    Map<String, Object> tree =
        new LinkedHashMap<>(StoredForm.of(definition.toBuilder().workloads(workloads).build()));
    tree.keySet().removeAll(List.of("base", "models", "output"));
    return tree;
  }
}
