package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.store.GoldenRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {

  @TempDir Path folder;

  private Path program(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("browser"), "#!/bin/sh\n" + script);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void isTheDesktopsOwn() {
    Map<String, String> display = Map.of("DISPLAY", ":0");
    assertEquals(Optional.of(List.of("xdg-open")), Browser.of(display, "Linux").command());
    assertEquals(
        Optional.of(List.of("xdg-open")),
        Browser.of(Map.of("WAYLAND_DISPLAY", "wayland-0"), "Linux").command());
    assertEquals(Optional.empty(), Browser.of(Map.of(), "Linux").command());
    assertEquals(Optional.of(List.of("open")), Browser.of(Map.of(), "Mac OS X").command());
    assertEquals(
        Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler")),
        Browser.of(Map.of(), "Windows 11").command());
    assertEquals(
        Optional.of(List.of("firefox")),
        Browser.of(Map.of("BROWSER", "firefox"), "Linux").command());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void opensThePageThatWasWritten() throws Exception {
    Path results = GoldenRuns.copy("single-stream", Files.createDirectory(folder.resolve("r")));
    Path page = folder.resolve("page.html");
    Path opened = folder.resolve("opened");
    Program program =
        new Program()
            .environment("BROWSER", program("echo \"$1\" > '" + opened + "'\n").toString());
    assertEquals(0, program.run("report", results, "-o", page, "--open"), program.err());
    assertEquals(page.toAbsolutePath() + "\n", Files.readString(opened));
    assertEquals("", program.err());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPageThatIsNotOpenedIsThereAllTheSame() throws Exception {
    Path results = GoldenRuns.copy("single-stream", Files.createDirectory(folder.resolve("r")));
    Path page = folder.resolve("page.html");
    assertEquals(
        Optional.of("--open: no browser here (no display); open " + page),
        Browser.of(Map.of(), "Linux").open(page));
    Program fails = new Program().environment("BROWSER", program("exit 3\n").toString());
    assertEquals(0, fails.run("report", results, "-o", page, "--open"), fails.err());
    assertTrue(fails.err().contains("did not open the page: it ended with exit code 3; open "));
    Program missing = new Program().environment("BROWSER", folder.resolve("none").toString());
    assertEquals(0, missing.run("report", results, "-o", page, "--open"), missing.err());
    assertTrue(missing.err().contains("none' did not open the page: "), missing.err());
  }

  @Test
  void isRefusedWhereThereIsNoPage() throws Exception {
    for (String other : new String[] {"--serve=0", "--png=" + folder.resolve("p")}) {
      Program program = new Program();
      assertEquals(2, program.run("report", folder, other, "--open"));
      assertTrue(program.err().contains("--open: found with " + other.replaceFirst("=.*", "")));
      assertFalse(program.err().contains("report.html"), program.err());
    }
  }
}
