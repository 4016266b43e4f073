package io.humhelix.bench.selfcheck;

import java.util.List;

/** One question of the self-check. */
interface Check {

  /** A name for the findings, stable. */
  String id();

  /** What the findings are about. */
  Finding.Section section();

  /** Finds out; whatever it throws is a finding of its own. */
  List<Finding> find() throws Exception;
}
