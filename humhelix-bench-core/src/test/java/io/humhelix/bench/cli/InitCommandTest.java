package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {

  @TempDir private Path folder;

  /** Takes models whose file is there, as engines do. */
  private static final class Taking extends FakeProvider {
    private final String ending;

    Taking(String id, String ending) {
      this.id = id;
      this.ending = ending;
      features = EnumSet.of(Capability.LANGUAGE);
    }

    @Override
    public Preflight preflight(OpenRequest request) {
      Path file = request.models().orElseThrow().resolve(request.spec().model() + ending);
      return Files.exists(file)
          ? Preflight.ok(List.of())
          : Preflight.refused(List.of(Issue.error("model-missing", "no " + file + ".", "Get it.")));
    }
  }

  private final FakeProvider broken = new FakeProvider();

  private Program program() {
    broken.id = "broken";
    broken.availability = Availability.unavailable("not here", "Install it.");
    return new Program()
        .harness(
            () ->
                Harness.builder()
                    .discovery(false)
                    .provider(new Taking("engine-a", ".bin"))
                    .provider(new Taking("engine-b", ".onnx"))
                    .provider(broken));
  }

  private Path file() {
    return folder.resolve("benchmark.yaml");
  }

  private void models() throws Exception {
    Path models = Files.createDirectories(folder.resolve("data/models"));
    Files.createFile(models.resolve("tiny.en.bin"));
    Files.createFile(models.resolve("tiny.en.onnx"));
    Files.createFile(models.resolve("base.onnx"));
    Files.createFile(models.resolve("README.md"));
  }

  private void audio() throws Exception {
    for (String name : List.of("table/1.wav", "texts/1.wav", "texts/2.wav", "plain/1.wav")) {
      Path file = folder.resolve("data").resolve(name);
      Files.createDirectories(file.getParent());
      TestClips.wav(file, 0.5, 0.5);
    }
    Files.writeString(folder.resolve("data/table/notes.tsv"), "not\treferences\tat all\n");
    Files.writeString(folder.resolve("data/table/refs.tsv"), "path\tsentence\n1.mp3\ta table\n");
    Files.writeString(folder.resolve("data/texts/1.txt"), "beside it\n");
  }

  @Test
  void findsReferencesBesideTheFolderOfTheClips() throws Exception {
    models();
    Path clips = Files.createDirectories(folder.resolve("clips"));
    TestClips.wav(clips.resolve("a.wav"), 0.5, 0.5);
    Files.writeString(folder.resolve("refs.tsv"), "a.wav\tbeside the folder\n");

    Program program = program();
    assertEquals(0, program.run("init", file()), program::err);

    assertTrue(program.out().contains("clips: 1 clip, references in refs.tsv"), program.out());
    assertEquals(
        Optional.of("beside the folder"),
        DefinitionReader.read(file()).workloads().get(0).clips().get(0).reference());
  }

  @Test
  void looksAtNothingAboveItsOwnFolder() throws Exception {
    models();
    TestClips.wav(folder.resolve("data/a.wav"), 0.5, 0.5);
    Files.writeString(folder.resolve("refs.tsv"), "a.wav\tanother's\n");

    Program program = program();
    assertEquals(0, program.run("init", folder.resolve("data/b.yaml")), program::err);

    assertTrue(program.out().contains("data: 1 clip, no references"), program.out());
  }

  @Test
  void writesWhatIsFoundAndSaysTheNextCommand() throws Exception {
    models();
    audio();
    Program program = program();
    assertEquals(0, program.run("init", file()), program::err);
    BenchmarkDefinition definition = DefinitionReader.read(file());
    assertEquals(
        List.of("engine-b base", "engine-a tiny.en", "engine-b tiny.en"),
        definition.suts().stream().map(sut -> sut.backend() + " " + sut.model()).toList());
    assertEquals(
        List.of("plain", "table", "texts"),
        definition.workloads().stream().map(Workload::name).toList());
    assertEquals(
        List.of(
            Optional.empty(), Optional.of("a table"), Optional.of("beside it"), Optional.empty()),
        definition.workloads().stream()
            .flatMap(workload -> workload.clips().stream())
            .map(AudioClip::reference)
            .toList());
    String text = Files.readString(file());
    assertTrue(
        text.contains("files: [data/table/*.wav]\n    references: data/table/refs.tsv"), text);
    for (String line :
        List.of(
            "wrote " + file(),
            "  backends: engine-b, engine-a",
            "  models: base, tiny.en in " + folder.resolve("data/models"),
            "  audio: plain: 1 clip, no references",
            "  audio: table: 1 clip, references in refs.tsv",
            "  audio: texts: 2 clips, references for 1 in NAME.txt files")) {
      assertTrue(
          program.out().replaceAll("\n {6}", " ").contains(line),
          line + " not in " + program.out());
    }
    assertTrue(program.out().contains("next: humhelix-bench run " + file()), program.out());

    Program validating = program();
    assertEquals(0, validating.run("validate", file(), "--probe"), validating::err);
    assertTrue(validating.out().contains("OK: 9 run configs, 4 clips"), validating.out());
  }

  @Test
  void modelsThatAreAllEnglishHaveEnglishAudio() throws Exception {
    models();
    audio();
    Files.delete(folder.resolve("data/models/base.onnx"));
    assertEquals(0, program().run("init", file()));
    for (Workload workload : DefinitionReader.read(file()).workloads()) {
      assertEquals(Optional.of("en"), workload.task().language());
    }
  }

  @Test
  void manyFoldersAreOneWorkload() throws Exception {
    models();
    for (int i = 0; i < 12; i++) {
      Path own = Files.createDirectories(folder.resolve("corpus/" + i));
      TestClips.wav(own.resolve("x" + i + ".wav"), 0.1, 0.5);
    }
    assertEquals(0, program().run("init", file()));
    List<Workload> workloads = DefinitionReader.read(file()).workloads();
    assertEquals(1, workloads.size());
    assertEquals(12, workloads.get(0).clips().size());
    assertTrue(
        Files.readString(file()).contains("files: [corpus/**/*.wav]"), Files.readString(file()));
  }

  @Test
  void withNothingFoundItSaysWhatToPutIn() throws Exception {
    Program program = program();
    assertEquals(0, program.run("init", file()), program::err);
    String text = Files.readString(file());
    assertTrue(text.contains("# TO DO: name your audio"), text);
    assertTrue(text.contains("# TO DO: name a backend"), text);
    assertTrue(program.out().contains("which is to be completed:"), program.out());
    assertTrue(program.out().contains("  audio: no WAV files found"), program.out());
    assertTrue(program.out().contains("  models: no folder called models found"), program.out());
    assertTrue(
        program.out().contains("backends that work here: engine-a, engine-b\n"), program.out());

    // What it asks for makes it valid.
    Files.createDirectories(folder.resolve("audio"));
    TestClips.wav(folder.resolve("audio/first.wav"), 0.5, 0.5);
    SutSpec sut = DefinitionReader.read(file()).suts().get(0);
    assertEquals("tiny.en", sut.model());
    assertEquals(0, program().run("validate", file()));
  }

  @Test
  void modelsThatNobodyTakesAreSaid() throws Exception {
    audio();
    Files.createDirectories(folder.resolve("models"));
    Files.createFile(folder.resolve("models/strange.gguf"));
    Program program = program();
    assertEquals(0, program.run("init", file()), program::err);
    assertTrue(program.out().contains("  models: no backend here takes one"), program.out());
    assertEquals(3, DefinitionReader.read(file()).workloads().size());
  }

  @Test
  void refusesToOverwriteAndToLookWhereNothingIs() throws Exception {
    Files.writeString(file(), "mine");
    Program program = program();
    assertEquals(
        2, program.run("init", file(), "--models", folder.resolve("x"), "--audio", file()));
    assertEquals(
        List.of(
            file()
                + " exists already; allowed: a new file; give another name, or replace it with"
                + " --force",
            "--models: "
                + folder.resolve("x")
                + " is not a folder; allowed: a folder; check the path",
            "--audio: " + file() + " is not a folder; allowed: a folder; check the path"),
        program.err().lines().toList());
    assertEquals("mine", Files.readString(file()));
    assertEquals(0, program().run("init", file(), "--force"));
    assertFalse(Files.readString(file()).contains("mine"));
    Program onFolder = program();
    assertEquals(2, onFolder.run("init", folder, "--force"));
    assertTrue(onFolder.err().contains("found a folder"), onFolder.err());
  }
}
