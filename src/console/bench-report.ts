import { showCount, showSize } from './units.ts';

/** The work of one client of a benchmark, as it was measured. */
export interface Sample {
  messages: number;
  /** Bytes of one message. */
  size: number;
  /** Begin and end, in milliseconds of one clock. */
  start: number;
  end: number;
  /** The time that each operation took, in microseconds; none where only the whole was measured. */
  latencies: number[];
}

/** The report of a benchmark, as the `nats` CLI prints it. */
export function benchReport(label: string, samples: readonly Sample[]): string[] {
  const [first] = samples;
  if (!first) return [];
  if (samples.length === 1) return [`NATS ${label} stats: ${figures(first)}`, ''];
  const latencies = sorted(samples.flatMap((each) => each.latencies));
  const rates = samples.map(rate);
  const average = Math.trunc(mean(rates));
  const spread = Math.trunc(Math.sqrt(mean(rates.map((each) => (each - average) ** 2))));
  const all = { ...whole(samples), latencies: [] };
  return [
    ...samples.map((each, i) => `  [${i + 1}] ${figures(each)} (${showCount(each.messages)} msgs)`),
    '',
    ` NATS ${label} aggregated stats: ${figures(all)}`,
    ` message rates min ${showCount(Math.min(...rates))} | avg ${showCount(average)} | max ${showCount(Math.max(...rates))} | stddev ${showCount(spread)} msgs`,
    ...(latencies.length ? [` latencies per operation ${spreadOf(latencies)}`] : []),
    '',
  ];
}

/** All samples as one, from the first begin to the last end. */
const whole = (samples: readonly Sample[]) => {
  const messages = samples.reduce((sum, each) => sum + each.messages, 0);
  const bytes = samples.reduce((sum, each) => sum + each.messages * each.size, 0);
  return {
    messages,
    size: bytes / messages,
    start: Math.min(...samples.map(({ start }) => start)),
    end: Math.max(...samples.map(({ end }) => end)),
  };
};

/** Seconds; the clocks of browsers are coarse, so that a short benchmark may take none. */
const seconds = ({ start, end }: Pick<Sample, 'start' | 'end'>) =>
  Math.max(end - start, 0.001) / 1000;

const rate = (sample: Omit<Sample, 'latencies'>) => Math.trunc(sample.messages / seconds(sample));

function figures(sample: Sample): string {
  const bytes = Math.trunc((sample.messages * sample.size) / seconds(sample));
  const told = `${showCount(rate(sample))} msgs/sec ~ ${showSize(bytes)}/sec`;
  if (!sample.latencies.length) return told;
  const latencies = sorted(sample.latencies);
  return [
    told,
    `min: ${micros(latencies[0]!)}`,
    `avg: ${micros(mean(latencies))}`,
    `max: ${micros(latencies.at(-1)!)}`,
    ...percentiles.map((each) => `P${each}: ${micros(percentile(latencies, each))}`),
  ].join(' ~ ');
}

function spreadOf(latencies: readonly number[]): string {
  const average = mean(latencies);
  const deviation = Math.sqrt(mean(latencies.map((each) => (each - average) ** 2)));
  return [
    `min ${micros(latencies[0]!)}`,
    `avg ${micros(average)}`,
    `max ${micros(latencies.at(-1)!)}`,
    `stddev ${micros(deviation)}`,
    ...percentiles.map(
      (each) => `P${each}${each === 99.9 ? ':' : ''} ${micros(percentile(latencies, each))}`,
    ),
  ].join(' | ');
}

const percentiles = [50, 90, 99, 99.9];

const percentile = (sortedLatencies: readonly number[], part: number) =>
  sortedLatencies[Math.ceil((part / 100) * sortedLatencies.length) - 1]!;

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

const mean = (values: readonly number[]) =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

const micros = (value: number) =>
  `${(Math.trunc(value * 100) / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })}us`;
