/**
 * Pictures of results as files, without a browser and without a screen. Needs JFreeChart and the
 * module {@code java.desktop}.
 */
package io.humhelix.bench.image;
