/**
 * Whether the harness can be trusted on this machine: {@link io.humhelix.bench.selfcheck.SelfCheck}
 * runs it on a fake system whose delays, errors and hangs are known, and says what it found about
 * the machine.
 */
package io.humhelix.bench.selfcheck;
