/** libwhisper, from whisper.cpp 1.7.6 on, by JNA: found, checked, loaded and called. */
package io.humhelix.bench.backend.whispercpp.library;
