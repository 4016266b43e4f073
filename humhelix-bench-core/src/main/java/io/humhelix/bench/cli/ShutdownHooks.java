package io.humhelix.bench.cli;

/** Where a thread can be left that runs when the process is asked to end. */
interface ShutdownHooks {

  /** Those of this process. */
  ShutdownHooks OF_PROCESS =
      new ShutdownHooks() {
        @Override
        public void add(Thread hook) {
          Runtime.getRuntime().addShutdownHook(hook);
        }

        @Override
        public void remove(Thread hook) {
          try {
            Runtime.getRuntime().removeShutdownHook(hook);
          } catch (IllegalStateException e) {
            // The process is ending already: the hook is under way and returns by itself.
          }
        }
      };

  /** Leaves a thread that has not been started. */
  void add(Thread hook);

  /** Takes it away again, if the process is not ending already. */
  void remove(Thread hook);
}
