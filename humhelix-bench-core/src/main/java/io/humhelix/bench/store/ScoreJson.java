package io.humhelix.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.humhelix.bench.result.Alignment;
import io.humhelix.bench.result.Alignment.Operation;
import io.humhelix.bench.result.Alignment.Step;
import io.humhelix.bench.result.ClipScore;
import io.humhelix.bench.result.ErrorCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A score in a record, and back. The alignment is one letter per operation ({@code =}, {@code S},
 * {@code D}, {@code I}): its words are those of the two texts, parted at blanks. Where they are not
 * (a normaliser of one's own may part words elsewhere), every step is written out.
 */
final class ScoreJson {

  private static final String LETTERS = "=SDI";

  private ScoreJson() {}

  static ObjectNode node(ClipScore score) {
    ObjectNode node = Json.object();
    Json.put(node, "reference", score.reference());
    Json.put(node, "hypothesis", score.hypothesis());
    StringBuilder ops = new StringBuilder();
    score.alignment().steps().forEach(step -> ops.append(letter(step.operation())));
    node.put("ops", ops.toString());
    Optional<Alignment> back = align(score.reference(), score.hypothesis(), ops);
    if (back.filter(score.alignment()::equals).isEmpty()) {
      ArrayNode steps = node.putArray("steps");
      for (Step step : score.alignment().steps()) {
        steps
            .addArray()
            .add(String.valueOf(letter(step.operation())))
            .add(step.reference())
            .add(step.hypothesis());
      }
    }
    node.set("words", counts(score.words()));
    node.set("characters", counts(score.characters()));
    return node;
  }

  static ClipScore read(JsonNode node) {
    String reference = node.path("reference").asText();
    String hypothesis = node.path("hypothesis").asText();
    Alignment alignment;
    if (node.has("steps")) {
      List<Step> steps = new ArrayList<>();
      for (JsonNode step : node.get("steps")) {
        steps.add(
            new Step(
                operation(step.path(0).asText().charAt(0)),
                step.path(1).asText(),
                step.path(2).asText()));
      }
      alignment = new Alignment(steps);
    } else {
      alignment =
          align(reference, hypothesis, node.path("ops").asText())
              .orElseThrow(
                  () -> new IllegalArgumentException("ops do not fit reference and hypothesis"));
    }
    return new ClipScore(
        reference,
        hypothesis,
        alignment,
        counts(node.path("words")),
        counts(node.path("characters")));
  }

  private static Optional<Alignment> align(String reference, String hypothesis, CharSequence ops) {
    Iterator<String> left = words(reference);
    Iterator<String> right = words(hypothesis);
    List<Step> steps = new ArrayList<>(ops.length());
    try {
      for (int i = 0; i < ops.length(); i++) {
        Operation operation = operation(ops.charAt(i));
        steps.add(
            new Step(
                operation,
                operation == Operation.INSERTION ? "" : left.next(),
                operation == Operation.DELETION ? "" : right.next()));
      }
    } catch (NoSuchElementException e) {
      return Optional.empty();
    }
    return left.hasNext() || right.hasNext() ? Optional.empty() : Optional.of(new Alignment(steps));
  }

  private static Iterator<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).iterator();
  }

  private static char letter(Operation operation) {
    return switch (operation) {
      case EQUAL -> '=';
      case SUBSTITUTION -> 'S';
      case DELETION -> 'D';
      case INSERTION -> 'I';
    };
  }

  private static Operation operation(char letter) {
    return switch (LETTERS.indexOf(letter)) {
      case 0 -> Operation.EQUAL;
      case 1 -> Operation.SUBSTITUTION;
      case 2 -> Operation.DELETION;
      case 3 -> Operation.INSERTION;
      default -> throw new IllegalArgumentException("unknown alignment letter '" + letter + "'");
    };
  }

  private static ObjectNode counts(ErrorCounts counts) {
    ObjectNode node = Json.object();
    node.put("substitutions", counts.substitutions());
    node.put("deletions", counts.deletions());
    node.put("insertions", counts.insertions());
    node.put("reference_length", counts.referenceLength());
    return node;
  }

  private static ErrorCounts counts(JsonNode node) {
    return new ErrorCounts(
        node.path("substitutions").longValue(),
        node.path("deletions").longValue(),
        node.path("insertions").longValue(),
        node.path("reference_length").longValue());
  }
}
