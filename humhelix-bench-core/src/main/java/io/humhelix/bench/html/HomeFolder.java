package io.humhelix.bench.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the name of who measured out of paths: a report is passed around. The home folder of an
 * account becomes {@code ~}, on whatever system it was measured.
 */
final class HomeFolder {

  private static final Pattern HOME =
      Pattern.compile(
          "(?<![\\w/\\\\.~-])(?:/home/[^/\\s\"',;:]+|/Users/[^/\\s\"',;:]+|/root"
              + "|[A-Za-z]:[\\\\/]Users[\\\\/][^\\\\/\\s\"',;:]+)(?=$|[/\\\\\\s\"',;:])");

  private HomeFolder() {}

  static String hidden(String text) {
    String own = System.getProperty("user.home", "");
    String clean = HOME.matcher(text).replaceAll(Matcher.quoteReplacement("~"));
    // Accounts of services have theirs elsewhere.
    return own.length() > 1 && clean.startsWith(own + java.io.File.separator)
        ? "~" + clean.substring(own.length())
        : clean;
  }

  /** Of all texts of a tree of maps and lists. */
  static Object hidden(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      Map<Object, Object> clean = new LinkedHashMap<>();
      map.forEach((key, value) -> clean.put(key, hidden(value)));
      return clean;
    }
    if (tree instanceof List<?> list) {
      return list.stream().map(HomeFolder::hidden).toList();
    }
    return tree instanceof String text ? hidden(text) : tree;
  }
}
