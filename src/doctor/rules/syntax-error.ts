import { lineFinder } from '../../lab/conf/in-order.ts';
import { faultWords, syntaxFault } from '../../lab/conf/syntax-fault.ts';
import { placeIn } from '../../lab/derive/given.ts';
import type { Rule } from '../rule.ts';

/**
 * Tried on 2.15.2 with a configuration of each kind: the server ends with `Parse error on line 9`, often a line far
 * below, or with `config is invalid`.
 */
export const syntaxError: Rule = {
  id: 'syntax-error',
  severity: 'error',
  title: 'A configuration that nats-server cannot read',
  page: '/reference/configuration',
  *look({ confs, files }) {
    for (const server of confs.values())
      for (const path of [server.path, ...server.includes]) {
        const file = files.get(path);
        const fault = file && syntaxFault(file.text);
        if (!fault) continue;
        const lineAt = lineFinder(file.text);
        const place = placeIn(file, lineAt(fault.at));
        const { words, remedy } = faultWords(fault, (at) => placeIn(file, lineAt(at)).line);
        yield { server: server.name, place, words: `${words} The server does not start.`, remedy };
      }
  },
};
