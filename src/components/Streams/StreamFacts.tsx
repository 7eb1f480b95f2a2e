import type { ReactNode } from 'react';
import { showCount } from '../../console/units.ts';
import type { ConsumerView, StreamView } from '../../lab/monitoring/places.ts';
import styles from './Streams.module.css';
import { holdWords, sequenceWords } from './stream-words.ts';

/** Facts that a server reports of a stream, and the stream's consumers. */
export default function StreamFacts({ stream }: { stream: StreamView }) {
  const { name, label, subjects, account, leader, replicas, consumers } = stream;
  return (
    <>
      <dl className={styles.facts}>
        {name !== label && (
          <Fact name="Stream">
            <code>{name}</code>
          </Fact>
        )}
        <Fact name="Subjects">
          {subjects.length === 0
            ? 'none of its own'
            : subjects.map((subject) => (
                <span key={subject}>
                  <code>{subject}</code>{' '}
                </span>
              ))}
        </Fact>
        <Fact name="Holds">{holdWords(stream)}</Fact>
        <Fact name="Sequences">{sequenceWords(stream)}</Fact>
        {account !== '$G' && <Fact name="Account">{account}</Fact>}
        {replicas.length > 0 && (
          <Fact name="Replicas">
            {leader === undefined ? 'no leader' : `${leader} leads`}
            {replicas.map(({ name: peer, current, offline, lag }) => {
              const behind = lag ? `, ${showCount(lag)} behind` : '';
              const state = offline ? 'offline' : current ? 'current' : 'catching up';
              return `; ${peer} ${state}${behind}`;
            })}
          </Fact>
        )}
      </dl>
      {consumers.length === 0 ? (
        <p className={styles.note}>No consumer. Create one, and it appears here.</p>
      ) : (
        <Consumers consumers={consumers} />
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Consumers({ consumers }: { consumers: ConsumerView[] }) {
  return (
    <table className={styles.table}>
      <caption>Consumers</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Pending</th>
          <th scope="col">Ack pending</th>
          <th scope="col">Redelivered</th>
        </tr>
      </thead>
      <tbody>
        {consumers.map(({ name, delivery, durable, filters, ...counts }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>{' '}
              <span className={styles.kind}>
                {delivery}, {durable ? 'durable' : 'ephemeral'}
                {filters.length > 0 && `, ${filters.join(', ')}`}
              </span>
            </th>
            <td>{showCount(counts.pending)}</td>
            <td>{showCount(counts.ackPending)}</td>
            <td>{showCount(counts.redelivered)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
