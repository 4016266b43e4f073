package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.model.RunConfig;
import io.humhelix.bench.result.Failure;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.result.Issue;
import io.humhelix.bench.result.RunConfigResult;
import io.humhelix.bench.result.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static final RunConfig A = SampleRuns.config("a", SampleRuns.SPEECH);
  private static final RunConfig B = SampleRuns.config("b", SampleRuns.SPEECH);
  private static final RunConfig C = SampleRuns.config("c", SampleRuns.SPEECH);
  private static final RunConfig D = SampleRuns.config("c", SampleRuns.SINGLE);
  private static final RunConfigNames NAMES = RunConfigNames.of(List.of(A, B, C, D));

  private final Findings findings = new Findings();

  private List<String> lines() {
    return findings.lines(NAMES, "", true, Symbols.ASCII);
  }

  private void load(RunConfig of, String found) {
    findings.add(
        RunFinding.of(
            Issue.warning("other-load", found + " % of the CPU were used.", "Close programs.")),
        of);
  }

  @Test
  void oneKindIsToldOnceWithTheRangeAndTheWorst() {
    load(A, "6.7");
    load(B, "20.9");
    load(C, "9");
    assertEquals(
        List.of(
            "warning [other-load] 6.7 to 20.9 % of the CPU were used.",
            "  in all systems on speech; most in b / speech", "  help: Close programs."),
        lines());
  }

  @Test
  void aSingleOneKeepsItsMessage() {
    load(A, "2 of 5 forks (1, 3), worst in fork 1: 6.7");
    assertEquals(
        "warning [other-load] 2 of 5 forks (1, 3), worst in fork 1: 6.7 % of the CPU were",
        lines().get(0));
  }

  @Test
  void forksOfSeveralRunConfigsAreCounted() {
    load(A, "2 of 5 forks (1, 3), worst in fork 1: 6.7");
    load(B, "1 of 5 forks (2): 8");
    assertEquals(
        "warning [other-load] 1 to 2 of 5 forks: 6.7 to 8 % of the CPU were used.", lines().get(0));
  }

  @Test
  void errorsComeFirstThenWhatConcernsMost() {
    findings.add(RunFinding.of(Issue.info("note", "n.")), A);
    load(A, "1");
    findings.add(RunFinding.of(Issue.warning("more", "m.", "")), A);
    findings.add(RunFinding.of(Issue.warning("more", "m.", "")), B);
    findings.add(RunFinding.of(Issue.error("bad", "b.", "")), C);
    findings.add(RunFinding.of(new Failure(FailureKind.SUT_ERROR, "open", "broken", "", "")), C);
    assertEquals(
        List.of("failure", "error [bad]", "warning [more]", "warning [other-load]", "info [note]"),
        lines().stream()
            .filter(line -> !line.startsWith(" "))
            .map(line -> line.replaceFirst("( \\[sut-error\\].*|(?<=\\]) .*)", ""))
            .toList());
  }

  @Test
  void differentWordsAreDifferentMessagesUnderOneRemedy() {
    findings.add(RunFinding.of(Issue.error("model-missing", "x is not in 'one'.", "Get it.")), A);
    findings.add(RunFinding.of(Issue.error("model-missing", "x is not in 'two'.", "Get it.")), B);
    findings.add(RunFinding.of(Issue.error("model-missing", "y is a folder.", "Get it.")), C);
    assertEquals(
        List.of(
            "error [model-missing]",
            "  x is not in 'one', 'two'.",
            "    in a / speech; b / speech",
            "  y is a folder.",
            "    in c / speech",
            "  help: Get it."),
        lines());
  }

  @Test
  void eachRemedyStandsWithItsMessage() {
    findings.add(RunFinding.of(Issue.error("x", "one.", "Do one.")), A);
    findings.add(RunFinding.of(Issue.error("x", "two.", "Do two.")), B);
    assertEquals(
        List.of(
            "error [x]",
            "  one.",
            "    in a / speech",
            "    help: Do one.",
            "  two.",
            "    in b / speech",
            "    help: Do two."),
        lines());
  }

  @Test
  void aHundredDifferentMessagesAreNotAllTold() {
    List<RunConfig> many = new ArrayList<>();
    for (char c = 'a'; c < 'a' + 20; c++) {
      many.add(SampleRuns.config("s" + c, SampleRuns.SPEECH));
      findings.add(RunFinding.of(Issue.error("x", "no " + c + ".", "")), many.get(many.size() - 1));
    }
    List<String> lines = findings.lines(RunConfigNames.of(many), "", true, Symbols.ASCII);
    assertEquals("  and 12 more messages in the results file", lines.get(lines.size() - 1));
    assertEquals(18, lines.size());
  }

  @Test
  void namesAreToldAsShortlyAsTheyCanBe() {
    assertEquals("all 4 run configs", NAMES.text(List.of(A, B, C, D)));
    assertEquals(List.of("all of c"), RunConfigNames.wrap(NAMES.text(List.of(C, D)), ""));
    assertEquals(
        List.of("all systems on speech"), RunConfigNames.wrap(NAMES.text(List.of(A, B, C)), ""));
    assertEquals("both run configs", RunConfigNames.of(List.of(A, B)).text(List.of(B, A)));
    assertEquals(
        List.of("a / speech"),
        RunConfigNames.wrap(RunConfigNames.of(List.of(A)).text(List.of(A)), ""));
    List<RunConfig> many = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      many.add(SampleRuns.config("s" + i, SampleRuns.SPEECH));
    }
    RunConfigNames names = RunConfigNames.of(many);
    assertEquals(
        List.of("all run configs but s11 / speech"),
        RunConfigNames.wrap(names.text(many.subList(0, 11)), ""));
    assertEquals(
        List.of("s0 / speech; s1 / speech; s2 / speech; s3 / speech and 5 more"),
        RunConfigNames.wrap(names.text(many.subList(0, 9)), ""));
  }

  @Test
  void numbersOfNamesAndPathsAreNoNumbers() {
    List<String> messages =
        List.of(
            "clip 'c0.wav': 3 of 10.",
            "clip c1.wav: 3.",
            "/models/2/x-3: 4 s",
            "tiny.en q5_1 and 1.2.3: 5",
            "p = 1.2e-05 and 7 %");
    assertEquals(
        List.of(
            List.of("'c0.wav'", "3", "10"),
            List.of("3"),
            List.of("4"),
            List.of("5"),
            List.of("1.2e-05", "7")),
        messages.stream().map(message -> MessageForm.of(message).values()).toList());
  }

  @Test
  void reasonsOfAlikeRunConfigsStandOnceAndOthersByThemselves() {
    Issue same = Issue.error("no-cuda", "device 'cuda' is not here.", "Use cpu.");
    String text =
        new RunReport(
                SampleRuns.run(
                    false,
                    List.of(),
                    result(A, TrialStatus.REFUSED, same),
                    result(B, TrialStatus.REFUSED, same),
                    result(C, TrialStatus.OK),
                    result(
                        D,
                        TrialStatus.REFUSED,
                        Issue.error("other", "no.", ""),
                        Issue.info("beside", "it."))),
                Symbols.ASCII)
            .toString();
    assertTrue(
        text.contains(
            """
            Why not OK
            a / speech; b / speech: REFUSED
              error [no-cuda] device 'cuda' is not here.
                help: Use cpu.
            c / 30 seconds: REFUSED
              error [other] no.

            Warnings and notes
            info [beside] it.
              in c / 30 seconds
            """),
        text);
    assertFalse(text.contains("no reason was recorded"), text);
  }

  private static RunConfigResult result(RunConfig of, TrialStatus status, Issue... issues) {
    return SampleRuns.result(of, status, List.of(), List.of(issues), null);
  }
}
