/** The harness: definitions, audio, accuracy, trials, results, report and command line. */
module io.humhelix.bench.core {
  requires transitive io.humhelix.bench.api;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires org.slf4j;
  requires static info.picocli;

  exports io.humhelix.bench.definition;
}
