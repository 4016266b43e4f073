package io.humhelix.bench.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A message without its numbers and quoted names, so that messages which differ in these alone can
 * be told at once. A number that is part of a name or a path is no number.
 *
 * @param words what is between the values
 * @param values numbers and quoted names in their order
 */
record MessageForm(List<String> words, List<String> values) {

  /** More names tell no more. */
  private static final int MOST = 4;

  /** What the flags of a run config with several forks begin with. */
  private static final Pattern FORKS =
      Pattern.compile("(\\d+) of (\\d+) forks \\([\\d, ]+\\)(, worst in fork \\d+)?: ");

  private static final Pattern VALUE =
      Pattern.compile(
          "'[^']*'|(?<![\\p{L}\\p{N}_.'/\\\\:-])\\d+(\\.\\d+)?(e[-+]?\\d+)?"
              + "(?![\\p{L}\\p{N}_'/\\\\:]|[.-][\\p{L}\\p{N}])");

  static MessageForm of(String message) {
    List<String> words = new ArrayList<>();
    List<String> values = new ArrayList<>();
    int end = 0;
    for (Matcher value = VALUE.matcher(message); value.find(); end = value.end()) {
      words.add(message.substring(end, value.start()));
      values.add(value.group());
    }
    words.add(message.substring(end));
    return new MessageForm(words, values);
  }

  /** The message without which forks it is of, which differ from run config to run config. */
  static String withoutForkNumbers(String message) {
    return FORKS.matcher(message).replaceFirst("$1 of $2 forks: ");
  }

  /**
   * Returns one sentence for messages of the same form: of numbers the range, of names the first
   * few.
   *
   * @param forms one or more, with the same words
   */
  static String merged(List<MessageForm> forms) {
    MessageForm first = forms.get(0);
    StringBuilder text = new StringBuilder(first.words().get(0));
    for (int i = 0; i < first.values().size(); i++) {
      int at = i;
      Set<String> values =
          forms.stream()
              .map(form -> form.values().get(at))
              .collect(Collectors.toCollection(LinkedHashSet::new));
      text.append(merged(values)).append(first.words().get(i + 1));
    }
    return text.toString();
  }

  private static String merged(Set<String> values) {
    if (values.size() == 1) {
      return values.iterator().next();
    }
    if (values.stream().noneMatch(MessageForm::isName)) {
      List<String> sorted =
          values.stream().sorted((a, b) -> new BigDecimal(a).compareTo(new BigDecimal(b))).toList();
      return sorted.get(0) + " to " + sorted.get(sorted.size() - 1);
    }
    List<String> shown =
        values.stream().limit(values.size() <= MOST + 1 ? MOST + 1 : MOST).toList();
    int more = values.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }

  /**
   * Returns the form that has the most of what the forms differ in.
   *
   * @param forms with the same words
   * @return the index of the only one with the largest of the first numbers that differ; -1 where
   *     no number differs, and where several have the largest
   */
  static int most(List<MessageForm> forms) {
    for (int i = 0; i < forms.get(0).values().size(); i++) {
      int at = i;
      List<String> values = forms.stream().map(form -> form.values().get(at)).toList();
      if (values.stream().distinct().count() > 1
          && values.stream().noneMatch(MessageForm::isName)) {
        List<BigDecimal> numbers = values.stream().map(BigDecimal::new).toList();
        BigDecimal largest = numbers.stream().max(BigDecimal::compareTo).orElseThrow();
        long times = numbers.stream().filter(one -> one.compareTo(largest) == 0).count();
        return times == 1 ? numbers.indexOf(largest) : -1;
      }
    }
    return -1;
  }

  private static boolean isName(String value) {
    return value.startsWith("'");
  }
}
