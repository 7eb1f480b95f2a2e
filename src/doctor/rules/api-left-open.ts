import type { Rule } from '../rule.ts';
import { blocksAt, placeOf } from '../settings.ts';
import type { Scalar } from '../../lab/conf/conf-text.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';

/** Seen on 2.15.2 in the lab of its page: one request to `$JS.API` has two answers, and a stream is made twice. */
export const apiLeftOpen: Rule = {
  id: 'api-left-open',
  severity: 'error',
  title: 'default_js_domain leaves the JetStream API open across leaf links',
  page: '/troubleshooting/two-jetstreams-answer',
  *look({ confs }) {
    for (const server of confs.values())
      for (const block of blocksAt(server, 'default_js_domain'))
        for (const value of server.conf.scalars)
          if (value.block === block && value.text === '')
            yield {
              server: server.name,
              place: placeOf(server, value),
              words: `default_js_domain of ${server.name} has an empty domain for ${accountIn(server, value)}, which leaves $JS.API.> open on its leaf links. If both sides do so, two JetStreams answer one request.`,
              remedy: 'Give each JetStream a domain, and remove default_js_domain.',
            };
  },
};

/** The account of a line of `default_js_domain`, as it is written. */
const accountIn = ({ conf }: ServerConf, { block, start, end }: Scalar): string =>
  conf.keys.find((key) => key.block === block && key.end <= start && key.valueEnd >= end)?.name ??
  '';
