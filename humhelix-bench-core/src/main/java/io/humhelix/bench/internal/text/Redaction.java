package io.humhelix.bench.internal.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what is written or shown: user info and queries of URLs, keys of well-known
 * forms, whatever an option, a program's argument, a header or an environment variable with a
 * telling name holds. What stands instead tells nothing of the secret: not even a hash, by which a
 * short one could be guessed.
 */
public final class Redaction {

  /** What stands where a secret was. */
  public static final String PLACEHOLDER = "<redacted>";

  /** Shorter ones are words that stand in texts for other reasons. */
  private static final int SHORTEST_LITERAL = 6;

  /** Earlier versions wrote a hash. */
  private static final Pattern DONE = Pattern.compile("<redacted(?::[0-9a-f]{8})?>");

  private static final String VALUE = "(?:\"[^\"]*\"|'[^']*'|[^\\s\"',;\\])}]+)";

  /** A number is an option's, as in a system's name. */
  private static final String NO_NUMBER = "(?!\\d{1,6}(?:\\W|$))";

  /** Most texts have none of these, and they are many. */
  private static final Pattern HINT =
      pattern("key|token|secret|pass|pwd|credential|auth|cookie|bearer|user|-u|pat[\\s=,]");

  private static final Pattern USER_INFO = Pattern.compile("(?<=[A-Za-z0-9+.-]://)[^/?#\\s]*(?=@)");
  private static final Pattern QUERY = pattern("^(https?://[^?#\\s]*[?#])(\\S+)$");
  private static final Pattern PARAMETER =
      pattern(
          "(?<=[?&;#])((?:[\\w-]+[._-])?(?:(?:(?:api|access|auth|secret|private|session|refresh)[_-]?)?"
              + "(?:key|token)|secret|pass(?:word|wd|phrase)?|pwd|credentials?|auth(?:orization)?"
              + "|cookie|bearer|sig|signature)=)([^&\\s#;\"'<>]+)");
  private static final Pattern KEY =
      Pattern.compile(
          "()(\\b(?:hf_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{16,}|gh[a-z]_[A-Za-z0-9]{20,}"
              + "|AKIA[A-Z0-9]{16}|eyJ[A-Za-z0-9_-]{16,}[A-Za-z0-9_.-]*|(?<=Bearer )\\S{8,}))");

  /** Within a text: what is told by more than a name, and the value. */
  private static final List<Pattern> TOLD =
      List.of(
          // Authorization: Bearer …
          pattern(
              "((?<![\\w-])(?:(?:proxy-)?authorization|x-(?:[\\w-]+-)?(?:key|token|auth|secret)"
                  + "|(?:[\\w-]+-)?(?:api|subscription)-key"
                  + "|(?:set-)?cookie)\\s*:\\s*(?:(?:bearer|basic|digest|token|apikey)\\s+)?)("
                  + VALUE
                  + ")"),
          pattern(
              "((?<![\\w-])(?:-u|--(?:proxy-)?user)(?:=|,?\\s+))([^\\s\"',;:=]+:"
                  + NO_NUMBER
                  + "[^\\s\"',;]+)"));

  /** --api-key=…, --token …, and as lists are shown: --token, … */
  private static final Pattern FLAGGED =
      Pattern.compile(
          "(?<![\\w-])(?<name>--?[A-Za-z][\\w.-]*+)(?:=|,?\\s+)(?<value>" + VALUE + ")");

  /** HF_TOKEN=… */
  private static final Pattern SET =
      Pattern.compile(
          "(?<![\\w.?&;#-])(?<name>[\\w.][\\w.-]*+)=" + NO_NUMBER + "(?<value>" + VALUE + ")");

  /** "api_key": "…" */
  private static final Pattern FIELD =
      Pattern.compile("[\"'](?<name>[\\w.-]++)[\"']\\s*:\\s*(?<value>\"[^\"]*\"|'[^']*')");

  private static final Pattern ASSIGNED =
      Pattern.compile("(-{0,2}[A-Za-z][\\w.-]*)(=|:\\s*)(.*)", Pattern.DOTALL);
  private static final Pattern FLAG = Pattern.compile("--?[A-Za-z][\\w.-]*");
  private static final Pattern HEADER_FLAG = Pattern.compile("-H|--header");
  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z][\\w-]*):\\s*(.+)", Pattern.DOTALL);
  private static final Pattern USER_FLAG = Pattern.compile("-u|--user|--proxy-user");

  /** What was taken out. */
  private final Set<String> found = new LinkedHashSet<>();

  private Redaction() {}

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** Returns a text without secrets of forms that can be told. */
  public static String text(String text) {
    return new Redaction().clean(text);
  }

  /** Returns the value of an option, or of a matrix key such as {@code options.NAME}, likewise. */
  public static Object value(String name, Object value) {
    return new Redaction().clean(name, value);
  }

  /** Returns a program and its arguments likewise. */
  public static List<String> arguments(List<String> words) {
    return new Redaction().words(words).stream().map(String::valueOf).toList();
  }

  /**
   * Returns a text without the secrets of some values, wherever they stand in it: for what a
   * program says that was given them.
   *
   * @param values options, arguments or variables by name
   */
  public static Literals literals(Map<String, ?> values) {
    Redaction redaction = new Redaction();
    redaction.clean("", values);
    return new Literals(redaction.found);
  }

  /** Secrets that are known as they are. Immutable. */
  public static final class Literals {

    private final List<String> secrets = new ArrayList<>();

    private Literals(Set<String> found) {
      found.stream()
          .filter(secret -> secret.length() >= SHORTEST_LITERAL)
          // A secret may be a part of another.
          .sorted((one, other) -> Integer.compare(other.length(), one.length()))
          .forEach(secrets::add);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
      return secrets.isEmpty();
    }

    /** Returns a text without them. */
    public String mask(String text) {
      String clean = text;
      for (String secret : secrets) {
        clean = clean.replace(secret, PLACEHOLDER);
      }
      return clean;
    }
  }

  private String clean(String text) {
    String clean = text;
    if (clean.contains("://")) {
      clean = USER_INFO.matcher(clean).replaceAll(m -> quoted(placeholder(m.group())));
      clean = replace(PARAMETER, clean);
      clean = replace(QUERY, clean);
    }
    if (HINT.matcher(clean).find()) {
      for (Pattern told : TOLD) {
        clean = replace(told, clean);
      }
      clean = replace(FLAGGED, clean, SecretNames::isArgument);
      clean = replace(SET, clean, SecretNames::isCertain);
      clean = replace(FIELD, clean, SecretNames::isArgument);
    }
    return replace(KEY, clean);
  }

  /** Replaces what the second group of a pattern matches. */
  private String replace(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll(m -> quoted(m.group(1)) + quoted(unquoted(m.group(2))));
  }

  /** Replaces the values of some names; another name's value may be such a name itself. */
  private String replace(Pattern pattern, String text, Predicate<String> isSecret) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder clean = new StringBuilder();
    int done = 0;
    int from = 0;
    while (matcher.find(from)) {
      from = matcher.end("name");
      if (isSecret.test(matcher.group("name"))) {
        clean.append(text, done, matcher.start("value")).append(unquoted(matcher.group("value")));
        done = matcher.end("value");
        from = done;
      }
    }
    return done == 0 ? text : clean.append(text, done, text.length()).toString();
  }

  /** The placeholder, within the quotation marks that the value had. */
  private String unquoted(String value) {
    boolean marks = value.length() > 1 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
    String mark = marks ? value.substring(0, 1) : "";
    return mark + placeholder(marks ? value.substring(1, value.length() - 1) : value) + mark;
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private Object clean(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> clean = new LinkedHashMap<>();
      map.forEach((key, one) -> clean.put(key, clean(String.valueOf(key), one)));
      return clean;
    }
    if (value instanceof List<?> list) {
      return SecretNames.isSetting(name)
          ? list.stream().map(element -> clean(name, element)).toList()
          : words(list);
    }
    if (value instanceof String text) {
      return SecretNames.isSetting(name) ? placeholder(text) : clean(text);
    }
    return value;
  }

  /** A list may be a program's arguments, in which a flag tells what the next word is. */
  private List<Object> words(List<?> list) {
    List<Object> clean = new ArrayList<>();
    String flag = "";
    for (Object element : list) {
      String word = String.valueOf(element);
      boolean nested = element instanceof Map || element instanceof List;
      boolean value = !flag.isEmpty() && !nested && !word.matches("--[A-Za-z].*|-[A-Za-z]");
      if (value && SecretNames.isArgument(flag)) {
        clean.add(placeholder(word));
      } else if (value && USER_FLAG.matcher(flag).matches() && word.contains(":")) {
        clean.add(placeholder(word));
      } else if (value && HEADER_FLAG.matcher(flag).matches()) {
        clean.add(header(word));
      } else {
        clean.add(element instanceof String text ? word(text) : clean("", element));
      }
      flag = !value && element instanceof String && FLAG.matcher(word).matches() ? word : "";
    }
    return clean;
  }

  /** A word such as {@code --api-key=…}, {@code HF_TOKEN=…} or {@code Authorization: …}. */
  private String word(String word) {
    if (word.startsWith("-H") && word.length() > 2) {
      return "-H" + header(word.substring(2));
    }
    if (word.startsWith("--header=")) {
      return "--header=" + header(word.substring("--header=".length()));
    }
    Matcher assigned = ASSIGNED.matcher(word);
    if (!assigned.matches() || word.contains("://") && assigned.group(3).startsWith("//")) {
      return clean(word);
    }
    String value = assigned.group(3);
    boolean user = USER_FLAG.matcher(assigned.group(1)).matches() && value.contains(":");
    boolean secret = SecretNames.isArgument(assigned.group(1)) || user;
    return assigned.group(1)
        + assigned.group(2)
        + (value.isEmpty() ? "" : secret ? placeholder(value) : word(value));
  }

  private String header(String word) {
    Matcher header = HEADER.matcher(word);
    return header.matches() && SecretNames.isSetting(header.group(1))
        ? word.substring(0, header.start(2)) + placeholder(header.group(2))
        : word(word);
  }

  private String placeholder(String secret) {
    if (DONE.matcher(secret).matches()) {
      return secret;
    }
    found.add(secret);
    // Of user:password and Bearer key, the latter alone is one too.
    found.add(secret.substring(1 + Math.max(secret.lastIndexOf(' '), secret.lastIndexOf(':'))));
    return PLACEHOLDER;
  }
}
