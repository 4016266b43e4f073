package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.Preflight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  private static final String[] EIGHT = {
    "tiny", "tiny.en", "base", "base.en", "small", "small.en", "medium", "medium.en"
  };

  @TempDir private Path folder;

  private final FakeProvider fake = new FakeProvider();
  private final Program program =
      new Program().harness(() -> Harness.builder().discovery(false).provider(fake));

  @Test
  void acceptsAFileOfHumHelix() throws Exception {
    Path file = LegacyFile.write(folder, "", EIGHT);
    Path clips = Files.createDirectory(folder.resolve("clips"));
    TestClips.wav(clips.resolve("30s.wav"), 30, 0.5);
    assertEquals(0, program.run("validate", file, "--workloads", clips), program::err);
    assertEquals("OK: 8 run configs, 1 clip, 30.0 s of audio\n", program.out());
    assertEquals("", program.err());
  }

  @Test
  void namesAClipThatCannotBeDecoded() throws Exception {
    Path file = LegacyFile.write(folder, "fake", "tiny");
    Files.writeString(folder.resolve("30s.wav"), "<!DOCTYPE html><html></html>");
    assertEquals(2, program.run("validate", file));
    assertTrue(program.err().contains("30s.wav"), program.err());
    assertEquals("", program.out());
  }

  @Test
  void namesAClipThatIsNotThere() throws Exception {
    Path file = LegacyFile.write(folder, "fake", "tiny");
    Files.delete(folder.resolve("30s.wav"));
    assertEquals(2, program.run("validate", file));
    assertTrue(program.err().contains("30s.wav"), program.err());
  }

  @Test
  void probingAsksTheBackendsToo() throws Exception {
    Path file = LegacyFile.write(folder, "fake", "tiny");
    fake.preflight =
        Preflight.refused(List.of(Issue.error("model-missing", "no such model.", "Get it.")));
    assertEquals(0, program.run("validate", file), program::err);
    Program probing =
        new Program().harness(() -> Harness.builder().discovery(false).provider(fake));
    assertEquals(1, probing.run("validate", file, "--probe"));
    assertTrue(probing.out().contains("error [model-missing] no such model."), probing.out());
    assertTrue(probing.out().contains("help: Get it."), probing.out());
    assertTrue(probing.out().contains("1 run config would be refused"), probing.out());
  }

  @Test
  void probingSaysOkWhenAllIsThere() throws Exception {
    Path file = LegacyFile.write(folder, "fake", "tiny");
    assertEquals(0, program.run("validate", file, "--probe"), program::err);
    assertTrue(program.out().contains("OK: 1 run config, 1 clip, 0.5 s of audio"), program.out());
  }

  private Path mixed(String... lines) throws Exception {
    TestClips.wav(folder.resolve("long.wav"), 3, 0.5);
    Files.write(folder.resolve("m.jsonl"), List.of(lines));
    return Files.writeString(
        folder.resolve("mixed.yaml"),
        """
        name: mixed
        workloads: [{name: w, manifest: m.jsonl}]
        suts: [{name: s, backend: fake, model: tiny}]
        """);
  }

  @Test
  void severalLanguagesAndPartsAreTold() throws Exception {
    fake.features = EnumSet.of(Capability.LANGUAGE);
    Path file =
        mixed(
            "{'audio_filepath': 'long.wav', 'offset': 1, 'duration': 0.5, 'lang': 'de'}"
                .replace('\'', '"'),
            "{'audio_filepath': 'long.wav', 'offset': 2, 'lang': 'de'}".replace('\'', '"'),
            "{'audio_filepath': 'long.wav', 'lang': 'hi'}".replace('\'', '"'),
            "{'audio_filepath': '30s.wav'}".replace('\'', '"'));
    TestClips.wav(folder.resolve("30s.wav"), 30, 0.5);
    String languages = "workload 'w': languages de (2 clips), hi (1 clip), not declared (1 clip)\n";
    assertEquals(0, program.run("validate", file), program::err);
    assertEquals(languages + "OK: 1 run config, 4 clips, 34.5 s of audio\n", program.out());
    Program dry = new Program().harness(() -> Harness.builder().discovery(false).provider(fake));
    assertEquals(0, dry.run("run", file, "--dry-run"), dry::err);
    assertTrue(dry.out().contains("\n" + languages), dry.out());
  }

  @Test
  void oneLanguageNeedNotBeTold() throws Exception {
    Path file = mixed("{'audio_filepath': 'long.wav', 'lang': 'de'}".replace('\'', '"'));
    assertEquals(0, program.run("validate", file), program::err);
    assertEquals("OK: 1 run config, 1 clip, 3.0 s of audio\n", program.out());
  }

  @Test
  void aPartThatIsNotInItsFileIsNamed() throws Exception {
    Path file =
        mixed("{'audio_filepath': 'long.wav', 'offset': 2, 'duration': 1.5}".replace('\'', '"'));
    assertEquals(2, program.run("validate", file));
    assertTrue(
        program.err().contains("workload 'w', clip 'long.wav@2+1.5': ")
            && program.err().contains("the part begins at 2.0 s and is 1.5 s long"),
        program.err());
  }
}
