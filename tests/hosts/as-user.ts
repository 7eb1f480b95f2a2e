import type { ByteStream } from '../../src/lab/bytes.ts';

export interface Login {
  user: string;
  pass: string;
}

const verb = 'CONNECT ';

/** Puts a user and a password into what a client says first, as it would have been told them. */
export function asUser(stream: ByteStream, login: Login): ByteStream {
  let said = '';
  return {
    read: () => stream.read(),
    close: () => stream.close(),
    write: async (chunk) => {
      if (said.includes('\r\n')) return stream.write(chunk);
      said += new TextDecoder().decode(chunk);
      const end = said.indexOf('\r\n');
      if (end < 0) return;
      const options = JSON.parse(said.slice(verb.length, end)) as object;
      const connect = verb + JSON.stringify({ ...options, ...login });
      return stream.write(new TextEncoder().encode(connect + said.slice(end)));
    },
  };
}
