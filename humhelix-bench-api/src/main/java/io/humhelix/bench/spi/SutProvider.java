package io.humhelix.bench.spi;

import io.humhelix.bench.model.Options;
import java.util.List;

/**
 * A backend: the light object that the harness lists, asks and opens. Register it in {@code
 * META-INF/services/io.humhelix.bench.spi.SutProvider}, and by {@code provides} in a module
 * descriptor.
 *
 * <p>Creating a provider and calling {@link #id()}, {@link #description()}, {@link #capabilities()}
 * and {@link #options()} must load no native code and open no model: listing backends calls them.
 * {@link #probe()} and {@link #preflight} may load a native library. The harness calls a provider
 * from one thread at a time.
 */
public interface SutProvider {

  /** The version of this SPI. It grows when an existing backend would no longer work. */
  int SPI_VERSION = 1;

  /**
   * Returns the name by which definitions choose this backend.
   *
   * @return lower case letters, digits and dashes; the same at every call; unique, since a second
   *     provider with the same id makes both unusable
   */
  String id();

  /**
   * Returns the version of the SPI that this backend was compiled against. Implement it as {@code
   * return SPI_VERSION;}: the compiler copies the number into the backend.
   *
   * @return the version
   */
  int spiVersion();

  /**
   * Returns what this backend is.
   *
   * @return half a line for people
   */
  String description();

  /**
   * Returns whether this backend can work here: libraries, interpreter, device drivers. Cheap, no
   * model load. It returns the reason instead of throwing it.
   *
   * @return available, or the reason and the remedy
   */
  Availability probe();

  /**
   * Returns whether this backend can work here with the options of a run config, for backends whose
   * options say what they work with, such as an interpreter. The harness asks this one before it
   * measures; most backends leave it as it is.
   *
   * @param options those of the definition, checked, and the declared defaults
   * @return available, or the reason and the remedy
   */
  default Availability probe(Options options) {
    return probe();
  }

  /**
   * Returns what this backend can be asked for. A run config that asks for more is refused before
   * anything is measured.
   *
   * @return the capabilities
   */
  Capabilities capabilities();

  /**
   * Returns the options that this backend knows. Any other option in a definition is refused.
   *
   * @return name, type, default and meaning of each
   */
  default List<OptionSpec> options() {
    return List.of();
  }

  /**
   * Checks one run config without loading its model: does the model exist and look like one, does
   * the device? All problems at once. Capabilities and option types are checked by the harness
   * before, and this is called even if it found problems, so that a user sees everything at once.
   *
   * @param request what would be opened; options that this backend does not know are left out
   * @return the problems, and the files that would be read
   */
  Preflight preflight(OpenRequest request);

  /**
   * Loads the model and makes everything ready for calls. The harness times this as the load time.
   *
   * @param request the same as in {@link #preflight}, which found no problem
   * @return a live system under test, which the harness closes
   * @throws SutException if that is not possible; nothing is left open then
   */
  Sut open(OpenRequest request) throws SutException;

  /**
   * Opens like {@link #open(OpenRequest)}, and tells when the load of the model begins where other
   * work comes first. The harness calls this one; most backends leave it as it is.
   *
   * @param request the same as in {@link #preflight}, which found no problem
   * @param progress told from the calling thread
   * @return a live system under test, which the harness closes
   * @throws SutException if that is not possible; nothing is left open then
   */
  default Sut open(OpenRequest request, OpeningProgress progress) throws SutException {
    return open(request);
  }
}
