package io.humhelix.bench.backend.whispercpp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Whether {@code std::regex} of C++ can read an expression. Its grammar is ECMAScript's of 1999
 * (ISO C++, [re.grammar]); Java's has more, which is refused here by name, and what Java cannot
 * read C++ cannot either.
 */
final class CppRegex {

  private static final Pattern GROUP = Pattern.compile("\\(\\?(?![:=!])[^)]{0,3}");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\[^bBdDsSwWcux0-9fnrtv^$\\\\.*+?()\\[\\]{}|/-]");
  private static final Pattern POSSESSIVE = Pattern.compile("(?<!\\\\)[*+?}]\\+");
  private static final Pattern CLASS_WITHIN = Pattern.compile("\\[[^\\]]*&&");

  private CppRegex() {}

  /**
   * Looks for a problem.
   *
   * @param regex an expression
   * @return what C++ cannot read; empty if it can
   */
  static Optional<String> problem(String regex) {
    for (Pattern javasOwn : new Pattern[] {GROUP, ESCAPE, POSSESSIVE, CLASS_WITHIN}) {
      Matcher found = javasOwn.matcher(regex);
      if (found.find()) {
        return Optional.of("it has '" + found.group() + "'");
      }
    }
    try {
      Pattern.compile(regex);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(e.getDescription() + " at character " + (e.getIndex() + 1));
    }
  }
}
