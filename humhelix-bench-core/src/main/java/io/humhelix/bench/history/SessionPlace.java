package io.humhelix.bench.history;

/**
 * Where a session belongs, before its metrics are looked at.
 *
 * @param host name of the machine; empty where files name none
 * @param benchmark name of the definition; empty for hum-helix's files
 * @param scenario name of the scenario; empty for hum-helix's files
 * @param runConfig system and workload
 */
record SessionPlace(String host, String benchmark, String scenario, String runConfig) {

  static SessionPlace of(SessionTally tally) {
    return new SessionPlace(
        tally.run().host(), tally.run().benchmark(), tally.run().scenario(), tally.label());
  }
}
