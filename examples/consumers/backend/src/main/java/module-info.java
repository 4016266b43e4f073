/** A backend, which needs the API alone. */
module com.example.backend {
  requires io.humhelix.bench.api;

  provides io.humhelix.bench.spi.SutProvider with
      com.example.backend.SilenceProvider;
}
