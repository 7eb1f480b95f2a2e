import { restarted, type LabAnswers } from '../../src/lab/exercise/answer.ts';
import bridge from '../../topologies/bridge/topology.ts';
import bridged from './bridged.conf';
import separate from './cloud.conf';

const ofBolt = bridge.servers.find(({ name }) => name === 'bolt')!.config;

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  join: {
    wrong: [
      {
        says: 'logs in as the other company',
        ...restarted('bolt', () => ofBolt.replace('bolt:b0lt@', 'acme:4cme@')),
        seen: /cloud: ACME/,
      },
    ],
  },
  share: {
    wrong: [
      {
        says: 'exports to all accounts',
        by: [({ apply }) => apply('cloud', bridged.replaceAll(', accounts: [BOLT]', ''))],
        seen: /not so: service acme\.quote, stream acme\.news\.>/,
        undo: [({ apply }) => apply('cloud', separate)],
      },
      {
        says: 'exports more than was agreed on',
        by: [({ apply }) => apply('cloud', bridged.replaceAll('acme.quote', 'acme.>'))],
        seen: /ACME exports service acme\.>/,
        undo: [({ apply }) => apply('cloud', separate)],
      },
    ],
  },
  use: {
    wrong: [
      {
        says: 'publishes, with no subscriber at bolt',
        by: ["acme$ pub acme.news.today 'new catalogue'"],
        seen: /^(none has crossed|only over )/,
      },
    ],
  },
};
