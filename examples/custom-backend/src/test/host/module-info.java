/** A host that knows the harness alone: the backend is found, not named. */
module com.example.host {
  requires io.humhelix.bench.core;
}
