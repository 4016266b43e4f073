/** A host application. The harness brings the modules of the API with it. */
module com.example.host {
  requires io.humhelix.bench.core;
}
