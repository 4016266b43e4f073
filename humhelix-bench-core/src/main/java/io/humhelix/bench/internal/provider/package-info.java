/** Finds backends, and keeps a broken one from breaking anything else. */
package io.humhelix.bench.internal.provider;
