/**
 * The benchmark domain and the SPI: what a backend author and a host application program against.
 * Needs nothing but the JDK.
 */
module io.humhelix.bench.api {
  exports io.humhelix.bench.result;
}
