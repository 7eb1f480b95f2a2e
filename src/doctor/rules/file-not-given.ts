import type { FileUse } from '../../lab/derive/given.ts';
import { namedFiles } from '../../lab/derive/named-files.ts';
import type { Rule } from '../rule.ts';
import { hasStandIn } from '../stand-ins.ts';

const nouns: Record<Exclude<FileUse, 'credentials'>, string> = {
  operator: 'The JWT of the operator',
  certificate: 'The certificate',
  key: 'The private key',
  ca: 'The certificate of the authority',
};

/**
 * Tried on 2.15.2: the server ends, with `error parsing X509 certificate/key pair: open no.pem: no such file or
 * directory`, with `open none.pem: …`, or with `error parsing include file`. Files of the machine are not looked at.
 */
export const fileNotGiven: Rule = {
  id: 'file-not-given',
  severity: 'error',
  title: 'A file without which a server does not start was not given',
  *look(network) {
    for (const server of network.confs.values()) {
      for (const { named, ...place } of server.missing)
        yield {
          server: server.name,
          place,
          words: `${named}, which this line includes, was not given. Without it ${server.name} does not start.`,
          remedy: 'Give that file too: name it, or put it in a folder that you name.',
        };
      for (const { path, use, place, given } of namedFiles(server, network.files))
        if (use !== 'credentials' && !given && !hasStandIn(network, server, path))
          yield {
            server: server.name,
            place,
            words: `${nouns[use]}, ${path}, was not given. Without it ${server.name} does not start.`,
            remedy: 'Give that file too, or have one made for this run by --stand-ins.',
          };
    }
  },
};
