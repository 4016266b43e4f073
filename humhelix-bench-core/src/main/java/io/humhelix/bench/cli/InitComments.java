package io.humhelix.bench.cli;

import io.humhelix.bench.definition.DefinitionWriter;

/** What somebody wants to know who sees a definition for the first time. */
final class InitComments {

  private InitComments() {}

  static DefinitionWriter to(DefinitionWriter writer, String file) {
    return writer
        .comment(
            "",
            """
            A benchmark: systems under test times workloads. Change what you like, then:
              humhelix-bench validate %1$s --probe
              humhelix-bench run %1$s
            Paths start at this file."""
                .formatted(file))
        .comment(
            "workloads", "The audio, and what is said in it, without which there is no error rate.")
        .comment(
            "suts",
            """
            Systems under test: a backend with a model. Also: compute_type, device (cpu, cuda:0),
            options (humhelix-bench backends --options lists them), as in options: {beam_size: 5}.
            To vary one thing, write a matrix: {options.beam_size: [1, 5]}.""")
        .comment(
            "trials",
            """
            forks: processes per run config, each with a fresh model; 10 or more to compare engines.
            warmup, count: passes over the audio in each, not measured and measured.""")
        .comment("scenario", "Also: multi-stream, offline, server, streams.")
        .comment("output", "The folder of the results: humhelix-bench report FOLDER shows them.");
  }
}
