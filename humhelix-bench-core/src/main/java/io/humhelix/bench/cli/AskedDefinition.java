package io.humhelix.bench.cli;

import io.humhelix.bench.definition.InputForm;
import io.humhelix.bench.model.BenchmarkDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param definition from a file, as overridden, or from the arguments alone
 * @param input how the clips were named; empty if a file named them
 * @param remarks what was assumed, a line each
 */
record AskedDefinition(
    BenchmarkDefinition definition, Optional<InputForm> input, List<String> remarks) {}
