package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.store.GoldenRuns;
import io.humhelix.bench.store.MovedRun;
import io.humhelix.bench.store.RecordReader;
import io.humhelix.bench.store.StoredRecord;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A golden run resumed by its definition, and by others. */
class GoldenResumeTest {

  private static final String HOME = "/srv/bench/resume";

  @TempDir Path folder;
  private final FakeProvider fake = new FakeProvider();
  private Path definition;
  private Path results;
  private byte[] before;

  @BeforeEach
  void aRun() throws Exception {
    definition = folder.resolve("benchmark.yaml");
    try (InputStream in = GoldenResumeTest.class.getResourceAsStream("golden/resume.yaml")) {
      Files.copy(in, definition);
    }
    TestClips.wav(folder.resolve("c0.wav"), 0.5, 0.5);
    TestClips.wav(folder.resolve("c1.wav"), 0.6, 0.5);
    fake.preflight = Preflight.ok(List.of(Files.writeString(folder.resolve("model.bin"), "one")));
    results = GoldenRuns.copy("resume", Files.createDirectory(folder.resolve("results")));
    MovedRun.move(results, HOME, folder);
    before = Files.readAllBytes(results);
  }

  private void edit(String from, String to) throws Exception {
    String text = Files.readString(definition);
    String edited = text.replace(from, to);
    assertNotEquals(text, edited);
    Files.writeString(definition, edited);
  }

  private String resumed() {
    Program program =
        new Program().harness(() -> Harness.builder().discovery(false).provider(fake));
    int code = program.run("run", definition, "--resume", results, "--progress", "none");
    // How long this run took is no matter of the file; where a record begins, one of the host's
    // facts.
    String out = program.out().replaceFirst(", [0-9.:]+ (s|min|h)\\n", ", TIME\n");
    String err = program.err().replaceFirst(": at [0-9]+,", ": at OFFSET,");
    return "exit code " + code + "\n\n" + out + err;
  }

  private void refused(String name) throws Exception {
    ExpectedText.assertSame("resume/" + name, folder, resumed());
    assertArrayEquals(before, Files.readAllBytes(results));
  }

  @Test
  void aRunThatIsThroughHasNothingToDo() throws Exception {
    refused("through");
  }

  /** New numbers differ from run to run: what is compared is which records joined. */
  @Test
  void moreSystemsJoin() throws Exception {
    edit("trials:", "  - {name: c, backend: fake, model: model}\ntrials:");
    String said = resumed();
    ExpectedText.assertSame("resume/joined", folder, said.substring(0, 12) + "\n" + records());
    assertArrayEquals(before, Arrays.copyOf(Files.readAllBytes(results), before.length));
  }

  @Test
  void aTornEndIsMeasuredAgain() throws Exception {
    String text = new String(before, StandardCharsets.UTF_8);
    int fork = text.indexOf("\"record\": \"fork\"");
    Files.write(results, Arrays.copyOf(before, text.lastIndexOf('\n', fork) - 100));
    String said = resumed();
    ExpectedText.assertSame("resume/torn", folder, said.substring(0, 12) + "\n" + records());
  }

  @Test
  void otherOptionsUnderOneNameAreRefused() throws Exception {
    edit("beam_size: 2", "beam_size: 3, temperature: 0.5");
    edit("mode: fast", "mode: slow");
    refused("other-options");
  }

  @Test
  void anotherModelIsRefused() throws Exception {
    Files.writeString(folder.resolve("model.bin"), "two");
    refused("other-model");
  }

  @Test
  void otherAudioTextsAndTrialsAreRefused() throws Exception {
    TestClips.wav(folder.resolve("c1.wav"), 0.7, 0.5);
    edit("c0.wav: a text", "c0.wav: a textbook");
    edit("count: 3, seed: 7", "count: 4, seed: 8");
    edit("max_wer_percent: 100", "max_wer_percent: 50");
    edit("isolation: in-process", "isolation: in-process\nscenario: offline");
    refused("other-input");
  }

  @Test
  void damageIsRefused() throws Exception {
    before[new String(before, StandardCharsets.UTF_8).indexOf("\"seq\": 5,") + 1] ^= 1;
    Files.write(results, before);
    refused("damaged");
  }

  @Test
  void humHelixOwnFormIsRefused() throws Exception {
    try (InputStream in = GoldenRuns.class.getResourceAsStream("legacy.db.yaml")) {
      before = in.readAllBytes();
    }
    Files.write(results, before);
    refused("legacy");
  }

  private String records() throws Exception {
    return RecordReader.read(results).records().stream()
        .map(GoldenResumeTest::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(StoredRecord record) {
    return String.join(
        " ",
        "" + record.seq().orElse(-1),
        record.kind().word(),
        record.text("run_config").orElse("-"),
        record.runConfigId().orElse("-"),
        "fork " + record.fork().orElse(0),
        "trial " + record.trial().orElse(0),
        record.text("status").orElse("-"));
  }
}
