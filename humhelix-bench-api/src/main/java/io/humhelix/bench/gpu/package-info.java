/**
 * What engines need to work on GPUs, found without loading anything: shared libraries where people
 * have them, which are missing and what to do, and what drivers and engines say in errors. For
 * Linux; on other systems nothing is found and nothing is called missing.
 */
package io.humhelix.bench.gpu;
