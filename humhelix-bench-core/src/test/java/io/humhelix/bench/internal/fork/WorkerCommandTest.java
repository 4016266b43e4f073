package io.humhelix.bench.internal.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.humhelix.bench.internal.preflight.DevicePin;
import io.humhelix.bench.internal.preflight.GpuIds;
import io.humhelix.bench.internal.process.AllowedEnvironment;
import io.humhelix.bench.internal.process.NvidiaSmi;
import io.humhelix.bench.internal.worker.WorkerMain;
import io.humhelix.bench.model.Device;
import io.humhelix.bench.model.Options;
import io.humhelix.bench.model.WorkerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What workers are started with. */
class WorkerCommandTest {

  @Test
  void inheritsWhatChangesHowCodeRunsAndNothingThatWatchesOrTells() {
    assertEquals(
        List.of(
            "-Xmx1g",
            "-XX:+UseParallelGC",
            "-ea",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Donnxruntime.native.path=/ort",
            "-Dio.github.givimad.whisperjni.libdir=/w"),
        JvmArguments.inherited(
            List.of(
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "-ea",
                "-Xmx1g",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-javaagent:jacoco.jar",
                "-agentlib:jdwp=transport=dt_socket",
                "-Xdebug",
                "-Xrunjdwp:x",
                "-Xlog:gc:file=gc.log",
                "-XX:ErrorFile=/x",
                "-XX:+HeapDumpOnOutOfMemoryError",
                "-XX:OnError=mail",
                "-XX:StartFlightRecording=x",
                "-Donnxruntime.native.path=/ort",
                "-Dio.github.givimad.whisperjni.libdir=/w",
                "-Dapp.password=canary",
                "-Donnxruntime.api.key=canary",
                "-Dhost.secret.token=canary")));
  }

  @Test
  void theEnvironmentIsAnAllowListWithoutCredentials() {
    Map<String, String> all =
        Map.ofEntries(
            Map.entry("PATH", "/bin"),
            Map.entry("LC_ALL", "C"),
            Map.entry("CUDA_VISIBLE_DEVICES", "0"),
            Map.entry("OMP_NUM_THREADS", "4"),
            Map.entry("HF_HOME", "/hf"),
            Map.entry("HF_TOKEN", "canary"),
            Map.entry("NVIDIA_API_KEY", "canary"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "canary"),
            Map.entry("JAVA_TOOL_OPTIONS", "-javaagent:x"),
            Map.entry("MY_ENGINE", "x"));
    Map<String, String> chosen = AllowedEnvironment.of(all, List.of());
    assertEquals(
        List.of("CUDA_VISIBLE_DEVICES", "HF_HOME", "LC_ALL", "OMP_NUM_THREADS", "PATH"),
        List.copyOf(chosen.keySet()));
    assertEquals("x", AllowedEnvironment.of(all, List.of("MY_ENGINE")).get("MY_ENGINE"));
  }

  private static HostPath host(String location, boolean ownLoader, String launcher) {
    return new HostPath("a.jar", "", Optional.empty(), location, ownLoader, Path.of(launcher));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jar:nested:/app.jar/!BOOT-INF/lib/core.jar!/",
        "jar:file:/app.jar!/BOOT-INF/lib/core.jar!/"
      })
  void aHostInNestedJarsIsToldWhatToDo(String location) {
    var issue = host(location, true, "/bin/sh").unfit().orElseThrow();
    assertEquals("host-in-nested-jars", issue.code());
    assertTrue(issue.remedy().contains("-Djarmode=tools"), issue.remedy());
  }

  @Test
  void hostsThatAFreshJvmCannotFindAreToldSo() {
    assertEquals(
        "host-class-loader", host("file:/a.jar", false, "/bin/sh").unfit().orElseThrow().code());
    assertEquals(
        "no-java-launcher", host("file:/a.jar", true, "/no/java").unfit().orElseThrow().code());
    assertTrue(host("file:/a.jar", true, "/bin/sh").unfit().isEmpty());
    assertTrue(HostPath.ofThisJvm().unfit().isEmpty());
  }

  @Test
  void aHostOnTheModulePathHasItsWorkersThere() {
    HostPath host =
        new HostPath("", "mods", Optional.of("io.core"), "file:/mods", true, Path.of("/bin/sh"));
    assertEquals(
        List.of("-p", "mods", "-m", "io.core/" + WorkerMain.class.getName()),
        host.options(List.of(WorkerCommandTest.class)));
    assertEquals(
        List.of(
            "-p",
            "mods",
            "--add-modules=java.logging",
            "-m",
            "io.core/" + WorkerMain.class.getName()),
        host.options(List.of(Logger.class, Logger.class)));
  }

  @Test
  void aLongCommandGoesThroughAFile(@TempDir Path folder) throws Exception {
    List<String> arguments = List.of("-Dx=" + "y".repeat(30_000), "-Dq=\"a b\\c\"");
    assertTrue(ArgumentFile.isNeeded(arguments));
    assertFalse(ArgumentFile.isNeeded(List.of("-cp", "a.jar")));
    Path file = folder.resolve("arguments");
    assertEquals("@" + file, ArgumentFile.write(file, arguments));
    assertEquals("\"-Dq=\\\"a b\\\\c\\\"\"", Files.readAllLines(file).get(1));
  }

  @Test
  void optionsNameTheVariablesThatTheirSystemNeeds() {
    assertEquals(
        List.of("MY_KEY", "A", "B"),
        NamedVariables.of(
            Options.of(Map.of("api_key_env", "MY_KEY"))
                .with("pass_environment", List.of("A", "B"))
                .with("beam_size", 1)
                .with("url_env", false)));
  }

  @Test
  void theTokenIsInNeitherArgumentsNorEnvironmentAndDumpsGoIntoTheFolder(@TempDir Path folder)
      throws Exception {
    WorkerCommand command =
        new WorkerCommand(
            HostPath.ofThisJvm(),
            new WorkerSettings(List.of("-Xmx77m"), List.of("HOME")),
            new GpuIds(new NvidiaSmi("no-such-program")));
    ProcessBuilder builder =
        command.process(
            List.of(WorkerCommandTest.class),
            folder,
            DevicePin.of(Device.parse("cuda:1")),
            "cookie",
            List.of("USER"));
    assertTrue(builder.command().contains("-Xmx77m"), builder.command().toString());
    assertTrue(builder.command().contains("-XX:ErrorFile=" + folder.resolve("hs_err.log")));
    assertEquals("cookie", builder.environment().get(WorkerCommand.COOKIE));
    assertEquals("1", builder.environment().get("CUDA_VISIBLE_DEVICES"));
    assertEquals("PCI_BUS_ID", builder.environment().get("CUDA_DEVICE_ORDER"));
    assertFalse(builder.environment().containsKey("JAVA_TOOL_OPTIONS"));
  }
}
