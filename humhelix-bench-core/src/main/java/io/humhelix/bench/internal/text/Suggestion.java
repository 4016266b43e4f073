package io.humhelix.bench.internal.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class Suggestion {

  private static final int LONGEST = 64;
  private static final int SHORTEST_PREFIX = 3;

  private Suggestion() {}

  /**
   * Returns the known word nearest to an unknown one: the fewest letters inserted, left out,
   * replaced or swapped with their neighbour, at most a third of the longer word's; case, dashes
   * and underscores do not count. Where no word is that near, one that begins with the unknown one
   * (or the other way round) is taken.
   *
   * @param unknown what was found
   * @param known the words that are allowed
   * @return the nearest, or empty if none is near
   */
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    String plain = plain(unknown);
    if (plain.isEmpty() || plain.length() > LONGEST) {
      return Optional.empty();
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String word : known) {
      String candidate = plain(word);
      int distance = candidate.length() > LONGEST ? LONGEST : distance(plain, candidate);
      int most = Math.max(1, Math.max(plain.length(), candidate.length()) / 3);
      boolean near = distance <= most && distance < Math.min(plain.length(), candidate.length());
      if ((near || candidate.equals(plain)) && distance < bestDistance) {
        best = word;
        bestDistance = distance;
      }
    }
    return best != null ? Optional.of(best) : byBeginning(plain, known);
  }

  /**
   * Returns a question for a message.
   *
   * @param unknown what was found
   * @param known the words that are allowed
   * @return {@code did you mean X?}, or an empty text if none is near
   */
  public static String question(String unknown, Collection<String> known) {
    return nearest(unknown, known).map(word -> "did you mean " + word + "?").orElse("");
  }

  private static Optional<String> byBeginning(String plain, Collection<String> known) {
    if (plain.length() < SHORTEST_PREFIX) {
      return Optional.empty();
    }
    return known.stream()
        .filter(word -> word.length() >= SHORTEST_PREFIX)
        .filter(word -> plain(word).startsWith(plain) || plain.startsWith(plain(word)))
        .findFirst();
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_').strip();
  }

  /** Damerau-Levenshtein distance in its restricted form (optimal string alignment). */
  private static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= right.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      for (int j = 1; j <= right.length(); j++) {
        int replace = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[left.length()][right.length()];
  }
}
