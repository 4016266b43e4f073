package io.humhelix.bench.backend.http;

/** The device of a system whose device nobody here can see. */
final class RemoteDevice {

  /** Written as {@code device: remote}. */
  static final String KIND = "remote";

  private RemoteDevice() {}
}
