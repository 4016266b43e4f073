package io.humhelix.bench.testkit;

import static io.humhelix.bench.testkit.ContractBroken.unless;

import io.humhelix.bench.model.Device;
import io.humhelix.bench.result.EffectiveSut;
import io.humhelix.bench.result.FailureKind;
import io.humhelix.bench.spi.OpenRequest;
import io.humhelix.bench.spi.Sut;
import io.humhelix.bench.spi.SutException;
import io.humhelix.bench.spi.SutProvider;
import java.net.InetSocketAddress;
import java.util.List;

/** What opening gives, and what a live system says of itself. */
record SystemPromises(ContractSubject subject) {

  List<ContractCheck> checks() {
    return List.of(
        subject.check(
            "opens", "open returns a live system that can be closed without any call", this::opens),
        subject.check(
            "opens-again", "it can be opened, called and closed again and again", this::opensAgain),
        subject.check(
            "open-missing-model",
            "opening a missing model throws a SutException that says so",
            this::missingModel),
        subject.check(
            "effective-facts",
            "effective names engine, version, device, execution provider and compute type",
            this::facts),
        subject.check("effective-device", "the requested device does the work", this::device),
        subject.check(
            "effective-options",
            "effective holds every option in effect, declared defaults included",
            this::options),
        subject.check("max-concurrency", "at least one call may run", this::maxConcurrency),
        subject.check("servers", "servers names addresses with ports, or nothing", this::servers));
  }

  private void opens() throws SutException {
    subject.open().close();
  }

  private void opensAgain() throws SutException {
    String first = "";
    for (int round = 1; round <= 3; round++) {
      try (Sut sut = subject.open()) {
        String text = subject.call(sut, subject.speech()).text();
        first = round == 1 ? text : first;
        unless(
            text.isBlank() == first.isBlank(),
            "opened for the first time it wrote '" + first + "', then '" + text + "'",
            "Keep nothing of an earlier system.");
      }
    }
  }

  private void missingModel() throws SutException {
    if (!subject.modelGiven()) {
      throw new NotApplicable("the contract has no model(…)");
    }
    SutProvider provider = subject.provider().get();
    OpenRequest request =
        subject.request(provider, subject.spec().withModel("no-such-model-of-the-contract"));
    try {
      provider.open(request).close();
    } catch (SutException e) {
      unless(
          e.kind() == FailureKind.MODEL,
          "it threw the kind " + e.kind() + ": " + e.getMessage(),
          "The problem is the model: use FailureKind.MODEL.");
      unless(
          e.getMessage() != null && !e.getMessage().isBlank() && !e.remedy().isBlank(),
          "it said '" + e.getMessage() + "' with the remedy '" + e.remedy() + "'",
          "Say what is missing and what to do.");
      return;
    }
    throw new ContractBroken("it opened a missing model", "Throw a SutException of kind MODEL.");
  }

  private void facts() throws SutException {
    EffectiveSut effective = effective();
    for (String fact :
        List.of(
            effective.engine(),
            effective.engineVersion(),
            effective.device(),
            effective.executionProvider(),
            effective.computeType())) {
      unless(
          !fact.isBlank(),
          "a fact is blank in " + effective,
          "Write 'unknown' if the engine does not tell.");
    }
  }

  private void device() throws SutException {
    Device asked = subject.spec().device();
    String did = effective().device();
    Device device;
    try {
      device = Device.parse(did);
    } catch (IllegalArgumentException e) {
      throw new ContractBroken(
          "effective names the device '" + did + "'", "Write it as in cpu, cuda or cuda:1.");
    }
    unless(
        device.kind().equals(asked.kind())
            && (asked.index().isEmpty() || asked.index().equals(device.index())),
        "'" + asked + "' was requested, '" + did + "' did the work",
        "Refuse in preflight what is not available; such trials are INVALID.");
  }

  private void options() throws SutException {
    SutProvider provider = subject.provider().get();
    OpenRequest request = subject.request(provider);
    EffectiveSut effective = effective();
    request
        .options()
        .asMap()
        .forEach(
            (name, value) -> {
              Object real = effective.options().get(name).orElse(null);
              unless(
                  real != null,
                  "option '" + name + "' is " + value + ", but effective does not list it",
                  "Put every option in effect into EffectiveSut.options.");
              unless(
                  same(value, real),
                  "option '" + name + "' is " + value + ", but effective says " + real,
                  "Never change an option silently: refuse it in preflight.");
            });
  }

  private static boolean same(Object asked, Object real) {
    return asked instanceof Number one && real instanceof Number other
        ? one.doubleValue() == other.doubleValue()
        : asked.equals(real);
  }

  private EffectiveSut effective() throws SutException {
    try (Sut sut = subject.open()) {
      subject.call(sut, subject.speech());
      EffectiveSut effective = sut.effective();
      unless(effective != null, "effective returned null", "Return a description of the system.");
      return effective;
    }
  }

  private void servers() throws SutException {
    try (Sut sut = subject.open()) {
      List<InetSocketAddress> servers = sut.servers();
      unless(
          servers != null
              && servers.stream().allMatch(address -> address != null && address.getPort() > 0),
          "servers returned " + servers,
          "Name where each server listens; return an empty list if there is none.");
    }
  }

  private void maxConcurrency() throws SutException {
    try (Sut sut = subject.open()) {
      int calls = sut.maxConcurrency();
      unless(calls >= 1, "maxConcurrency is " + calls, "Return 1 or more.");
      unless(
          sut.maxConcurrency() == calls,
          "maxConcurrency changes from call to call",
          "Return the same value for the life of the system.");
    }
  }
}
