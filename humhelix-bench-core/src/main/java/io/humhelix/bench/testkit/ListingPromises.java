package io.humhelix.bench.testkit;

import static io.humhelix.bench.testkit.ContractBroken.unless;

import io.humhelix.bench.spi.Capabilities;
import io.humhelix.bench.spi.OptionSpec;
import io.humhelix.bench.spi.SutProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What listing a backend relies on: facts that are stable, and light to get. */
record ListingPromises(ContractSubject subject) {

  List<ContractCheck> checks() {
    return List.of(
        subject.check(
            "id",
            "the id consists of lower-case letters and digits, with dashes and dots between them",
            this::id),
        subject.check(
            "spi-version", "the SPI version is the one it was compiled against", this::spiVersion),
        subject.check("description", "the description is one short line", this::description),
        subject.check(
            "stable-facts",
            "id, SPI version, description, capabilities and options are the same for every call",
            this::stable),
        subject.check(
            "options-well-formed",
            "every option has a name, a meaning and a default within its bounds",
            this::options),
        subject.check("listing-loads-nothing", "listing loads no native code", this::loadsNothing),
        subject.check(
            "listing-is-silent", "listing writes nothing to standard streams", this::silent));
  }

  private void id() {
    String id = subject.provider().get().id();
    unless(
        id != null && id.matches("[a-z0-9]+([.-][a-z0-9]+)*"),
        "the id is '" + id + "'",
        "Use lower-case letters, digits and single dashes.");
  }

  private void spiVersion() {
    int version = subject.provider().get().spiVersion();
    unless(
        version >= 1 && version <= SutProvider.SPI_VERSION,
        "the SPI version is " + version + "; this harness has " + SutProvider.SPI_VERSION,
        "Implement it as 'return SPI_VERSION;'.");
  }

  private void description() {
    String text = subject.provider().get().description();
    unless(
        text != null && !text.isBlank() && text.length() <= 120 && text.lines().count() == 1,
        "the description is '" + text + "'",
        "Describe the backend in one line of at most 120 characters.");
  }

  private void stable() {
    SutProvider one = subject.provider().get();
    SutProvider other = subject.provider().get();
    same(one, other, "id", SutProvider::id);
    same(one, other, "SPI version", SutProvider::spiVersion);
    same(one, other, "description", SutProvider::description);
    same(one, other, "capabilities", p -> text(p.capabilities()));
    same(one, other, "options", p -> p.options().stream().map(ListingPromises::text).toList());
  }

  private static void same(
      SutProvider one, SutProvider other, String what, Function<SutProvider, Object> fact) {
    Object first = Objects.requireNonNull(fact.apply(one), what + " is null");
    Object again = fact.apply(one);
    Object elsewhere = fact.apply(other);
    unless(
        first.equals(again) && first.equals(elsewhere),
        what + " changed: " + first + ", then " + again + ", in another provider " + elsewhere,
        "Return the same for every call; what depends on the machine belongs in probe().");
  }

  private static String text(Capabilities c) {
    return new TreeSet<>(c.features())
        + " "
        + new TreeSet<>(c.deviceKinds())
        + " "
        + new TreeSet<>(c.computeTypes());
  }

  private static String text(OptionSpec o) {
    return String.join(
        " ",
        o.name(),
        o.type().name(),
        o.defaultValue().toString(),
        o.minimum().toString(),
        o.maximum().toString(),
        o.choices().toString(),
        o.meaning());
  }

  private void options() {
    Set<String> names = new HashSet<>();
    for (OptionSpec option : subject.provider().get().options()) {
      unless(
          option.name().matches("[a-z][a-z0-9_]*"),
          "an option is named '" + option.name() + "'",
          "Use lower case with underscores.");
      unless(
          names.add(option.name()),
          "option '" + option.name() + "' is declared twice",
          "Declare it once.");
      unless(
          !option.meaning().isBlank(),
          "option '" + option.name() + "' has no meaning",
          "Say in a few words what it does.");
      DefaultFits.check(option);
    }
  }

  private void loadsNothing() {
    Set<String> before =
        LoadedLibraries.foreign().orElseThrow(() -> new NotApplicable("needs /proc/self/maps"));
    SutProvider provider = subject.provider().get();
    provider.id();
    provider.spiVersion();
    provider.description();
    provider.capabilities();
    provider.options();
    Set<String> after = new TreeSet<>(LoadedLibraries.foreign().orElseThrow());
    after.removeAll(before);
    unless(
        after.isEmpty(),
        "listing loaded " + after,
        "Load native code in probe, preflight or open, and not in a static initialiser.");
  }

  private void silent() {
    String written =
        StandardStreams.writtenDuring(
            () -> {
              SutProvider provider = subject.provider().get();
              provider.description();
              provider.capabilities();
              provider.options();
            });
    StandardStreams.mustBeNothing(written);
  }
}
