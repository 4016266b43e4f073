package io.humhelix.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The program that opens a page for people: the desktop's own, and no more is needed of it. */
final class Browser {

  /** Names the program instead: for desktops that have another one. */
  static final String VARIABLE = "BROWSER";

  private static final int SECONDS = 5;

  private final Optional<List<String>> command;

  private Browser(Optional<List<String>> command) {
    this.command = command;
  }

  static Browser of(Map<String, String> environment) {
    return of(environment, System.getProperty("os.name"));
  }

  static Browser of(Map<String, String> environment, String system) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      return new Browser(Optional.of(List.of(named)));
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return new Browser(Optional.of(List.of("open")));
    }
    if (name.startsWith("windows")) {
      return new Browser(Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler")));
    }
    boolean desktop =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    return new Browser(desktop ? Optional.of(List.of("xdg-open")) : Optional.empty());
  }

  /** Returns the program and its arguments before the page; empty where nobody sees a browser. */
  Optional<List<String>> command() {
    return command;
  }

  /**
   * Opens a page.
   *
   * @return what to say if that was not possible, which is no failure: the page is there
   */
  Optional<String> open(Path page) {
    String whole = page.toAbsolutePath().normalize().toString();
    if (command.isEmpty()) {
      return Optional.of("--open: no browser here (no display); open " + whole);
    }
    List<String> words = new ArrayList<>(command.get());
    words.add(whole);
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      // A browser that is started by this may stay; one that cannot says so at once.
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() != 0
          ? Optional.of(unopened(whole, "it ended with exit code " + process.exitValue()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(unopened(whole, String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private String unopened(String page, String why) {
    return "--open: '"
        + command.orElseThrow().get(0)
        + "' did not open the page: "
        + why
        + "; open "
        + page;
  }
}
