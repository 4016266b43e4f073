package io.humhelix.bench.backend.command;

import io.humhelix.bench.internal.program.Hello;
import io.humhelix.bench.internal.program.ProgramClient;
import io.humhelix.bench.internal.program.ProgramSut;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.spi.Availability;
import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.Capability;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.OpeningProgress;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.Preflight;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The backend {@code command}: any program that speaks the line protocol (version 1).
 *
 * <p>The program reads requests from file descriptor 3 and answers on 4, one JSON object per line.
 * Its standard output and error are kept as its log and never mistaken for answers. A program that
 * ends, breaks the protocol or passes a deadline is killed with everything it started; the failure
 * says how it ended. The program's first line says what it supports; a run config that needs more
 * is refused before anything is measured.
 *
 * <p>The protocol's JSON Schema is {@code protocol.schema.json} in this package. Needs {@code
 * /bin/sh}. Thread-safe.
 */
public final class CommandProvider implements SutProvider {

  /** The id of this backend in definitions. */
  public static final String ID = "command";

  private static final Path SHELL = Path.of("/bin/sh");

  /** Creates the provider; starts nothing. */
  public CommandProvider() {
    // For ServiceLoader and hosts.
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public String description() {
    return "any program that speaks the line protocol";
  }

  @Override
  public Availability probe() {
    return Files.isExecutable(SHELL)
        ? Availability.available("line protocol version " + Hello.PROTOCOL)
        : Availability.unavailable(
            "There is no " + SHELL + ", which connects the program's channel.",
            "Use this backend on Linux or macOS.");
  }

  /** {@inheritDoc} The engine is a program of its own. */
  @Override
  public Optional<String> nativeBuild(Options options) {
    return Optional.empty();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        EnumSet.complementOf(EnumSet.of(Capability.STREAMING_INPUT)), Set.of(), Set.of());
  }

  @Override
  public List<OptionSpec> options() {
    return CommandOptions.SPECS;
  }

  @Override
  public Preflight preflight(OpenRequest request) {
    return CommandPreflight.of(request);
  }

  @Override
  public Sut open(OpenRequest request) throws SutException {
    return open(request, () -> {});
  }

  @Override
  public Sut open(OpenRequest request, OpeningProgress progress) throws SutException {
    CommandOptions options = new CommandOptions(request.options());
    ProgramClient client =
        ProgramClient.start(
            CommandPreflight.name(options.command()),
            options.command(),
            options.directory(),
            options.environment());
    return ProgramSut.open(
        client,
        options.startTimeout(),
        request,
        CommandPreflight.modelPath(request),
        options.settings(),
        progress);
  }
}
