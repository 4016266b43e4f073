/** A backend in a module of its own. */
module com.example.loudness {
  requires io.humhelix.bench.api;

  provides io.humhelix.bench.spi.SutProvider with
      com.example.loudness.LoudnessProvider;
}
