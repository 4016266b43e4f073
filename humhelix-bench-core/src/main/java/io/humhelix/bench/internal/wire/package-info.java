/**
 * What the harness and a worker process say to each other: one small type per message, JSON in
 * frames with length, sequence number and checksum. Shared by both sides, and kept lean: a worker
 * loads it before anything is measured.
 */
package io.humhelix.bench.internal.wire;
