package io.humhelix.bench.backend.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.backend.ggml.NativeLog;
import io.humhelix.bench.backend.ggml.PromptTokenizer;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.SutSpec;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.Severity;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts and the text of earlier windows and calls. */
class TextContextTest {

  private static final String NOT_APART =
      "whisper.cpp carries previous text within a call, and cannot switch that off and keep the prompt";

  private static final String PROMPT =
      "all text is written in lower case without punctuation mister dashwood said";

  private final WhisperJniProvider provider = new WhisperJniProvider();

  @Test
  void refusesToSwitchPreviousTextOffAndKeepThePrompt() {
    Issue both = refusal(prompted().withOption("condition_on_previous_text", false));
    assertTrue(
        both.message()
            .contains(
                "whisper.cpp carries previous text within a call, and cannot switch that off"
                    + " and keep the prompt"),
        both.message());
    Issue dropped = refusal(prompted().withOption("max_text_context", 0));
    assertTrue(dropped.message().contains("drops it"), dropped.message());
    assertTrue(dropped.remedy().contains(NOT_APART), dropped.remedy());
  }

  @Test
  void refusesWhatContradictsItself() {
    SutSpec off = TestData.tinyEn().withOption("condition_on_previous_text", false);
    refusal(off.withOption("max_text_context", 64));
    refusal(off.withOption("no_context", false));
    refusal(
        TestData.tinyEn()
            .withOption("condition_on_previous_text", true)
            .withOption("max_text_context", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"initial_prompt", "condition_on_previous_text", "no_context"})
  void refusesContextAtTemperaturesThatTakeNone(String option) {
    Object value =
        switch (option) {
          case "initial_prompt" -> PROMPT;
          case "no_context" -> false;
          default -> true;
        };
    SutSpec spec = TestData.tinyEn().withOption(option, value);
    Issue issue = refusal(spec.withOption("temperature", 0.5));
    assertTrue(issue.message().contains("temperatures of 0.5 and more"), issue.message());
    assertEquals(List.of(), errors(spec.withOption("temperature", 0.4)));
  }

  @Test
  void takesWhatGoesTogether() {
    assertEquals(List.of(), issues(prompted().withOption("condition_on_previous_text", true)));
    assertEquals(
        List.of(),
        issues(
            TestData.tinyEn()
                .withOption("condition_on_previous_text", false)
                .withOption("max_text_context", 0)));
    assertEquals(List.of(), issues(prompted().withOption("max_text_context", 64)));
  }

  @Test
  void refusesBeamsAtTemperaturesThatHaveNone() {
    SutSpec beams = TestData.tinyEn().withOption("beam_size", 5);
    Issue issue = refusal(beams.withOption("temperature", 0.2));
    assertTrue(issue.message().contains("beams at temperature 0 alone"), issue.message());
    assertEquals(List.of(), issues(beams));
  }

  @Test
  void previousTextIsOffWhereTheEngineTakesNone() {
    assertEquals(Optional.of(true), conditioned(Options.empty()));
    assertEquals(Optional.of(false), conditioned(Options.of(Map.of("max_text_context", 0))));
    assertEquals(Optional.of(false), conditioned(Options.of(Map.of("temperature", 0.5))));
    Options off =
        WhisperOptions.of(Options.of(Map.of("condition_on_previous_text", false))).effective();
    assertEquals(Optional.of(0L), off.integer("max_text_context"));
  }

  @Test
  void saysHowMuchOfALongPromptIsTaken() throws SutException {
    SutSpec spec = TestData.quick().withOption("initial_prompt", "Dashwood ".repeat(300).strip());
    Issue cut = issues(spec).get(0);
    assertEquals(Severity.WARNING, cut.severity());
    assertEquals("prompt-cut", cut.code());
    assertTrue(cut.message().contains("600 tokens"), cut.message());
    assertTrue(cut.message().contains("the last 224"), cut.message());
    try (Sut sut = provider.open(TestData.request(spec))) {
      Options effective = sut.effective().options();
      assertEquals(Optional.of(600L), effective.integer("initial_prompt_tokens"));
      assertEquals(Optional.of(224L), effective.integer("initial_prompt_tokens_used"));
      assertTrue(effective.text("initial_prompt_used").orElseThrow().endsWith(" Dashwood"));
    }
    Issue shorter = issues(spec.withOption("max_text_context", 50)).get(0);
    assertTrue(shorter.message().contains("the last 50"), shorter.message());
  }

  @Test
  void aPromptThatFitsIsTakenWhole() throws SutException {
    assertEquals(List.of(), issues(prompted()));
    try (Sut sut =
        provider.open(TestData.request(TestData.quick().withOption("initial_prompt", PROMPT)))) {
      Options effective = sut.effective().options();
      assertEquals(
          effective.integer("initial_prompt_tokens"),
          effective.integer("initial_prompt_tokens_used"));
      assertEquals(Optional.empty(), effective.text("initial_prompt_used"));
    }
    try (Sut sut = provider.open(TestData.request(TestData.quick()))) {
      assertEquals(Optional.empty(), sut.effective().options().integer("initial_prompt_tokens"));
    }
  }

  /** whisper.cpp logs how many tokens a prompt has if they are more than 1024. */
  @Test
  void countsTokensAsTheEngine() throws Exception {
    String prompt =
        "Élinor's 1811 café — \"don't\", they'll say…  naïve Ωmega 日本語 ünïcödé\n\tx_y".repeat(40);
    int counted = PromptTokenizer.read(TestData.MODEL).tokens(prompt).size();
    NativeLog log = NativeLibrary.load(NativeBuild.BUNDLED).log();
    List<String> lines;
    try (Sut sut =
        provider.open(TestData.request(TestData.quick().withOption("initial_prompt", prompt)))) {
      log.startRecording();
      sut.transcribe(TestData.call(new float[32_000]), TestData.unwatched());
    } finally {
      lines = log.stopRecording();
    }
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.contains("too many resulting tokens: " + counted + " ")),
        () -> counted + ": " + lines);
  }

  @Test
  void tokensJoinToThePrompt() throws Exception {
    String prompt = "Élinor's café — 日本語";
    assertEquals(prompt, PromptTokenizer.text(PromptTokenizer.read(TestData.MODEL).tokens(prompt)));
  }

  @Test
  @Tag("slow")
  void theEngineDropsTheBeginOfALongPrompt() throws Exception {
    String prompt = "zebra crossing ".repeat(100) + PROMPT + " " + PROMPT + " " + PROMPT;
    List<String> tokens = PromptTokenizer.read(TestData.MODEL).tokens(prompt);
    String tail = PromptTokenizer.text(tokens.subList(tokens.size() - 224, tokens.size()));
    assertEquals(text("initial_prompt", tail), text("initial_prompt", prompt));
    assertNotEquals(text("initial_prompt", ""), text("initial_prompt", prompt));
  }

  /** Opened without preflight, which refuses these. */
  @Test
  @Tag("slow")
  void theEngineTakesNoPromptWhereItIsRefused() throws Exception {
    for (String option : List.of("max_text_context", "temperature")) {
      Object value = option.equals("temperature") ? (Object) 0.5 : (Object) 0;
      SutSpec spec = listening().withOption(option, value);
      assertEquals(text(spec), text(spec.withOption("initial_prompt", PROMPT)), option);
    }
  }

  private String text(String option, String value) throws SutException {
    return text(value.isEmpty() ? listening() : listening().withOption(option, value));
  }

  private String text(SutSpec spec) throws SutException {
    float[] samples = TestData.samples(TestData.sentences().keySet().iterator().next());
    try (Sut sut = provider.open(TestData.request(spec))) {
      return sut.transcribe(TestData.call(samples), TestData.unwatched()).text();
    }
  }

  private static SutSpec listening() {
    return TestData.quick().withOption("audio_context", 400);
  }

  private static SutSpec prompted() {
    return TestData.tinyEn().withOption("initial_prompt", PROMPT);
  }

  private static Optional<Boolean> conditioned(Options given) {
    return WhisperOptions.of(given).effective().flag("condition_on_previous_text");
  }

  private List<Issue> issues(SutSpec spec) {
    return provider.preflight(TestData.request(spec)).issues();
  }

  private List<Issue> errors(SutSpec spec) {
    return issues(spec).stream().filter(issue -> issue.severity() == Severity.ERROR).toList();
  }

  private Issue refusal(SutSpec spec) {
    List<Issue> errors = errors(spec);
    assertEquals(1, errors.size(), errors.toString());
    assertEquals("option-unsupported", errors.get(0).code());
    return errors.get(0);
  }
}
