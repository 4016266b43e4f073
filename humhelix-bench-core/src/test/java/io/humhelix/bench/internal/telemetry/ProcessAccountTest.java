package io.humhelix.bench.internal.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.telemetry.ProcessAccount.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way a process can end, between looks of which each number is known. */
class ProcessAccountTest {

  private static final int SELF = 10;
  private static final int CHILD = 20;
  private static final int GRANDCHILD = 30;
  private static final int STRANGER = 99;

  @TempDir Path root;
  private final Map<Integer, Integer> starts = new HashMap<>();
  private ProcessAccount account;

  @BeforeEach
  void begin() throws Exception {
    process(SELF, 1, 100, 0);
    process(STRANGER, 1, 5_000, 700);
    account = ProcessAccount.ofThisProcess(new KernelFiles(root));
  }

  /** Writes a process: its own time and that of children it waited for, in ticks. */
  private void process(int pid, int parent, long own, long waited) throws IOException {
    String stat =
        pid
            + " (a) b (c) S "
            + parent
            + " 1 1 0 -1 0 0 0 0 0 "
            + own
            + " 0 "
            + waited
            + " 0 20 0 1 0 "
            + starts.getOrDefault(pid, 1_000)
            + " 1 3 0\n";
    Files.createDirectories(root.resolve("proc/" + pid));
    Files.writeString(root.resolve("proc/" + pid + "/stat"), stat);
    if (pid == SELF) {
      Files.createDirectories(root.resolve("proc/self"));
      Files.writeString(root.resolve("proc/self/stat"), stat);
    }
  }

  private void ends(int pid) throws IOException {
    Files.delete(root.resolve("proc/" + pid + "/stat"));
  }

  private void own(double seconds) {
    account.update();
    assertEquals(seconds, account.seconds(Part.OWN), 1e-9);
  }

  @Test
  void whatWasUsedBeforeDoesNotCount() throws Exception {
    own(0);
    process(SELF, 1, 150, 0);
    own(0.5);
    process(STRANGER, 1, 9_000, 700);
    own(0.5);
  }

  @Test
  void aChildThatNobodySawAliveIsInTheTimeOfItsParent() throws Exception {
    process(SELF, 1, 100, 80);
    own(0.8);
  }

  @Test
  void aChildThatWasSeenAndThenWaitedForCountsOnce() throws Exception {
    process(CHILD, SELF, 60, 0);
    own(0.6);
    ends(CHILD);
    process(SELF, 1, 100, 75);
    own(0.75);
    own(0.75);
  }

  @Test
  void oneThatEndedWhileOthersCameAndWentCountsOnceToo() throws Exception {
    process(CHILD, SELF, 60, 40);
    process(GRANDCHILD, CHILD, 30, 0);
    own(1.3);
    // Both end, and two more that nobody saw, of 200 in all.
    ends(CHILD);
    ends(GRANDCHILD);
    process(SELF, 1, 100, 130 + 200);
    own(3.3);
  }

  /** The child ended after its parent was read, and before it was looked for. */
  @Test
  void aParentThatHasItsTimeOneLookLaterDoesNotCountItTwice() throws Exception {
    process(CHILD, SELF, 60, 0);
    own(0.6);
    ends(CHILD);
    own(0.6);
    process(SELF, 1, 100, 70);
    own(0.7);
    process(SELF, 1, 100, 170);
    own(1.7);
  }

  /** As with SIGCHLD ignored: the kernel adds its time to nobody. */
  @Test
  void aChildThatNobodyWaitedForKeepsWhatWasSeen() throws Exception {
    process(CHILD, SELF, 60, 0);
    own(0.6);
    ends(CHILD);
    own(0.6);
    own(0.6);
    process(SELF, 1, 100, 50);
    own(1.1);
  }

  @Test
  void aGrandchildThatOutlivesItsParentIsFollowed() throws Exception {
    process(CHILD, SELF, 10, 0);
    process(GRANDCHILD, CHILD, 20, 0);
    own(0.3);
    ends(CHILD);
    process(SELF, 1, 100, 10);
    process(GRANDCHILD, 1, 90, 0);
    own(1.0);
    // Whoever waited for it is not of the account.
    ends(GRANDCHILD);
    process(SELF, 1, 150, 10);
    own(1.5);
    process(SELF, 1, 150, 50);
    own(1.9);
  }

  @Test
  void aWholeBranchThatEndsCountsOnce() throws Exception {
    process(CHILD, SELF, 10, 0);
    process(GRANDCHILD, CHILD, 20, 0);
    process(40, GRANDCHILD, 30, 0);
    own(0.6);
    ends(CHILD);
    ends(GRANDCHILD);
    ends(40);
    process(SELF, 1, 100, 60);
    own(0.6);
  }

  @Test
  void anotherProcessOfTheSameNumberIsAnotherProcess() throws Exception {
    process(CHILD, SELF, 60, 0);
    own(0.6);
    starts.put(CHILD, 2_000);
    process(CHILD, 1, 500, 0);
    process(SELF, 1, 100, 60);
    own(0.6);
    assertEquals(1, account.alive(Part.OWN).size());
  }

  @Test
  void aServerCountsApartFromWhenItWasAdded() throws Exception {
    process(SELF, 1, 100, 0);
    process(50, 1, 1_000, 400);
    process(51, 50, 300, 0);
    assertTrue(account.add(50, Part.SERVER, false));
    assertFalse(account.add(50, Part.SERVER, false));
    account.update();
    assertEquals(0, account.seconds(Part.SERVER));
    assertEquals(2, account.alive(Part.SERVER).size());

    process(50, 1, 1_010, 400);
    process(51, 50, 320, 0);
    process(52, 51, 5, 0);
    own(0);
    assertEquals(0.35, account.seconds(Part.SERVER), 1e-9);
    process(STRANGER, 1, 9_000, 700);
    own(0);
    assertEquals(0.35, account.seconds(Part.SERVER), 1e-9);
  }

  @Test
  void oneThatCountsAloneHasNeitherChildrenNorTheirTime() throws Exception {
    process(1, 0, 500, 100);
    account.add(1, Part.SERVER, true);
    account.update();
    process(1, 0, 510, 900);
    process(STRANGER, 1, 9_000, 700);
    own(0);
    assertEquals(0.1, account.seconds(Part.SERVER), 1e-9);
    assertEquals(1, account.alive(Part.SERVER).size());
  }

  @Test
  void withoutProcNothingIsKnown() {
    assertTrue(
        ProcessAccount.ofThisProcess(new KernelFiles(root.resolve("none"))).ownSeconds().isEmpty());
  }

  @Test
  void readsANameWithBlanksAndParentheses() {
    ProcessStat stat =
        ProcessStat.parse("7 (a) b) S 3 1 1 0 -1 0 0 0 0 0 11 12 13 14 20 0 1 0 555 4096 77 0")
            .orElseThrow();
    assertEquals(new ProcessStat(7, "a) b", 3, 555, 23, 27, 77), stat);
    assertTrue(ProcessStat.parse("").isEmpty());
    assertTrue(ProcessStat.parse("7 (a) S x").isEmpty());
    assertTrue(ProcessStat.parse("7 (a) S 1 2").isEmpty());
  }
}
