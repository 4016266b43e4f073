package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.compare.MadeUpRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineCommandTest {

  @TempDir Path folder;

  private Path run(MadeUpRun made, String name) throws Exception {
    return made.store(folder.resolve(name));
  }

  private static String says(int code, Object... args) {
    Program program = new Program();
    assertEquals(code, program.run(args), program.out() + program.err());
    return program.out() + program.err();
  }

  private String option() {
    return "--baselines=" + folder.resolve("baselines");
  }

  @Test
  void setsListsShowsAndRemoves() throws Exception {
    assertTrue(says(0, "baseline", "list", option()).startsWith("no baselines; make one:"));
    Path one = run(new MadeUpRun(1).system("a", 1).system("b", 1), "one");
    String text = says(0, "baseline", "set", "main", one, option());
    assertTrue(
        text.startsWith(
            "baseline 'main': run 00000000 of 2026-01-02 03:04 UTC, 2 run configs, 100 valid\n"
                + "    trials\n  in "),
        text);
    assertTrue(
        text.replaceAll("\\s+", " ").endsWith(" KiB; texts are left out, their hashes are kept "),
        text);
    Path few = run(new MadeUpRun(2).forks(2).system("a", 1), "two");
    text = says(0, "baseline", "set", "main", few, "--texts", option());
    assertTrue(text.contains("\n  replaces run 00000000 of"), text);
    assertTrue(text.contains("with fewer than 3 forks nothing can be decided"), text);
    text = says(0, "baseline", "list", option());
    assertTrue(text.contains("\nmain  2026-01-02 03:04  h1          1      2      10"), text);
    text = says(0, "baseline", "show", "main", option());
    assertTrue(text.contains("\na / speech  OK  "), text);
    assertTrue(text.endsWith("\nLeft out of the run's records: artifacts.\n"), text);
    assertEquals("baseline 'main' removed\n", says(0, "baseline", "remove", "main", option()));
    assertTrue(says(2, "baseline", "show", "main", option()).contains("there is no baseline"));
    assertTrue(says(2, "baseline").contains("baseline: what to do is missing; allowed: set, list"));
  }

  @Test
  void comparesWithABaselineByItsName() throws Exception {
    says(0, "baseline", "set", "main", run(new MadeUpRun(1).system("a", 1), "one"), option());
    Path same = run(new MadeUpRun(2).system("a", 1), "two");
    Path slower = run(new MadeUpRun(3).system("a", 1.3), "three");
    says(0, "compare", same, "--baseline", "main", option());
    says(4, "compare", slower, "--baseline", "main", option());
    says(4, "compare", slower, "--baseline", same, option());
    says(4, "compare", slower, "--baseline", same.getParent(), option());
    String text = says(2, "compare", folder.resolve("one"), "--baseline", "main", option());
    assertTrue(text.contains("are the same run"), text);
    text = says(2, "compare", same, slower, "--baseline", "main", option());
    assertTrue(text.contains("with --baseline, give the candidate alone"), text);
  }

  @Test
  void theOldUseOfBaselineSaysWhatToWriteNow() throws Exception {
    Path run = run(new MadeUpRun(1).system("a", 1).system("b c", 1), "one");
    String text = says(2, "compare", run, "--baseline", "b c", option());
    assertEquals(
        "--baseline: 'b c' is a system of this run; allowed: stored results (a name, a file or a"
            + " folder). To compare with that system, write --against 'b c'\n",
        text);
    says(0, "compare", run, "--against", "b c");
    text = says(2, "compare", run, "--baseline", "x", option());
    assertTrue(text.contains("--baseline: 'x' is no results file, no folder, and no"), text);
  }
}
