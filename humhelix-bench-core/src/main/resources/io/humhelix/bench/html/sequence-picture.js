'use strict';

/** How the course of a run is drawn. */
Object.assign(HB.sequence, {
  /** Blocks, or the forks of one run config: where the number of the fork changes. */
  blocks(run, only) {
    const blocks = [];
    for (const fork of run.forks.filter((one) => only < 0 || one.series === only)) {
      const last = blocks[blocks.length - 1];
      if (last && last.fork === fork.fork) last.to = fork.to;
      else blocks.push({fork: fork.fork, from: fork.from, to: fork.to});
    }
    return blocks;
  },

  /** Places of one run config's trials close up, so that there are no holes of others. */
  places(run, only) {
    if (only < 0) return (at) => at;
    const forks = run.forks.filter((fork) => fork.series === only);
    let next = 0;
    const starts = forks.map((fork) => {
      const start = next;
      next += fork.to - fork.from + 1;
      return {from: fork.from, to: fork.to, start};
    });
    return (at) => {
      const fork = starts.find((one) => at >= one.from && at <= one.to);
      return fork ? fork.start + at - fork.from : at;
    };
  },

  option(run, only, marks, flags, lanes, theme, width) {
    const x = HB.sequence.places(run, only);
    const total = only < 0 ? run.trials : Math.max(...marks.map((mark) => x(mark.at))) + 1;
    const measure = (mark) => (only < 0 ? mark.relative : mark.value);
    const median = only < 0 ? 1 : run.series[only].median;
    const spread = (relative) => (only < 0 ? relative : relative * median);
    const counted = marks.filter((mark) => HB.sequence.counts(mark) && mark.relative !== null);
    // Of a run config without a valid trial, first calls and warm-ups are all there is.
    const scale = counted.length > 0 ? counted : marks.filter((mark) => mark.status === 'OK');
    const lows = scale.map((mark) => (mark.low === null ? measure(mark) : spread(mark.low)));
    const highs = scale.map((mark) => (mark.high === null ? measure(mark) : spread(mark.high)));
    const low = lows.reduce((one, other) => Math.min(one, other), Infinity);
    const high = highs.reduce((one, other) => Math.max(one, other), -Infinity);
    const known = scale.length > 0;
    const log = known && high / low > 5;
    const pad = log ? 1.1 : 1 + 0.08 * Math.max(0.02, known ? high / low - 1 : 1);
    const bottom = known ? low / pad : 0;
    const top = known ? high * pad : 1;
    const narrow = width < 700;
    const left = lanes.length === 0 ? 56 : narrow ? 104 : 170;
    const blocks = HB.sequence.blocks(run, only);
    const room = (width - left - 20) / Math.max(1, blocks.length);
    const size = total > 2000 ? 3 : total > 300 ? 5 : 7;
    const clamped = (value) => Math.min(Math.max(value, bottom), top);
    const points = counted.map((mark) => {
      const its = HB.mark(run.series[mark.series].system, theme);
      return {value: [x(mark.at), measure(mark)], symbol: its.symbol, itemStyle: {color: its.colour}, tip: HB.sequence.tip(run, mark)};
    });
    const aside = marks.filter((mark) => mark.status === 'OK' && mark.kind !== 'MEASURED' && measure(mark) !== null).map((mark) => ({
      value: [x(mark.at), clamped(measure(mark))],
      symbol: measure(mark) > top ? 'triangle' : {FIRST_CALL: 'emptyDiamond', WARM_UP: 'emptyCircle', SEARCH: 'emptyRect'}[mark.kind],
      tip: HB.sequence.tip(run, mark),
    }));
    const medians = run.forks.filter((fork) => (only < 0 || fork.series === only) && fork.relative !== null && fork.valid > 1)
      .map((fork) => [x(fork.from) - 0.4, x(fork.to) + 0.4, spread(fork.relative)]);
    const level = (params, api) => {
      const from = api.coord([api.value(0), api.value(2)]);
      const to = api.coord([api.value(1), api.value(2)]);
      return {type: 'line', shape: {x1: from[0], y1: from[1], x2: Math.max(to[0], from[0] + 2), y2: to[1]}, style: {stroke: theme.ink, lineWidth: 2}};
    };
    const bar = (params, api) => {
      const from = api.coord([api.value(0), api.value(1)]);
      const to = api.coord([api.value(0), api.value(2)]);
      return {type: 'line', shape: {x1: from[0], y1: from[1], x2: to[0], y2: to[1]}, style: {stroke: theme.faint, opacity: 0.5}};
    };
    const lane = (params, api) => {
      const from = api.coord([api.value(0) - 0.5, api.value(2)]);
      const to = api.coord([api.value(1) + 0.5, api.value(2)]);
      return {type: 'rect', shape: {x: from[0], y: from[1] - 6, width: Math.max(3, to[0] - from[0] - 1), height: 12}, style: {fill: api.visual('color')}};
    };
    const severity = {INFO: theme.faint, WARNING: theme.colours[1], ERROR: theme.dark ? '#ff8a80' : '#b3261e'};
    const bars = flags.filter((flag) => lanes.includes(flag.code)).map((flag) => ({
      value: [flag.series === null ? 0 : x(flag.from), flag.series === null ? total - 1 : x(flag.to), lanes.indexOf(flag.code)], itemStyle: {color: severity[flag.severity] || theme.faint},
      tip: [flag.code, flag.series === null ? 'the run' : `${run.series[flag.series].label}${flag.fork === null ? '' : `, fork ${flag.fork}`}`, HB.wrapped(flag.text)].join('\n'),
    }));
    const lost = marks.filter((mark) => mark.status !== 'OK').map((mark) => ({value: [x(mark.at), 0], tip: HB.sequence.tip(run, mark)}));
    const axis = {type: 'value', min: -0.7, max: total - 0.3, splitLine: {show: false}, axisLine: {onZero: false, lineStyle: {color: theme.faint}}};
    const areas = blocks.filter((block, at) => at % 2 === 1).map((block) => [{xAxis: x(block.from) - 0.5}, {xAxis: x(block.to) + 0.5}]);
    return {
      tooltip: {renderMode: 'richText', confine: true, trigger: 'item', formatter: (params) => params.data.tip || ''},
      grid: [{left, right: 20, top: 34, height: 230}, ...(lanes.length > 0 ? [{left, right: 20, top: 310, height: 22 * lanes.length}] : [])],
      xAxis: [
        {...axis, gridIndex: 0, minInterval: 1, name: 'trials, in the order of time', nameLocation: 'middle', nameGap: 24, nameTextStyle: {color: theme.faint}, axisLabel: {color: theme.faint, hideOverlap: true, formatter: (value) => (value < 0 || value !== Math.floor(value) ? '' : String(value + 1)), showMinLabel: false, showMaxLabel: false}},
        ...(lanes.length > 0 ? [{...axis, gridIndex: 1, axisLabel: {show: false}, axisTick: {show: false}, axisLine: {show: false}}] : []),
      ],
      yAxis: [
        {gridIndex: 0, type: log ? 'log' : 'value', min: bottom, max: top, name: only < 0 ? `${run.measure} / median` : run.measure, axisLine: {show: false}, nameTextStyle: {color: theme.faint, align: 'left'}, axisLabel: {color: theme.faint, formatter: (value) => HB.plain(value), showMinLabel: false, showMaxLabel: false}, splitLine: {lineStyle: {color: theme.line}}},
        ...(lanes.length > 0 ? [{gridIndex: 1, type: 'category', inverse: true, data: lanes, axisLabel: {color: theme.ink, interval: 0, width: left - 12, overflow: 'truncate', fontSize: narrow ? 10 : 12}, axisTick: {show: false}, axisLine: {show: false}, splitLine: {show: false}}] : []),
      ],
      series: [
        {
          type: 'line', name: 'blocks and median', symbol: 'none', silent: true, data: [],
          markArea: {silent: true, itemStyle: {color: theme.faint, opacity: 0.1}, data: areas},
          markLine: {silent: true, symbol: 'none', lineStyle: {color: theme.faint, type: 'dotted'}, label: {show: false}, data: median === null ? [] : [{yAxis: median}]},
        },
        {type: 'custom', name: 'medians of forks', renderItem: level, encode: {x: [0, 1], y: 2}, silent: true, data: medians, z: 4},
        {type: 'custom', renderItem: bar, encode: {x: 0, y: [1, 2]}, silent: true, data: counted.filter((mark) => mark.count > 1).map((mark) => [x(mark.at), spread(mark.low), spread(mark.high)])},
        {type: 'scatter', name: 'beside', symbolSize: size, itemStyle: {color: theme.faint}, data: aside},
        {type: 'scatter', name: 'trials', symbolSize: size, data: points},
        {type: 'scatter', name: 'blocks', silent: true, symbolSize: 1, itemStyle: {color: 'transparent'}, label: {show: room > 52, position: 'bottom', formatter: '{b}', color: theme.faint, fontSize: 11}, labelLayout: {hideOverlap: true}, data: blocks.map((block) => ({value: [(x(block.from) + x(block.to)) / 2, top], name: `${only < 0 ? 'block' : 'fork'} ${block.fork}`}))},
        ...(lanes.length > 0 ? [
          {type: 'custom', name: 'flags', xAxisIndex: 1, yAxisIndex: 1, renderItem: lane, encode: {x: [0, 1], y: 2}, data: bars},
          {type: 'scatter', name: 'does not count', xAxisIndex: 1, yAxisIndex: 1, symbolSize: 9, symbol: 'path://M0,2 L2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 Z', itemStyle: {color: severity.ERROR}, data: lost},
        ] : []),
      ],
    };
  },
});
