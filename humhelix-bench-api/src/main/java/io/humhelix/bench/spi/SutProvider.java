package io.humhelix.bench.spi;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import java.util.List;
import java.util.Optional;

/**
 * A backend: the lightweight object that the harness lists, queries and opens. Register it in
 * {@code META-INF/services/io.humhelix.bench.spi.SutProvider}, and with {@code provides} in a
 * module descriptor.
 *
 * <p>Creating a provider and calling {@link #id()}, {@link #description()}, {@link #capabilities()}
 * and {@link #options()} must load no native code and open no model, since listing backends calls
 * them. {@link #probe()} and {@link #preflight} may load a native library: where run configs are
 * isolated, the harness calls them in a process of their own, as {@link #nativeBuild} tells. The
 * harness calls a provider from one thread at a time.
 */
public interface SutProvider {

  /** The version of this SPI. A change that breaks existing backends raises it. */
  int SPI_VERSION = 1;

  /**
   * Returns the name by which definitions choose this backend.
   *
   * @return lower-case letters and digits, with dashes and dots between them; the same for every
   *     call; unique: two providers with the same id are both unusable
   */
  String id();

  /**
   * Returns the SPI version that this backend was compiled against. Implement it as {@code return
   * SPI_VERSION;}: the compiler copies the number into the backend.
   *
   * @return the version
   */
  int spiVersion();

  /**
   * Describes this backend.
   *
   * @return half a line for people
   */
  String description();

  /**
   * Checks whether this backend works here: libraries, interpreter, device drivers. Cheap; loads no
   * model. Returns the reason instead of throwing it.
   *
   * @return available, or the reason and the remedy
   */
  Availability probe();

  /**
   * Checks whether this backend works here with the options of a run config, for backends whose
   * options name what they need, such as an interpreter. The harness calls this method before it
   * measures; most backends do not override it.
   *
   * @param options the checked options of the definition, and the declared defaults
   * @return available, or the reason and the remedy
   */
  default Availability probe(Options options) {
    return probe();
  }

  /**
   * Names the native code that {@link #probe(Options)}, {@link #preflight} and {@link #probeDevice}
   * load into the JVM with these options. With {@code isolation: process} the harness makes such
   * calls in a worker process, so that an engine that crashes, hangs or exits refuses a run config
   * and leaves the application alone. Calls whose options name the same native code share a worker.
   *
   * @param options the checked options of the definition, and the declared defaults
   * @return such as the folder of a native build, or the id for the one that comes with the
   *     backend: two builds of backends from one jar are never asked in one process; empty where
   *     nothing native is loaded into the JVM, such as by a backend that calls a program or a
   *     server
   */
  default Optional<String> nativeBuild(Options options) {
    return Optional.of(id());
  }

  /**
   * Checks whether this backend can work on a device of this machine, without a model: where it
   * can, by one small step of work on it. {@code doctor --gpu} calls this method.
   *
   * @param device the device, of a kind that {@link #capabilities} names
   * @param options the checked options, and the declared defaults
   * @return available with what was done and on what, such as {@code cuda:0, one matrix product on
   *     NVIDIA L4}; or the reason and the first thing to do; empty if it cannot be told without a
   *     model
   */
  default Optional<Availability> probeDevice(Device device, Options options) {
    return Optional.empty();
  }

  /**
   * Returns what this backend supports. A run config that needs more is refused before anything is
   * measured.
   *
   * @return the capabilities
   */
  Capabilities capabilities();

  /**
   * Returns the options of this backend. Any other option in a definition is refused.
   *
   * @return name, type, default and meaning of each
   */
  default List<OptionSpec> options() {
    return List.of();
  }

  /**
   * Checks one run config without loading its model: do the model and the device exist, and does
   * the model look like one? Returns all problems at once. The harness checks capabilities and
   * option types first, and calls this method even if it found problems: users then see everything
   * at once.
   *
   * @param request what to open; without options that this backend does not have
   * @return the problems, and the files of the model
   */
  Preflight preflight(OpenRequest request);

  /**
   * Loads the model and prepares everything for calls. The harness measures this as the load time.
   *
   * @param request the same as in {@link #preflight}, which found no problem
   * @return a live system under test, which the harness closes
   * @throws SutException if opening fails; nothing may stay open then
   */
  Sut open(OpenRequest request) throws SutException;

  /**
   * Opens like {@link #open(OpenRequest)}, and reports when the model starts to load if other work
   * comes first. The harness calls this method; most backends do not override it.
   *
   * @param request the same as in {@link #preflight}, which found no problem
   * @param progress receives events, from the calling thread
   * @return a live system under test, which the harness closes
   * @throws SutException if opening fails; nothing may stay open then
   */
  default Sut open(OpenRequest request, OpeningProgress progress) throws SutException {
    return open(request);
  }
}
