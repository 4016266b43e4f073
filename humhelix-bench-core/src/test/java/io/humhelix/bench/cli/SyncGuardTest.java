package io.humhelix.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncGuardTest {

  private final List<Thread> hooks = new ArrayList<>();
  private final ShutdownHooks process =
      new ShutdownHooks() {
        @Override
        public void add(Thread hook) {
          hooks.add(hook);
        }

        @Override
        public void remove(Thread hook) {
          hooks.remove(hook);
        }
      };

  @Test
  void anEndingProcessInterruptsTheSyncAndWaitsUntilItHasEnded() throws Exception {
    Thread hook;
    try (SyncGuard guard = new SyncGuard(process)) {
      hook = hooks.get(0);
      hook.start();
      while (!Thread.interrupted()) {
        Thread.onSpinWait();
      }
      assertFalse(guard.waitFor(Duration.ofMinutes(1)));
      assertTrue(hook.isAlive());
    }
    hook.join();
    assertEquals(List.of(), hooks);
  }

  @Test
  void otherwiseTheTimeIsWaited() throws Exception {
    try (SyncGuard guard = new SyncGuard(process)) {
      assertTrue(guard.waitFor(Duration.ofMillis(1)));
    }
    assertEquals(List.of(), hooks);
  }
}
