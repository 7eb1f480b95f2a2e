import { expect, test } from 'vitest';
import { benchReport } from './bench-report.ts';

test('one client is told of in one line', () => {
  const sample = { messages: 1000, size: 128, start: 0, end: 500, latencies: [4, 1, 3, 2] };
  expect(benchReport('Core NATS publisher', [sample])).toEqual([
    'NATS Core NATS publisher stats: 2,000 msgs/sec ~ 250 KiB/sec ~ min: 1us ~ avg: 2.5us ~ max: 4us ~ P50: 2us ~ P90: 4us ~ P99: 4us ~ P99.9: 4us',
    '',
  ]);
});

test('several are told of each and together, from the first begin to the last end', () => {
  const sample = { messages: 100, size: 1024, start: 0, end: 1000, latencies: [] };
  expect(benchReport('Core NATS subscriber', [sample, { ...sample, end: 2000 }])).toEqual([
    '  [1] 100 msgs/sec ~ 100 KiB/sec (100 msgs)',
    '  [2] 50 msgs/sec ~ 50 KiB/sec (100 msgs)',
    '',
    ' NATS Core NATS subscriber aggregated stats: 100 msgs/sec ~ 100 KiB/sec',
    ' message rates min 50 | avg 75 | max 100 | stddev 25 msgs',
    '',
  ]);
});
