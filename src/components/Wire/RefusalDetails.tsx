import type { Refusal } from '../../lab/session/refusals.ts';
import styles from './Wire.module.css';

const why: Record<Refusal['rule'], string> = {
  'blocking rule':
    'JetStream without a domain, its key-value and its object API do not cross a leaf connection.',
  'own domain': 'A server does not send requests for its own domain to the other side.',
  permissions: 'Denied by configuration: deny_imports, deny_exports, or permissions of a user.',
};

/** The message that a server refused to pass on, and the rule that stopped it. */
export default function RefusalDetails({ refusal }: { refusal: Refusal }) {
  const { subject, what, rule } = refusal;
  return (
    <dl className={styles.details}>
      <div>
        <dt>Subject</dt>
        <dd>
          <code>{subject}</code>
        </dd>
      </div>
      <div>
        <dt>Refused</dt>
        <dd>{what === 'message' ? 'A message, not sent on' : 'Interest, not told'}</dd>
      </div>
      <div>
        <dt>Rule</dt>
        <dd>
          {rule}. {why[rule]}
        </dd>
      </div>
    </dl>
  );
}
