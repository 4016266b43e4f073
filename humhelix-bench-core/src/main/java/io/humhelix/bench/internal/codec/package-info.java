/**
 * Records as trees of maps, lists, texts, numbers and truth values, and back. The record is the
 * format: a part that a record gains is carried without a line of code. The wire takes the names as
 * they are; results files give some parts a name or form of their own.
 */
package io.humhelix.bench.internal.codec;
