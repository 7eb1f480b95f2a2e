import { meaningOf } from '../../lab/wire/subjects.ts';
import Mark from '../Map/Mark.tsx';
import { markKinds } from '../Map/frame-marks.ts';
import { subjectMap, type SubjectEntry } from './subject-map.ts';
import Words from '../Text/Words.tsx';
import styles from './SubjectMap.module.css';

const answers: Record<SubjectEntry['crosses'], string> = {
  yes: 'Yes',
  no: 'No',
  owner: 'To its owner',
  system: 'System account only',
};

/**
 * The subjects that NATS uses for itself: the meaning of each, and whether it crosses a leaf
 * connection.
 */
export default function SubjectMap() {
  return (
    <div className={styles.map} tabIndex={0} role="region" aria-label="The map of subjects">
      <table>
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col">Crosses</th>
            <th scope="col">Seen where, and under which rule</th>
          </tr>
        </thead>
        <tbody>
          {subjectMap.map((entry) => (
            <Row key={entry.pattern} {...entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ pattern, example, seen, crosses, rule }: SubjectEntry) {
  const { kind, says, names } = meaningOf(example)!;
  return (
    <tr>
      <th scope="row">
        <Mark kind={markKinds[kind]} /> <code>{pattern}</code>
        <p>{filled(says, names)}</p>
      </th>
      <td data-crosses={crosses}>{answers[crosses]}</td>
      <td>
        <p>
          <Words>{seen}</Words>
        </p>
        <p>
          <Words>{rule}</Words>
        </p>
      </td>
    </tr>
  );
}

/**
 * Fills the names and the payload's values into the sentence by which the wire's reader explains the
 * example.
 */
const filled = (says: string, names: Record<string, string>) =>
  says.replace(/\{(\w+)\}/g, (_, name: string) => ({ ...payload, ...names })[name]!);

const payload: Record<string, string> = { operation: 'Put', bytes: '128 bytes' };
