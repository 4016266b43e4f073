"""Reads the examples' clips."""
import wave

import numpy

RATE = 16000


def samples(path):
    with wave.open(str(path)) as clip:
        if (clip.getframerate(), clip.getnchannels(), clip.getsampwidth()) != (RATE, 1, 2):
            raise SystemExit(f"{path}: 16 kHz, mono, 16 bit are needed")
        return numpy.frombuffer(clip.readframes(clip.getnframes()), "<i2").astype(numpy.float32) / 32768
