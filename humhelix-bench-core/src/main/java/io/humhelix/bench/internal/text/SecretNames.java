package io.humhelix.bench.internal.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells by its name whether something holds a secret. A name too few is a leak; one too many hides
 * what tells two systems apart, since what is redacted counts in no run config id.
 */
final class SecretNames {

  /** Last words that say so alone. */
  private static final Set<String> SECRETS =
      words(
          "secret password passwd passphrase pwd credential credentials auth authorization cookie"
              + " bearer");

  /** A key or token of these may be written as one word. */
  private static final Set<String> JOINED =
      words("api access auth secret private session refresh license");

  /** A key of others sorts, or is that of a map. */
  private static final Set<String> KEY_OF =
      words(
          "api access auth secret private session refresh license subscription account signing"
              + " encryption master ssh deploy server client service admin app application bot"
              + " openai azure hf huggingface aws google gcp gemini anthropic groq mistral nvidia ngc"
              + " deepgram assemblyai elevenlabs speechmatics gladia revai speech wandb");

  /** A token of these is one of a tokenizer's, or counted. */
  private static final Set<String> TOKENIZER =
      words(
          "tokenizer pad padding eos bos eot sot eod unk unknown sep separator delimiter cls mask"
              + " start stop end begin beginning decoder blank suppress timestamp timestamps special"
              + " nospeech speech language lang task prompt prefix suffix word forced max min num n"
              + " new first last no");

  /** Filters of sound, and how often a program goes through something. */
  private static final Set<String> PASSES =
      words("low high band all one two single multi first second third per");

  private static final Set<String> ACCESS_TOKEN_OF =
      words("github gh gitlab git azure devops ado access");

  /** Flags that begin so have no value: what comes next is something else. */
  private static final Set<String> SWITCHES =
      words("no disable enable skip ignore use with without require allow");

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern JOINT = Pattern.compile("[._-]+");
  private static final Pattern PROPERTY = Pattern.compile("^-D(?=[A-Za-z])");

  /** As environment variables are called. */
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*");

  private static final Pattern SECRET_VARIABLE = Pattern.compile(".*KEY|(?:.*_)?PAT");

  private SecretNames() {}

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  /** Whether an option, a key of a map, a header or an environment variable holds one. */
  static boolean isSetting(String name) {
    return isVariable(name) || isSecret(split(name), true);
  }

  /**
   * Whether a program's argument holds one.
   *
   * @param name a flag with its dashes, or what stands before {@code =} or a colon
   */
  static boolean isArgument(String name) {
    if (isVariable(name)) {
      return true;
    }
    List<String> words = split(PROPERTY.matcher(name).replaceFirst(""));
    boolean flag = name.startsWith("-");
    if (flag && SWITCHES.contains(words.get(0))) {
      // transformers' name for a token, which has a value.
      return words.equals(List.of("use", "auth", "token"));
    }
    return isSecret(words, false)
        || flag && (words.equals(List.of("key")) || words.equals(List.of("pat")));
  }

  /** Whether a name within prose, before {@code =}, says so for certain. */
  static boolean isCertain(String name) {
    List<String> words = split(name);
    return isArgument(name)
        && !Set.of("auth", "authorization", "cookie", "bearer", "pass", "pwd")
            .contains(words.get(words.size() - 1));
  }

  private static boolean isVariable(String name) {
    return VARIABLE.matcher(name).matches() && SECRET_VARIABLE.matcher(name).matches();
  }

  private static List<String> split(String name) {
    String plain = HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    return List.of(JOINT.split(plain.replaceFirst("^[._-]+", "")));
  }

  private static boolean isSecret(List<String> words, boolean anyKey) {
    int last = words.size() - 1;
    String word = words.get(last);
    String of = last > 0 ? words.get(last - 1) : "";
    boolean keyOrToken = of.endsWith("key") || of.endsWith("token");
    if (keyOrToken && (word.equals("value") || of.endsWith("key") && word.equals("id"))) {
      return isSecret(words.subList(0, last), false);
    }
    return switch (word) {
      case "key" -> anyKey || KEY_OF.contains(of);
      case "token" -> !TOKENIZER.contains(of);
      case "pass" -> !PASSES.contains(of);
      case "pat" -> ACCESS_TOKEN_OF.contains(of);
      default -> SECRETS.contains(word) || isJoined(word, "key") || isJoined(word, "token");
    };
  }

  private static boolean isJoined(String word, String end) {
    return word.endsWith(end) && JOINED.contains(word.substring(0, word.length() - end.length()));
  }
}
