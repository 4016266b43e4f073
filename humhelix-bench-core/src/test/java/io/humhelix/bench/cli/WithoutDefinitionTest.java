package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.definition.DefinitionReader;
import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.RunResult;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.store.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that measure without a definition file, and write one. */
class WithoutDefinitionTest {

  @TempDir private Path folder;

  private final FakeProvider one = new FakeProvider();
  private final FakeProvider two = new FakeProvider();
  private final Program program = program();

  WithoutDefinitionTest() {
    one.features = EnumSet.of(Capability.LANGUAGE);
    two.features = one.features;
    one.id = "onnxruntime";
    two.id = "whisper-jni";
  }

  private Program program() {
    return new Program()
        .harness(() -> Harness.builder().discovery(false).provider(one).provider(two));
  }

  @BeforeEach
  void clips() throws Exception {
    Path clips = Files.createDirectories(folder.resolve("clips"));
    TestClips.wav(clips.resolve("a.wav"), 0.5, 0.5);
    TestClips.wav(clips.resolve("b.wav"), 0.5, 0.5);
    Files.writeString(folder.resolve("refs.tsv"), "a.wav\ta text\nb.wav\ta text\n");
  }

  /** The command of the README, with folders of the test. */
  private Object[] command(String verb, Object... more) {
    return Stream.concat(
            Stream.of(
                verb,
                "--backend",
                "onnxruntime,whisper-jni",
                "--model",
                "tiny.en",
                "--audio",
                folder.resolve("clips") + "/*.wav",
                "--references",
                folder.resolve("refs.tsv")),
            Stream.of(more))
        .toArray();
  }

  private RunResult stored() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return RunReader.read(files.toList().get(0));
    }
  }

  @Test
  void measuresWithErrorRates() throws Exception {
    assertEquals(
        0,
        program.run(command("run", "--output", folder.resolve("out"), "--forks", "3")),
        () -> program.err() + program.out());
    RunResult result = stored();
    assertEquals(
        List.of("onnxruntime / clips", "whisper-jni / clips"),
        result.runConfigs().stream().map(c -> c.runConfig().label()).toList());
    assertEquals(3, result.definition().trials().forks());
    assertTrue(
        program.out().contains("tiny.en on onnxruntime, whisper-jni (clips)"), program.out());
    assertTrue(program.out().contains("same WER 0.00 %"), program.out());
  }

  @Test
  void filesAsAShellExpandsThemAreTheSame() throws Exception {
    assertEquals(
        0,
        program.run(
            "run",
            "--dry-run",
            "--audio",
            folder.resolve("clips/a.wav"),
            folder.resolve("clips/b.wav"),
            "--backend=onnxruntime",
            "--backend=whisper-jni",
            "--model=tiny.en"),
        program::err);
    assertTrue(program.out().contains("2 run configs, 0 would be refused"), program.out());
    assertTrue(program.err().contains("no references, so no error rates"), program.err());
  }

  @Test
  void onlyChoosesByBackend() {
    assertEquals(0, program.run(command("run", "--dry-run", "--only", "whisper*")), program::err);
    assertTrue(program.out().contains("1 run config, 0 would be refused"), program.out());
  }

  @Test
  void validateTakesTheSame() {
    assertEquals(0, program.run(command("validate", "--probe")), program::err);
    assertTrue(
        program.out().endsWith("OK: 2 run configs, 2 clips, 1.0 s of audio\n"), program.out());
  }

  @Test
  void whatABackendCannotDoIsRefusedAndTheOthersGoOn() throws Exception {
    assertEquals(
        1,
        program.run(
            "run",
            "--backend=onnxruntime,nobody",
            "--model=tiny.en",
            "--audio",
            folder.resolve("clips"),
            "--output",
            folder.resolve("out"),
            "--forks=1",
            "--trials=1"));
    assertTrue(program.out().contains("backend 'nobody' is not installed"), program.out());
    assertEquals(2, stored().runConfigs().size());
    assertFalse(stored().runConfigs().get(0).trials().isEmpty());
  }

  @Test
  void withoutAnythingItSaysWhatToType() {
    for (String verb : List.of("run", "validate")) {
      Program empty = program();
      assertEquals(2, empty.run(verb));
      assertTrue(
          empty.err().contains("\n  humhelix-bench " + verb + " benchmark.yaml\n"), empty.err());
      assertTrue(
          empty.err().contains("humhelix-bench " + verb + " --backend whisper-jni --model tiny.en"),
          empty.err());
      assertTrue(empty.err().contains("'humhelix-bench init' writes"), empty.err());
    }
  }

  @Test
  void whatContradictsADefinitionIsRefusedAtOnce() throws Exception {
    Path file = LegacyFile.write(folder, "onnxruntime", "tiny");
    assertEquals(
        2,
        program.run(
            "run", file, "--audio=x.wav", "--language=en", "--backend=a,b", "--device=cpu,cuda"));
    assertEquals(
        List.of(
            "--audio, --language: found beside "
                + file
                + "; the definition says it; give one or the other",
            "--backend: found 2 values beside "
                + file
                + "; allowed: one, which replaces the definition's; write several into its matrix",
            "--device: found 2 values beside "
                + file
                + "; allowed: one, which replaces the definition's; write several into its matrix"),
        program.err().lines().toList());
    Program other = program();
    assertEquals(2, other.run(command("run", "--workloads", folder)));
    assertTrue(other.err().startsWith("--workloads: found no definition; "), other.err());
  }

  @Test
  void overridesOfADefinitionStillWork() throws Exception {
    Path file = LegacyFile.write(folder, "nobody", "tiny");
    assertEquals(
        0,
        program.run(
            "run", file, "--backend=onnxruntime", "--device=cpu", "--set=beam_size=3", "--dry-run"),
        program::err);
  }

  @Test
  void savesWhatRepeatsTheRun() throws Exception {
    Path saved = folder.resolve("saved.yaml");
    assertEquals(
        0,
        program.run(
            command(
                "run",
                "--output",
                folder.resolve("out"),
                "--trials=2",
                "--save-definition",
                saved)),
        program::err);
    assertTrue(program.err().contains("wrote " + saved), program.err());
    String text = Files.readString(saved);
    assertTrue(text.contains("files: [clips/*.wav]\n    references: refs.tsv\n"), text);
    BenchmarkDefinition again = DefinitionReader.read(saved);
    BenchmarkDefinition measured = stored().definition();
    assertEquals(measured.workloads(), again.workloads());
    assertEquals(measured.suts(), again.suts());
    assertEquals(measured.trials(), again.trials());
    assertEquals(List.of(), missing(measured, again));
    Program repeated = program();
    assertEquals(0, repeated.run("run", saved, "--dry-run"), repeated::err);
    assertTrue(repeated.out().contains("2 run configs, 0 would be refused"), repeated.out());

    Program refused = program();
    assertEquals(2, refused.run(command("run", "--dry-run", "--save-definition", saved)));
    assertTrue(
        refused.err().contains("--save-definition: " + saved + " exists already; allowed: a new"),
        refused.err());
    assertEquals(text, Files.readString(saved));
  }

  private static List<String> missing(BenchmarkDefinition one, BenchmarkDefinition other) {
    List<String> known = ids(other);
    return ids(one).stream().filter(id -> !known.contains(id)).toList();
  }

  private static List<String> ids(BenchmarkDefinition definition) {
    return io.humhelix.bench.internal.plan.RunConfigs.expand(definition).stream()
        .map(RunConfig::id)
        .toList();
  }

  @Test
  void savesADefinitionAsOverridden() throws Exception {
    Path file = LegacyFile.write(folder, "nobody", "tiny", "base");
    Path saved = folder.resolve("deep/saved.yaml");
    assertEquals(
        0,
        program.run(
            "run",
            file,
            "--backend=onnxruntime",
            "--device=cpu",
            "--set=beam_size=3",
            "--forks=7",
            "--baseline=" + folder.resolve("none.db.yaml"),
            "--no-baseline",
            "--dry-run",
            "--save-definition",
            saved),
        program::err);
    BenchmarkDefinition again = DefinitionReader.read(saved);
    assertEquals(7, again.trials().forks());
    assertEquals(2, again.suts().size());
    assertEquals("onnxruntime", again.suts().get(0).backend());
    assertEquals(3L, again.suts().get(0).options().asMap().get("beam_size"));
    assertTrue(Files.readString(saved).contains("../30s.wav"), Files.readString(saved));
  }

  @Test
  void aFilterIsNotPartOfADefinition() {
    Path saved = folder.resolve("saved.yaml");
    assertEquals(2, program.run(command("run", "--only=whisper*", "--save-definition", saved)));
    assertTrue(program.err().contains("--save-definition: found --only beside it"), program.err());
    assertFalse(Files.exists(saved));
  }

  @Test
  void aSecretIsSavedInNoFile() throws Exception {
    Path saved = folder.resolve("saved.yaml");
    assertEquals(
        2,
        program.run(
            command(
                "run",
                "--dry-run",
                "--set",
                "api_key=sk-0123456789abcdef0123",
                "--save-definition",
                saved)));
    assertTrue(program.err().contains("option api_key of "), program.err());
    assertTrue(program.err().contains("holds a secret, which no file gets"), program.err());
    assertFalse(program.err().contains("sk-0123456789abcdef0123"), program.err());
    assertFalse(Files.exists(saved));
    Program named = program();
    Path other = folder.resolve("other.yaml");
    named.run(
        command(
            "run", "--dry-run", "--set", "api_key_env=OPENAI_API_KEY", "--save-definition", other));
    assertFalse(named.err().contains("secret"), named.err());
    assertTrue(Files.exists(other));
  }

  @Test
  void aSecretOfAMatrixIsSavedInNoFile() throws Exception {
    Path own = folder.resolve("own.yaml");
    assertEquals(0, program.run(command("run", "--dry-run", "--save-definition", own)));
    Files.writeString(
        own, Files.readString(own) + "\nmatrix:\n  options.api_key: [canary-1, canary-2]\n");
    Path saved = folder.resolve("saved.yaml");
    Program again = program();
    assertEquals(2, again.run("run", "--dry-run", own, "--save-definition", saved));
    assertTrue(again.err().contains("holds a secret, which no file gets"), again.err());
    assertFalse(again.err().contains("canary"), again.err());
    assertFalse(Files.exists(saved));
  }

  @Test
  void saysWhereNothingCanBeSaved() throws Exception {
    Path saved = Files.writeString(folder.resolve("plain"), "no folder").resolve("saved.yaml");
    assertEquals(2, program.run(command("run", "--dry-run", "--save-definition", saved)));
    assertTrue(
        program.err().contains("--save-definition: " + saved + " cannot be written (its folder"),
        program.err());
  }
}
