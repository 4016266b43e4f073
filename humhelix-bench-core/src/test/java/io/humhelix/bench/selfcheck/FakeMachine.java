package io.humhelix.bench.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.process.NvidiaSmi;
import io.humhelix.bench.internal.telemetry.KernelFiles;
import io.humhelix.bench.selfcheck.Finding.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A machine of files below a root folder of its own. */
final class FakeMachine {

  final Path root;
  private final Map<String, String> environment = new TreeMap<>();
  private String os = "Linux";
  private String driver = "no-such-program-as-this";

  FakeMachine(Path root) {
    this.root = root;
  }

  FakeMachine file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeMachine without(String path) {
    try {
      Files.delete(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a card on the bus; without a driver where that is empty. */
  FakeMachine card(String address, String vendor, String type, String driver) {
    String folder = "sys/bus/pci/devices/" + address;
    file(folder + "/class", type + "\n");
    file(folder + "/vendor", vendor + "\n");
    if (!driver.isEmpty()) {
      try {
        Files.deleteIfExists(root.resolve(folder + "/driver"));
        Files.createSymbolicLink(
            root.resolve(folder + "/driver"), Path.of("../../../../bus/pci/drivers/" + driver));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return this;
  }

  FakeMachine nvidia(String driver) {
    return card("0000:01:00.0", "0x10de", "0x030200", driver);
  }

  FakeMachine amd(String driver) {
    return card("0000:03:00.0", "0x1002", "0x030000", driver);
  }

  FakeMachine intel(String driver) {
    return card("0000:00:02.0", "0x8086", "0x038000", driver);
  }

  FakeMachine container() {
    return file(".dockerenv", "");
  }

  FakeMachine wsl() {
    return file("proc/sys/kernel/osrelease", "5.15.167.4-microsoft-standard-WSL2\n");
  }

  FakeMachine icd(String name, String library) {
    return file(
        "usr/share/vulkan/icd.d/" + name + ".json",
        "{\"file_format_version\": \"1.0.0\", \"ICD\": {\"library_path\": \""
            + library
            + "\", \"api_version\": \"1.3\"}}");
  }

  FakeMachine os(String name) {
    os = name;
    return this;
  }

  FakeMachine environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Plays nvidia-smi, at a path below the root. */
  FakeMachine program(String path, String script) {
    file(path, "#!/bin/sh\n" + script + "\n");
    assertTrue(root.resolve(path).toFile().setExecutable(true));
    return this;
  }

  FakeMachine nvidiaSmi(String script) {
    program("smi", script);
    driver = root.resolve("smi").toString();
    return this;
  }

  FakeMachine nvidiaSmiOf(String driverVersion) {
    return nvidiaSmi("echo '0, NVIDIA L4, " + driverVersion + ", 23034, 0, 0, Enabled, [N/A]'");
  }

  GpuHost host() {
    return new GpuHost(new KernelFiles(root), environment, os, new NvidiaSmi(driver));
  }

  /** The findings of one check have exactly this one with that state, message and remedy. */
  static void expect(
      List<Finding> findings, String id, State state, String message, String remedy) {
    List<Finding> same = findings.stream().filter(f -> f.id().equals(id)).toList();
    assertEquals(1, same.size(), findings::toString);
    Finding finding = same.get(0);
    assertEquals(state, finding.state(), finding::toString);
    assertTrue(finding.message().contains(message), finding::toString);
    assertTrue(finding.remedy().contains(remedy), finding::toString);
    assertEquals(remedy.isEmpty(), finding.remedy().isEmpty(), finding::toString);
    assertTrue(finding.message().endsWith("."), finding::toString);
  }
}
