import { keyIn } from '../conf/conf-index.ts';
import type { ConfText } from '../conf/conf-text.ts';

/** A part of nats-server that the servers here lack, and for which a configuration asks. */
export interface LeftOut {
  /** Where in the text it asks. */
  at: number;
  /** What is left out, and what comes of it. */
  words: string;
  /** The beginning of a sentence on what to do: which server has it. */
  native: string;
}

/** Parts of nats-server that the module does not have, by the keys that ask for them: see engine/overlays.mjs. */
const parts: Readonly<Record<string, Omit<LeftOut, 'at'>>> = {
  mqtt: {
    words:
      'MQTT is left out of the servers here: what is set is checked, and MQTT clients are refused.',
    native: 'A native server has it',
  },
  prof_port: {
    words: 'Profiles are left out of the servers here: the port answers no request for one.',
    native: 'A native server has them',
  },
};

/** The command that runs native servers. */
export const nativeCommand = '`leafwise up --native`';

/** Finds what a configuration asks for and nats-server compiled to WebAssembly does not have. */
export function leftOutOf(conf: ConfText): LeftOut[] {
  return Object.entries(parts).flatMap(([key, part]) => {
    const asked = keyIn(conf, conf.blocks[0]!, key);
    return asked ? [{ at: asked.start, ...part }] : [];
  });
}
