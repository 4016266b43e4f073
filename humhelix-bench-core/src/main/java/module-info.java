/** The harness: definitions, audio, accuracy, trials, results, report and command line. */
module io.humhelix.bench.core {
  requires transitive io.humhelix.bench.api;
  requires HdrHistogram;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires java.management;
  requires java.net.http;
  requires jdk.httpserver;
  requires org.apache.commons.statistics.distribution;
  requires org.slf4j;
  requires org.yaml.snakeyaml;
  requires static info.picocli;
  requires static java.desktop;
  requires static org.jfree.jfreechart;
  requires static org.junit.jupiter.api;

  exports io.humhelix.bench.accuracy;
  exports io.humhelix.bench.audio;
  exports io.humhelix.bench.backend.command;
  exports io.humhelix.bench.backend.fasterwhisper;
  exports io.humhelix.bench.backend.http;
  exports io.humhelix.bench.compare;
  exports io.humhelix.bench.definition;
  exports io.humhelix.bench.estimate;
  exports io.humhelix.bench.export;
  exports io.humhelix.bench.harness;
  exports io.humhelix.bench.history;
  exports io.humhelix.bench.html;
  exports io.humhelix.bench.image;
  exports io.humhelix.bench.report;
  exports io.humhelix.bench.selfcheck;
  exports io.humhelix.bench.stats;
  exports io.humhelix.bench.store;
  exports io.humhelix.bench.summary;
  exports io.humhelix.bench.sync;
  exports io.humhelix.bench.testkit;

  opens io.humhelix.bench.cli to
      info.picocli;

  uses io.humhelix.bench.spi.SamplerProvider;
  uses io.humhelix.bench.spi.SutProvider;

  provides io.humhelix.bench.spi.SutProvider with
      io.humhelix.bench.backend.command.CommandProvider,
      io.humhelix.bench.backend.fasterwhisper.FasterWhisperProvider,
      io.humhelix.bench.backend.http.HttpProvider;
}
