package io.humhelix.bench.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of results on another host.
 *
 * @param name what the host is called here: its results go to a folder of that name
 * @param destination what ssh is given: {@code host} or {@code user@host}; a host of ssh's
 *     configuration too
 * @param folder path there; a relative one begins at the user's home
 */
public record SyncSource(String name, String destination, String folder) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  /** No option of ssh or rsync, and nothing that a shell or ssh's own tokens would take apart. */
  private static final Pattern DESTINATION =
      Pattern.compile(
          "(?:[A-Za-z0-9_][A-Za-z0-9._+-]*@)?"
              + "(?<host>[A-Za-z0-9_][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?\\])");

  private static final Pattern NAMED = Pattern.compile("(?<name>[^=:@/\\[]*)=(?<rest>.*)");
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  /** Between a colon and an at sign; an absolute path is none. */
  private static final Pattern PASSWORD = Pattern.compile("[^@:/\\[]*:(?![:/~.])[^@]*@.*");

  private static final String ALLOWED =
      "allowed: [NAME=][user@]host:/folder, as in bench@gpu1:/opt/hum-helix";

  public SyncSource {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(destination, "destination");
    Objects.requireNonNull(folder, "folder");
    require(NAME.matcher(name).matches(), "name");
    require(DESTINATION.matcher(destination).matches(), "destination");
    require(!folder.isEmpty() && isPlain(folder), "folder");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("the " + what + " of a source is of no allowed form");
    }
  }

  /**
   * Reads what a command line names.
   *
   * @param texts {@code [NAME=][user@]host:folder}; all but the first may leave out the folder,
   *     which is that of the first then
   * @return one source for each
   * @throws IllegalArgumentException with a line for everything that is wrong: where, what was
   *     found, what is allowed, what to do
   */
  public static List<SyncSource> of(List<String> texts) {
    List<SyncSource> sources = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Optional<String> folder = Optional.empty();
    for (String text : texts) {
      try {
        SyncSource source = of(text, folder);
        sources.add(source);
        folder = folder.or(() -> Optional.of(source.folder()));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    problems.addAll(sameNames(sources));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return sources;
  }

  /** Says of names that two sources share what to do. */
  static List<String> sameNames(List<SyncSource> sources) {
    Map<String, SyncSource> byName = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (SyncSource source : sources) {
      // Not every file system tells cases apart.
      SyncSource other = byName.putIfAbsent(source.name().toLowerCase(Locale.ROOT), source);
      if (other != null) {
        problems.add(
            "'"
                + source
                + "' and '"
                + other
                + "' would both go to the folder "
                + source.name()
                + "; allowed: a folder for each; give one a name of its own: "
                + source.name()
                + "-2="
                + source);
      }
    }
    return problems;
  }

  private static SyncSource of(String text, Optional<String> defaultFolder) {
    // A password is not repeated, not even in a message.
    if (URL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "found a URL; " + ALLOWED + "; a port goes into ssh's configuration");
    }
    Matcher named = NAMED.matcher(text);
    String rest = named.matches() ? named.group("rest") : text;
    if (PASSWORD.matcher(rest).matches()) {
      throw new IllegalArgumentException(
          "found what may be a password, between a colon and an @; "
              + ALLOWED
              + "; use a key (ssh-copy-id). A folder whose name has an @ begins with ./");
    }
    int end = endOfHost(rest);
    String destination = rest.substring(0, end);
    if (end == rest.length() && (rest.isEmpty() || rest.contains("/") || rest.startsWith("."))) {
      throw bad(text, "names no host", "results on this machine are brought together by gather");
    }
    if (rest.startsWith("::", end)) {
      throw bad(text, "names an rsync daemon", "write one colon: this goes over ssh");
    }
    Matcher host = DESTINATION.matcher(destination);
    if (!host.matches()) {
      throw bad(
          text,
          "has no host before the colon",
          "give a host that needs more an alias in ssh's configuration");
    }
    String folder =
        end < rest.length()
            ? rest.substring(end + 1)
            : defaultFolder.map(String::toString).orElse("");
    if (folder.isEmpty()) {
      throw bad(text, "names no folder", "add the folder of the results");
    }
    if (!isPlain(folder)) {
      throw bad(text, "has control characters in its folder", "rename the folder there");
    }
    String name = named.matches() ? named.group("name") : nameOf(host.group("host"));
    if (!NAME.matcher(name).matches()) {
      throw bad(
          text,
          "has no name of a folder before the =",
          "take letters, digits, dots, dashes and underscores, at most 100");
    }
    return new SyncSource(name, destination, folder);
  }

  private static IllegalArgumentException bad(String text, String found, String help) {
    return new IllegalArgumentException("'" + text + "' " + found + "; " + ALLOWED + "; " + help);
  }

  /** The first colon that is not part of an IPv6 address. */
  private static int endOfHost(String text) {
    int from = text.matches("(?:[^@:/]*@)?\\[.*") ? Math.max(0, text.indexOf(']')) : 0;
    int colon = text.indexOf(':', from);
    return colon < 0 ? text.length() : colon;
  }

  private static String nameOf(String host) {
    String plain = host.replaceAll("[\\[\\]]", "").replaceAll("[:%]", "-");
    String name = plain.startsWith("-") ? "ip" + plain : plain;
    return name.substring(0, Math.min(100, name.length()));
  }

  private static boolean isPlain(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  /**
   * Returns host and folder, whoever logs in there.
   *
   * @return for example {@code gpu1:/opt/hum-helix}
   */
  public String place() {
    return destination.substring(destination.indexOf('@') + 1) + ":" + folder;
  }

  /** Returns the source as rsync is given it, its files and not the folder itself. */
  String argument() {
    String path = folder.equals("~") ? "." : folder.startsWith("~/") ? folder.substring(2) : folder;
    path = path.isEmpty() ? "." : path;
    // The host's rsync expands patterns; the name of a folder is none.
    if (path.matches(".*[*?\\[].*")) {
      path = path.replaceAll("[*?\\[\\]\\\\]", "\\\\$0");
    }
    path = path.startsWith("-") ? "./" + path : path;
    return destination + ":" + (path.endsWith("/") ? path : path + "/");
  }

  @Override
  public String toString() {
    return destination + ":" + folder;
  }
}
