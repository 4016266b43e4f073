/**
 * The backend {@code http}: a speech-to-text server as a system under test, over the protocols of
 * OpenAI-compatible servers, of hum-helix's server and of whisper.cpp's server.
 */
package io.humhelix.bench.backend.http;
