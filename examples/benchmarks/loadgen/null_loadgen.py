"""MLCommons LoadGen with a system under test that answers at once. Prints one JSON object.

usage: null_loadgen.py single SECONDS | server RATE SECONDS
"""
import json
import re
import sys
import tempfile
from pathlib import Path

import mlperf_loadgen as lg


def answer(queries):
    lg.QuerySamplesComplete([lg.QuerySampleResponse(q.id, 0, 0) for q in queries])


def nothing(*_):
    pass


def run(scenario, rate, seconds):
    settings = lg.TestSettings()
    settings.scenario = scenario
    settings.mode = lg.TestMode.PerformanceOnly
    settings.single_stream_expected_latency_ns = 1000
    settings.server_target_qps = rate
    settings.min_duration_ms = settings.max_duration_ms = int(seconds * 1000)
    settings.min_query_count = 100
    with tempfile.TemporaryDirectory() as folder:
        output = lg.LogOutputSettings()
        output.outdir = folder
        output.copy_summary_to_stdout = False
        logs = lg.LogSettings()
        logs.log_output = output
        logs.enable_trace = False
        sut = lg.ConstructSUT(answer, nothing)
        samples = lg.ConstructQSL(100, 100, nothing, nothing)
        lg.StartTestWithLogSettings(sut, samples, settings, logs)
        lg.DestroyQSL(samples)
        lg.DestroySUT(sut)
        return (Path(folder) / "mlperf_log_summary.txt").read_text()


def number(summary, label):
    found = re.search(r"^\s*" + re.escape(label) + r"\s*:\s*([0-9.]+)", summary, re.M)
    if not found:
        sys.exit(f"LoadGen's summary has no '{label}':\n{summary}")
    return float(found.group(1))


if sys.argv[1] == "single":
    text = run(lg.TestScenario.SingleStream, 1.0, float(sys.argv[2]))
    print(json.dumps({"queries_per_s": number(text, "QPS w/ loadgen overhead")}))
else:
    text = run(lg.TestScenario.Server, float(sys.argv[2]), float(sys.argv[3]))
    print(json.dumps({
        "p50_ns": number(text, "50.00 percentile latency (ns)"),
        "p99_ns": number(text, "99.00 percentile latency (ns)"),
    }))
