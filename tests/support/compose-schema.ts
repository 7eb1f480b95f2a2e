import * as v from 'valibot';

/** A text in which Compose finds no variable without a message, nor a lone dollar. */
const text = v.pipe(
  v.string(),
  v.check((value) => !/\$/.test(value.replace(/\$\$|\$\{\w+:\?[^{}]*\}/g, '')), 'a lone dollar'),
);
const name = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/));
const duration = v.pipe(v.string(), v.regex(/^(\d+(us|ms|s|m|h))+$/));
const port = v.pipe(v.string(), v.regex(/^127\.0\.0\.1:\d+:\d+$/));

const service = v.strictObject({
  image: text,
  entrypoint: v.array(text),
  command: v.array(text),
  restart: v.picklist(['no', 'always', 'on-failure', 'unless-stopped']),
  networks: v.optional(v.record(name, v.strictObject({ aliases: v.array(name) }))),
  ports: v.array(port),
  volumes: v.array(
    v.union([
      v.pipe(text, v.regex(/^[^:]+:\/[^:]*(:ro)?$/)),
      v.strictObject({ type: v.literal('volume'), source: name, target: text }),
    ]),
  ),
  secrets: v.optional(v.array(v.strictObject({ source: name, target: text }))),
  env_file: v.optional(v.array(v.pipe(text, v.regex(/^\.\/env\//)))),
  environment: v.optional(v.record(v.pipe(v.string(), v.regex(/^\w+$/)), text)),
  healthcheck: v.optional(
    v.strictObject({
      test: v.pipe(
        v.array(text),
        v.check(([first]) => first === 'CMD' || first === 'CMD-SHELL'),
      ),
      interval: duration,
      timeout: duration,
      start_period: duration,
      retries: v.pipe(v.number(), v.integer()),
    }),
  ),
});

/** The parts of the Compose specification that a pack uses, and no others. */
export const composeSchema = v.strictObject({
  services: v.record(name, service),
  volumes: v.optional(v.record(name, v.strictObject({}))),
  secrets: v.optional(
    v.record(name, v.strictObject({ file: v.pipe(text, v.regex(/^\.\/secrets\//)) })),
  ),
});
