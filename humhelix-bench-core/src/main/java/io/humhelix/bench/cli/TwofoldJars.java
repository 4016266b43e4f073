package io.humhelix.bench.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds what lies in the class path twice, such as a backend dropped in beside its older version:
 * Java takes each class from whichever comes first.
 */
final class TwofoldJars {

  /** A name, a version that begins with a digit, and a classifier that does not. */
  private static final Pattern NAME =
      Pattern.compile(
          "(.+?)-[0-9][^-]*(?:-(?:SNAPSHOT|RC\\d*|M\\d+|alpha\\d*|beta\\d*))?(-[A-Za-z].*)?\\.jar");

  private TwofoldJars() {}

  /**
   * Returns a warning for each.
   *
   * @param classPath jars and folders, separated as Java has it
   * @param registrations files that name providers, one a line
   */
  static List<String> warnings(String classPath, Collection<URL> registrations) throws IOException {
    List<String> warnings = new ArrayList<>();
    Set<String> told = new TreeSet<>();
    for (Map.Entry<String, Set<String>> same : versions(classPath).entrySet()) {
      if (same.getValue().size() > 1 && shareClasses(same.getValue())) {
        told.addAll(same.getValue());
        warnings.add(
            "warning: the class path has "
                + list(same.getValue())
                + ": Java may take classes of either; remove all but one");
      }
    }
    for (Map.Entry<String, Set<String>> same : providers(registrations).entrySet()) {
      if (same.getValue().size() > 1 && !told.containsAll(same.getValue())) {
        told.addAll(same.getValue());
        warnings.add(
            "warning: the backend "
                + same.getKey()
                + " is in "
                + list(same.getValue())
                + ": Java takes either; remove all but one");
      }
    }
    return warnings;
  }

  /** Returns the warnings for this very process. */
  static List<String> warnings() throws IOException {
    return warnings(
        System.getProperty("java.class.path", ""),
        Collections.list(
            TwofoldJars.class
                .getClassLoader()
                .getResources("META-INF/services/io.humhelix.bench.spi.SutProvider")));
  }

  private static Map<String, Set<String>> versions(String classPath) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
      Path file = Path.of(entry).getFileName();
      Matcher name = NAME.matcher(file == null ? "" : file.toString());
      if (name.matches()) {
        String key = name.group(1) + (name.group(2) == null ? "" : name.group(2));
        found.computeIfAbsent(key, k -> new TreeSet<>()).add(entry);
      }
    }
    return found;
  }

  /** Jars of one name may be of different projects. What cannot be read may be anything. */
  private static boolean shareClasses(Set<String> jars) {
    Set<String> known = new HashSet<>();
    for (String jar : jars) {
      try (ZipFile file = new ZipFile(jar)) {
        List<String> classes =
            file.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class") && name.indexOf('/') > 0)
                .filter(name -> !name.startsWith("META-INF/"))
                .toList();
        if (!Collections.disjoint(known, classes)) {
          return true;
        }
        known.addAll(classes);
      } catch (IOException e) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Set<String>> providers(Collection<URL> registrations)
      throws IOException {
    Map<String, Set<String>> found = new TreeMap<>();
    for (URL registration : registrations) {
      String jar = fileOf(registration);
      try (Scanner lines = new Scanner(registration.openStream(), "UTF-8")) {
        while (lines.hasNextLine()) {
          String provider = lines.nextLine().replaceFirst("#.*", "").strip();
          if (!provider.isEmpty()) {
            found.computeIfAbsent(provider, k -> new TreeSet<>()).add(jar);
          }
        }
      }
    }
    return found;
  }

  /** The path as the class path has it, so that one jar is known by one name. */
  private static String fileOf(URL registration) {
    String url = registration.toString().replaceFirst("^jar:", "").replaceFirst("!.*", "");
    try {
      return Path.of(URI.create(url)).toString();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return url;
    }
  }

  private static String list(Set<String> files) {
    return files.stream().collect(Collectors.joining(" and "));
  }
}
