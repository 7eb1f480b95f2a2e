import { Problem } from '../../problem.ts';
import type { StreamConfig } from '../api-types.ts';

/** The least and the most of the numbers of a configuration. */
const bounds = {
  max_consumers: [-1, Infinity],
  max_msgs: [-1, Infinity],
  max_msgs_per_subject: [-1, Infinity],
  max_bytes: [-1, Infinity],
  max_age: [0, Infinity],
  max_msg_size: [-1, 2 ** 31 - 1],
  num_replicas: [0, 5],
  duplicate_window: [0, Infinity],
} as const;

const longest = 4096;

/**
 * Checks a stream by the schema of the `nats` CLI, before anything is sent.
 * @throws Problem with all that is wrong, in the words of the CLI
 */
export function checkConfig(config: Partial<StreamConfig>): void {
  const wrong = wrongIn(config);
  if (wrong.length) throw new Problem(`configuration validation failed: ${wrong.join(', ')}`);
}

/** All that the schema of the CLI has against a configuration. */
export function wrongIn(config: Partial<StreamConfig>): string[] {
  const { mirror, sources = [], description = '' } = config;
  return [
    ...Object.entries(bounds).flatMap(([field, [least, most]]) => {
      const value = config[field as keyof typeof bounds] ?? 0;
      if (value < least) return `/${field}: must be >= ${least} but found ${value}`;
      return value > most ? `/${field}: must be <= ${most} but found ${value}` : [];
    }),
    ...(mirror ? wrongName('/mirror/name', mirror.name) : []),
    ...sources.flatMap(({ name }, i) => wrongName(`/sources/${i}/name`, name)),
    ...(description.length > longest
      ? [`/description: length must be <= ${longest}, but got ${description.length}`]
      : []),
  ];
}

function wrongName(field: string, name = ''): string[] {
  return [
    ...(name ? [] : [`${field}: length must be >= 1, but got 0`]),
    ...(/^[^.*>]+$/.test(name) ? [] : [`${field}: does not match pattern '^[^.*>]+$'`]),
  ];
}
