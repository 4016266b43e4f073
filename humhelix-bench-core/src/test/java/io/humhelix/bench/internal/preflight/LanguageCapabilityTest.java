package io.humhelix.bench.internal.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.humhelix.bench.harness.FakeProvider;
import io.humhelix.bench.harness.Harness;
import io.humhelix.bench.harness.TestClips;
import io.humhelix.bench.model.AudioClip;
import io.humhelix.bench.model.BenchmarkDefinition;
import io.humhelix.bench.model.Scenario;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.model.TranscriptionTask;
import io.humhelix.bench.model.Workload;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Preflight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which languages a backend takes: those that it declares, and all if it declares none. */
class LanguageCapabilityTest {

  private static final Set<Capability> SETTABLE = Set.of(Capability.LANGUAGE);

  @TempDir Path folder;

  private static List<Issue> issues(
      TranscriptionTask task, Set<Capability> features, String... languages) {
    return CapabilityCheck.of(
        SutSpec.of("s", "b", "m"),
        task,
        Scenario.SINGLE_STREAM,
        new Capabilities(features, Set.of(), Set.of(), Set.of(languages)));
  }

  @Test
  void aLanguageThatItDeclaresIsTakenWhetherItCanBeSetOrNot() {
    for (Set<Capability> features : List.of(SETTABLE, Set.<Capability>of())) {
      assertEquals(List.of(), issues(TranscriptionTask.transcribe("en"), features, "en"));
      assertEquals(List.of(), issues(TranscriptionTask.transcribe("en"), features, "en", "de"));
      assertEquals(List.of(), issues(TranscriptionTask.DEFAULT, features, "en"));
    }
  }

  @Test
  void anotherIsRefused() {
    for (Set<Capability> features : List.of(SETTABLE, Set.<Capability>of())) {
      assertEquals(
          List.of(
              Issue.error(
                  "language-unknown-to-backend",
                  "backend 'b' does not know the language 'de'; it knows en, fr.",
                  "Choose audio in one of these, or another backend.")),
          issues(TranscriptionTask.transcribe("de"), features, "fr", "en"));
    }
  }

  @Test
  void thatDeclaresNoneItMustBePossibleToSetIt() {
    assertEquals(List.of(), issues(TranscriptionTask.transcribe("de"), SETTABLE));
    assertEquals(
        List.of("language-unsupported"),
        issues(TranscriptionTask.transcribe("de"), Set.of()).stream().map(Issue::code).toList());
  }

  /** A fake that writes down with which languages its preflight was asked. */
  private static final class Asked extends FakeProvider {
    private final List<String> asked = new ArrayList<>();

    @Override
    public Preflight preflight(OpenRequest request) {
      asked.add(request.task().language().orElse("-"));
      return super.preflight(request);
    }
  }

  private RunConfigResult run(FakeProvider provider) throws Exception {
    List<AudioClip> clips = new ArrayList<>();
    for (String code : List.of("de", "en", "de", "")) {
      AudioClip clip =
          AudioClip.of(TestClips.wav(folder.resolve("c" + clips.size() + ".wav"), 0.5, 0.5));
      clips.add(code.isEmpty() ? clip : clip.withLanguage(code));
    }
    BenchmarkDefinition definition =
        TestClips.definition(folder, 1)
            .workloads(List.of(new Workload("w", clips, TranscriptionTask.transcribe("fr"))))
            .build();
    return Harness.builder()
        .discovery(false)
        .provider(provider)
        .run(definition)
        .runConfigs()
        .get(0);
  }

  @Test
  void everyLanguageOfAWorkloadIsAskedAboutOnce() throws Exception {
    Asked provider = new Asked();
    provider.features = SETTABLE;
    assertEquals(TrialStatus.OK, run(provider).status());
    assertEquals(List.of("de", "en", "fr"), provider.asked);
  }

  @Test
  void oneLanguageThatIsNotKnownRefusesTheRunConfig() throws Exception {
    Asked provider = new Asked();
    provider.features = SETTABLE;
    provider.languages = Set.of("de", "fr");
    RunConfigResult result = run(provider);
    assertEquals(TrialStatus.REFUSED, result.status());
    assertEquals(
        List.of("backend 'fake' does not know the language 'en'; it knows de, fr."),
        result.issues().stream()
            .filter(issue -> issue.code().startsWith("language"))
            .map(Issue::message)
            .toList());
  }
}
