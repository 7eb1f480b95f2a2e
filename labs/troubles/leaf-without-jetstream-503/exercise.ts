import { crossed } from '../../../src/lab/checks/crossed.ts';
import { unanswered } from '../../../src/lab/checks/answered.ts';
import { insist } from '../../../src/lab/checks/eventually.ts';
import { streamInfo } from '../../../src/lab/checks/jetstream-check.ts';
import { stored } from '../../../src/lab/checks/stored.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import sidecar from '../../../topologies/sidecar/topology.ts';

const link = 'sidecar-hub';

/** A leaf that has no JetStream, asked for it without a domain. */
const exercise: Exercise = {
  name: 'leaf-without-jetstream-503',
  topology: sidecar,
  symptom: {
    says: 'A JetStream request at the sidecar is answered with 503, no responders',
    check: unanswered('sidecar', '$JS.API.INFO'),
  },
  steps: [
    {
      id: 'domain',
      title: 'Name the hub’s domain',
      checks: [
        {
          says: 'The hub stores ORDERS',
          check: stored({ server: 'hub', stream: 'ORDERS' }),
        },
        {
          says: 'It was asked for from the sidecar',
          check: crossed({ link, subject: '$JS.hub.API.STREAM.CREATE.ORDERS', from: 'sidecar' }),
        },
      ],
      solve: ({ run }) =>
        insist(() =>
          run('sidecar', "stream add ORDERS --subjects 'orders.>' --defaults --js-domain hub"),
        ),
    },
    {
      id: 'mapping',
      title: 'Map the API for programs that cannot',
      checks: [
        {
          says: 'At the sidecar ORDERS is found without a domain',
          check: streamInfo({ server: 'sidecar', stream: 'ORDERS' }, { domain: 'hub' }),
        },
      ],
      solve: ({ apply, config }) =>
        apply('sidecar', `${config('sidecar')}\nmappings { "$JS.API.>": "$JS.hub.API.>" }\n`),
    },
  ],
};

export default exercise;
