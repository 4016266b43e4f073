/**
 * The benchmark domain and the SPI: what a backend author and a host application program against.
 * Needs nothing but the JDK.
 */
module io.humhelix.bench.api {
  exports io.humhelix.bench.event;
  exports io.humhelix.bench.gpu;
  exports io.humhelix.bench.model;
  exports io.humhelix.bench.result;
  exports io.humhelix.bench.spi;
}
