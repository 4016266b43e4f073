/** Small pieces of text handling that several packages need for their messages. */
package io.humhelix.bench.internal.text;
