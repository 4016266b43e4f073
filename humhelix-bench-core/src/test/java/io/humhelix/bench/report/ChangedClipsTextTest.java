package io.humhelix.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.ChangedClip;
import io.humhelix.bench.compare.ClipText;
import io.humhelix.bench.compare.Comparison;
import io.humhelix.bench.compare.ComparisonPolicy;
import io.humhelix.bench.compare.MadeUpRun;
import io.humhelix.bench.compare.RunComparison;
import io.humhelix.bench.compare.RunConfigComparison;
import io.humhelix.bench.result.ErrorUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The clips that got worse, as they are read. */
class ChangedClipsTextTest {

  private static final RunConfigComparison PAIR =
      RunComparison.between(
              new MadeUpRun(1).forks(3).trials(1).system("a", 1).result(),
              new MadeUpRun(2).forks(3).trials(1).system("a", 1).result(),
              ComparisonPolicy.DEFAULT)
          .pairs()
          .get(0);

  private static String shown(boolean details, ChangedClip... clips) {
    RunConfigComparison pair =
        new RunConfigComparison(
            PAIR.baseline(),
            PAIR.candidate(),
            false,
            PAIR.metrics(),
            PAIR.failures(),
            List.of(clips),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Comparison comparison = new Comparison(List.of(pair), List.of(), List.of(), List.of());
    List<String> lines = new ChangedClipsText(Symbols.ASCII, details).lines(comparison);
    lines.forEach(line -> assertTrue(DisplayText.width(line) <= 80, line));
    return String.join("\n", lines).strip();
  }

  private static ClipText text(double errors, String text) {
    return new ClipText(OptionalDouble.of(errors), text, 5, 5, 0);
  }

  private static ChangedClip clip(String reference, ClipText old, ClipText now) {
    return clip(ErrorUnit.WORD, reference, old, now);
  }

  private static ChangedClip clip(ErrorUnit unit, String reference, ClipText old, ClipText now) {
    long length =
        unit == ErrorUnit.WORD
            ? reference.split(" ").length
            : reference.codePointCount(0, reference.length());
    return new ChangedClip("c.wav", unit, length, Optional.of(reference), old, now);
  }

  @Test
  void theWordsThatChangedStandBelowEachOther() {
    assertEquals(
        """
        a / speech: more errors in 1 clip
          c.wav: 1 -> 3 errors in 9 words
            reference  ... quick brown fox  jumps over the lazy dog ***
            baseline   ... quick brown fox  jumps over the lazy dog ***
            candidate  ... quick brown folk ***   over the lazy dog today""",
        shown(
            false,
            clip(
                "the quick brown fox jumps over the lazy dog",
                text(1, "a quick brown fox jumps over the lazy dog"),
                text(3, "a quick brown folk over the lazy dog today"))));
  }

  @Test
  void ofManyClipsTheThreeWorstAreShown() {
    ChangedClip worse = clip("a b", text(0, "a b"), text(1, "a"));
    ChangedClip better = clip("a b", text(1, "a"), text(0, "a b"));
    ChangedClip other = clip("a b", text(1, "a c"), text(1, "a d"));
    String text = shown(false, worse, worse, worse, worse, other, better);
    assertTrue(
        text.startsWith(
            "a / speech: more errors in 4 clips, fewer in 1, another text in 1 (--details:\n"
                + "  all)\n"),
        text);
    assertEquals(3, text.lines().filter(line -> line.contains("c.wav")).count());
    String all = shown(true, worse, worse, worse, worse, other, better);
    assertEquals(6, all.lines().filter(line -> line.contains("c.wav")).count());
    assertFalse(all.contains("--details"), all);
    assertEquals("", shown(false, better));
    assertTrue(shown(true, better).startsWith("a / speech: fewer errors in 1 clip\n"));
    assertEquals("", shown(true));
  }

  @Test
  void charactersOfTwoColumnsStandBelowEachOther() {
    assertEquals(
        """
        a / speech: more errors in 1 clip
          c.wav: 0 -> 2 errors in 8 characters
            reference  今天天气很好我们
            baseline   今天天气很好我们
            candidate  今天天汽很**我们""",
        shown(
            false, clip(ErrorUnit.CHARACTER, "今天天气很好我们", text(0, "今天天气很好我们"), text(2, "今天天汽很我们"))));
  }

  @Test
  void whatIsWrittenFromRightToLeftIsNotPadded() {
    String text =
        shown(false, clip("شكرا جزيلا لك", text(0, "شكرا جزيلا لك"), text(2, "شكر جزيلا")));
    assertEquals(
        """
        a / speech: more errors in 1 clip
          c.wav: 0 -> 2 errors in 3 words
            reference  شكرا جزيلا لك
            baseline   شكرا جزيلا لك
            candidate  شكر جزيلا ***""",
        text);
  }

  @Test
  void severalTextsFailedCallsAndTextsThatAreNotStoredAreSaid() {
    ClipText hash = new ClipText(OptionalDouble.of(0), "sha256:" + "0a".repeat(32), 5, 5, 0);
    ClipText some = new ClipText(OptionalDouble.of(1.5), "a", 3, 4, 0.2);
    assertEquals(
        """
        a / speech: more errors in 1 clip
          c.wav: 0 -> 1.5 errors in 2 words
            candidate: this text in 3 of 4 decodes, the most frequent one
            candidate: 20 % of its calls failed
            reference  a b
            candidate  a ***
            baseline   (no texts stored; 'baseline set --texts' keeps them)""",
        shown(false, clip("a b", hash, some)));
    ClipText failed = new ClipText(OptionalDouble.of(2), "", 0, 0, 1);
    assertEquals(
        """
        a / speech: more errors in 1 clip
          c.wav: 0 -> 2 errors in 2 words
            candidate  (every call failed)""",
        shown(false, clip("a b", text(0, "a b"), failed)));
  }

  @Test
  void withoutAReferenceTheTextsAreCompared() {
    ClipText old = new ClipText(OptionalDouble.empty(), "It is four.", 5, 5, 0);
    ClipText now = new ClipText(OptionalDouble.empty(), "It is \u001b[31mfor.", 5, 5, 0);
    assertEquals(
        """
        a / speech: another text in 1 clip
          c.wav: another text; without a reference, nobody knows which is right
            baseline   It is four.
            candidate  It is ?[31mfor.""",
        shown(false, new ChangedClip("c.wav", ErrorUnit.WORD, 0, Optional.empty(), old, now)));
  }

  @Test
  void aLongTextIsCutAndGoesOnWithDetails() {
    String said = "word ".repeat(60).strip();
    String heard = "other ".repeat(60).strip();
    ChangedClip clip = clip(said, text(0, said), text(60, heard));
    String text = shown(false, clip);
    assertEquals(5, text.lines().count(), text);
    assertTrue(text.lines().skip(2).allMatch(line -> line.endsWith("...")), text);
    String all = shown(true, clip);
    assertEquals(60, all.split("other", -1).length - 1);
    assertTrue(shown(true, clip("x".repeat(300), text(0, "x"), text(1, "y"))).length() > 0);
  }
}
