package io.humhelix.bench.sync;

import io.humhelix.bench.RequiredProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An ssh server on loopback with keys of its own, for the user who runs the tests, and a
 * configuration of ssh in which the hosts {@code alpha} and {@code beta} are that server. Where
 * sshd, ssh or rsync is missing, the test is skipped with the reason.
 */
public final class Sshd implements AutoCloseable {

  private final Path folder;
  private final int port;
  private final Process server;

  private Sshd(Path folder, int port, Process server) {
    this.folder = folder;
    this.port = port;
    this.server = server;
  }

  /** Starts one that keeps its files in a folder. */
  public static Sshd start(Path folder) throws Exception {
    Path sshd = program("sshd");
    Path keygen = program("ssh-keygen");
    program("ssh");
    program("rsync");
    Files.createDirectories(folder);
    for (String key : List.of("host", "user", "other")) {
      String file = folder.resolve(key).toString();
      run(folder, keygen.toString(), "-q", "-t", "ed25519", "-N", "", "-f", file);
    }
    Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
    if ("root".equals(System.getProperty("user.name"))) {
      // A server of root wants an empty folder to lock its children up in.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    Sshd started = null;
    for (int i = 0; i < 5 && started == null; i++) {
      started = tryPort(folder, sshd);
    }
    if (started == null) {
      RequiredProgram.missing("sshd does not start: " + Files.readString(folder.resolve("log")));
    }
    started.host("alpha");
    started.host("beta");
    String said = run(folder, "ssh", "-F", started.config().toString(), "alpha", "echo", "in");
    if (!said.equals("in\n")) {
      started.close();
      RequiredProgram.missing(
          "sshd lets this user not in: " + said + Files.readString(folder.resolve("log")));
    }
    return started;
  }

  private static Path program(String name) {
    List<String> places =
        Stream.concat(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                Stream.of("/usr/sbin", "/usr/local/sbin", "/sbin"))
            .toList();
    for (String place : places) {
      Path file = Path.of(place, name);
      if (file.isAbsolute() && Files.isExecutable(file)) {
        return file;
      }
    }
    RequiredProgram.missing("there is no " + name + " here");
    throw new IllegalStateException();
  }

  private static Sshd tryPort(Path folder, Path sshd) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(
        folder.resolve("sshd_config"),
        """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s/host
        AuthorizedKeysFile %s/authorized
        PidFile none
        UsePAM no
        StrictModes no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        MaxStartups 100
        """
            .formatted(port, folder, folder));
    Process server =
        new ProcessBuilder(
                sshd.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    while (server.isAlive()) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        Files.writeString(folder.resolve("known"), known(folder, port, "host"));
        return new Sshd(folder, port, server);
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
    return null;
  }

  private static String known(Path folder, int port, String key) throws IOException {
    String[] words = Files.readString(folder.resolve(key + ".pub")).split(" ");
    return "[127.0.0.1]:" + port + " " + words[0] + " " + words[1] + "\n";
  }

  private static String run(Path folder, String... command) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return Files.readString(said);
  }

  /** The configuration, to be given to ssh by {@code -F}. */
  public Path config() {
    return folder.resolve("ssh_config");
  }

  public int port() {
    return port;
  }

  /**
   * Adds a host that is this server.
   *
   * @param settings lines such as {@code Port 1}, which take precedence
   */
  public void host(String name, String... settings) throws IOException {
    StringBuilder block = new StringBuilder("Host " + name + "\n");
    for (String setting : settings) {
      block.append(setting).append('\n');
    }
    block.append(
        """
        HostName 127.0.0.1
        HostKeyAlias [127.0.0.1]:%d
        Port %d
        User %s
        IdentityFile %s/user
        IdentitiesOnly yes
        UserKnownHostsFile %s/known
        GlobalKnownHostsFile /dev/null
        StrictHostKeyChecking ask

        """
            .formatted(port, port, System.getProperty("user.name"), folder, folder));
    Files.writeString(
        config(),
        block,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** A host whose key nobody has seen. */
  public void strangeHost(String name) throws IOException {
    host(name, "UserKnownHostsFile " + folder + "/nothing-known");
  }

  /** A host that had another key before. */
  public void changedHost(String name) throws IOException {
    Files.writeString(folder.resolve("known-other"), known(folder, port, "other"));
    host(name, "UserKnownHostsFile " + folder + "/known-other");
  }

  /** A host to which this user has no key. */
  public void lockedHost(String name) throws IOException {
    host(name, "PubkeyAuthentication no");
  }

  @Override
  public void close() {
    server.descendants().forEach(ProcessHandle::destroy);
    server.destroy();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
